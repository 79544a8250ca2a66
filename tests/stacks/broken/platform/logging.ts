import * as aws from "@pulumi/aws";

/** What is there for the auditors, and shows them nothing. */
export function createLogging(): void {
  new aws.cloudwatch.LogGroup("shop", { name: "shop" }); // LOG-01: for ever, and no key
  // LOG-04: one region, no validation, no key, no log group, and what reads is left out.
  new aws.cloudtrail.Trail("trail", {
    name: "trail",
    s3BucketName: "trail-of-another-stack",
    eventSelectors: [{ readWriteType: "WriteOnly" }],
  });
  new aws.guardduty.Detector("detector", { enable: false }); // LOG-05: off, and nothing about clusters
}
