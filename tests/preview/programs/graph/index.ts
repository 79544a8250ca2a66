import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Everything that a registration can carry, so that tests see it arrive. */
class Group extends pulumi.ComponentResource {
  constructor(name: string, args: object, opts?: pulumi.ComponentResourceOptions) {
    super("graph:index:Group", name, args, opts);
  }
}

class Plugin extends pulumi.ComponentResource {
  declare readonly endpoint: pulumi.Output<string>;

  constructor(name: string, args: pulumi.Inputs, opts?: pulumi.ComponentResourceOptions) {
    super("plugin:index:Plugin", name, { endpoint: undefined, ...args }, opts, true);
  }
}

const provider = new aws.Provider("main", { region: "eu-west-1", allowedAccountIds: ["111122223333"] });
const outer = new Group("outer", { size: 3 });
const inner = new Group("inner", {}, { parent: outer });
const key = new aws.kms.Key("key", {}, { provider, parent: inner });
const bucket = new aws.s3.Bucket(
  "data",
  { bucket: "graph-data", tags: { key: key.arn, token: pulumi.secret("hunter2") } },
  {
    provider,
    parent: inner,
    aliases: [{ name: "old-data" }, { parent: pulumi.rootStackResource }],
    customTimeouts: { create: "30m" },
    deleteBeforeReplace: true,
    dependsOn: [outer],
    ignoreChanges: ["tags"],
    retainOnDelete: true,
  },
);
const role = aws.iam.Role.get("existing", "deployer", {}, { provider });
const topic = new aws.sns.Topic(
  "alarms",
  { name: "alarms", kmsMasterKeyId: key.id },
  {
    provider,
    deletedWith: bucket,
    transforms: [
      ({ props, opts }) => ({ props: { ...props, displayName: "transformed" }, opts: { ...opts, protect: true } }),
    ],
  },
);
const plugin = new Plugin("plugin", { bucket, key: key.arn, name: "fixed" }, { providers: [provider] });

// As the Kubernetes SDK registers it, without loading that.
new pulumi.ComponentResource(
  "kubernetes:yaml/v2:ConfigFile",
  "manifest",
  { file: "manifests/node-agent.yaml" },
  {},
  true,
);

const cluster = new aws.eks.Cluster(
  "cluster",
  { roleArn: "arn:aws:iam::111122223333:role/c", vpcConfig: { subnetIds: [] } },
  { provider },
);

export const roleArn = role.arn;
export const bucketName = bucket.bucket;
export const topicArn = topic.arn;
export const endpoint = plugin.endpoint;
export const securityGroup = cluster.vpcConfig.clusterSecurityGroupId;
export const keyWithSecret = pulumi.interpolate`${key.arn}/${pulumi.secret("hunter2")}`;
export const partly = { open: "text", hidden: pulumi.secret("hunter2") };
