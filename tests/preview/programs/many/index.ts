import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

/** As many rooms of ten resources as the configuration asks for: what the benchmark measures. */
class Room extends pulumi.ComponentResource {
  constructor(name: string) {
    super("many:room:Room", name, { name });
    const parent = { parent: this };
    const key = new aws.kms.Key(name, { description: name, enableKeyRotation: true, tags: { room: name } }, parent);
    const bucket = new aws.s3.Bucket(name, { bucket: name, tags: { room: name } }, parent);
    const role = new aws.iam.Role(
      name,
      {
        name,
        assumeRolePolicy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: { Service: "pods.eks.amazonaws.com" }, Action: "sts:AssumeRole" }],
        }),
      },
      parent,
    );
    new aws.iam.RolePolicyAttachment(name, { role: role.name, policyArn: "arn:aws:iam::aws:policy/ReadOnly" }, parent);
    new aws.s3.BucketPublicAccessBlock(name, { bucket: bucket.id, blockPublicAcls: true }, parent);
    new aws.s3.BucketServerSideEncryptionConfiguration(
      name,
      {
        bucket: bucket.id,
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn } }],
      },
      parent,
    );
    const namespace = new k8s.core.v1.Namespace(name, { metadata: { name, labels: { room: name } } }, parent);
    const labels = { app: name };
    new k8s.apps.v1.Deployment(
      name,
      {
        metadata: { name, namespace: namespace.metadata.name },
        spec: {
          replicas: 2,
          selector: { matchLabels: labels },
          template: {
            metadata: { labels },
            spec: {
              containers: [
                { name: "app", image: "registry.example/app:1.0.0", resources: { requests: { cpu: "100m" } } },
              ],
            },
          },
        },
      },
      parent,
    );
    new k8s.core.v1.ServiceAccount(name, { metadata: { name, namespace: namespace.metadata.name } }, parent);
    this.registerOutputs({ bucket: bucket.bucket });
  }
}

const rooms = new pulumi.Config().requireNumber("rooms");
for (let room = 0; room < rooms; room++) new Room(`room-${room}`);
