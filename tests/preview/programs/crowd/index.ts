import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Many resources of one type beside a few of another, all in the stack itself. */
const config = new pulumi.Config();
for (let key = 0; key < config.requireNumber("keys"); key++) new aws.kms.Key(`key-${key}`, { enableKeyRotation: true });
for (let parameter = 0; parameter < config.requireNumber("parameters"); parameter++)
  new aws.ssm.Parameter(`parameter-${parameter}`, { type: "String", value: "plain" });
