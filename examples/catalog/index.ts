// The stack of a team whose data lies in an account of its own: a bucket, and the role that pods of one service account
// of the platform's cluster take on to read one prefix of it. On the platform's side, the service account's identity
// names this role in `assumes`.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { readPlatform } from "../../infra/outputs";

interface Reader {
  /** Name of the role of the pods, in the platform's account. */
  readonly role: string;
  readonly namespace: string;
  readonly serviceAccount: string;
}

const config = new pulumi.Config();
const platform = readPlatform(new pulumi.StackReference(config.require("platform")));
const reader = config.requireObject<Reader>("reader");
const stack = pulumi.getStack();
const tags = { owner: "catalog-team", environment: stack, "cost-center": "cc-3000", service: "catalog" };

const key = new aws.kms.Key("catalog", {
  description: "Objects of the catalog",
  enableKeyRotation: true,
  deletionWindowInDays: 30,
  tags,
});
const bucketName = pulumi.interpolate`acme-catalog-${stack}-${aws.getCallerIdentityOutput().accountId}`;
const objects = new aws.s3.Bucket("catalog", { bucket: bucketName, tags }, { protect: true });
const bucket = objects.bucket;
// Composed, since rules can judge a policy at preview only where it is known by then.
const bucketArn = pulumi.interpolate`arn:${platform.location.partition}:s3:::${bucketName}`;
new aws.s3.BucketOwnershipControls("catalog", { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } });
const block = new aws.s3.BucketPublicAccessBlock("catalog", {
  bucket,
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
});
new aws.s3.BucketVersioning("catalog", { bucket, versioningConfiguration: { status: "Enabled" } });
new aws.s3.BucketServerSideEncryptionConfiguration("catalog", {
  bucket,
  rules: [
    {
      applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
      bucketKeyEnabled: true,
    },
  ],
});
new aws.s3.BucketPolicy(
  "catalog",
  {
    bucket,
    policy: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Deny",
          Principal: "*",
          Action: ["s3:*"],
          Resource: [bucketArn, pulumi.interpolate`${bucketArn}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    }),
  },
  { dependsOn: [block] },
);

// The account is named and the role compared, so that this can be made before that role is. Pod Identity's session tags
// pass on to the second role: nobody but these pods has them, not even with the first role's credentials.
const { location, cluster } = platform;
const prices = new aws.iam.Role("prices", {
  name: `eks-platform-${stack}-catalog`,
  description: "Pods of the platform read the prices",
  assumeRolePolicy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: pulumi.interpolate`arn:${location.partition}:iam::${location.accountId}:root` },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
          ArnEquals: {
            "aws:PrincipalArn": pulumi.interpolate`arn:${location.partition}:iam::${location.accountId}:role/${reader.role}`,
          },
          StringEquals: {
            "aws:RequestTag/eks-cluster-arn": cluster.arn,
            "aws:RequestTag/kubernetes-namespace": reader.namespace,
            "aws:RequestTag/kubernetes-service-account": reader.serviceAccount,
          },
        },
      },
    ],
  }),
  tags,
});
new aws.iam.RolePolicy("prices", {
  name: "reads-prices",
  role: prices.name,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["s3:ListBucket"],
        Resource: bucketArn,
        Condition: { StringLike: { "s3:prefix": "prices/*" } },
      },
      { Effect: "Allow", Action: ["s3:GetObject"], Resource: pulumi.interpolate`${bucketArn}/prices/*` },
      {
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: key.arn,
        Condition: { StringEquals: { "kms:ViaService": pulumi.interpolate`s3.${location.region}.amazonaws.com` } },
      },
    ],
  }),
});

/** What the identity of the platform's pods names in `assumes`. */
export const roleArn = prices.arn;
