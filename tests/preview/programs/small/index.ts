import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

class Site extends pulumi.ComponentResource {
  constructor(name: string, args: { readonly public: boolean }, opts?: pulumi.ComponentResourceOptions) {
    super("small:web:Site", name, args, opts);
    const bucket = new aws.s3.Bucket("content", { bucket: "small-content" }, { parent: this, protect: true });
    new aws.s3.BucketPublicAccessBlock(
      "content",
      { bucket: bucket.id, blockPublicAcls: true },
      { parent: this, deletedWith: bucket },
    );
    this.registerOutputs({ bucketName: bucket.bucket });
  }
}

const config = new pulumi.Config();
new Site("site", { public: false });
const caller = aws.getCallerIdentityOutput();
const zones = aws.getAvailabilityZonesOutput({ state: "available" });
const parameter = new aws.ssm.Parameter("token", { type: "SecureString", value: config.requireSecret("token") });

export const accountId = caller.accountId;
export const zoneNames = zones.names;
export const parameterArn = parameter.arn;
export const token = config.requireSecret("token");
export const size = config.requireNumber("size");
export const mixed = pulumi.output({ open: "text", hidden: config.requireSecret("token") });
export const partly = { open: "text", hidden: pulumi.secret("hunter2") };
