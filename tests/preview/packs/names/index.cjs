"use strict";
const { PolicyPack } = require("@pulumi/policy");

if (process.env["PACK_MISTAKE"] === "load") throw new TypeError("the pack has no rules");

new PolicyPack("names", {
  policies: [
    {
      name: "name-length",
      description: "Names are short.",
      enforcementLevel: "advisory",
      remediationSteps: "Shorten the name.",
      configSchema: { properties: { maximum: { type: "integer", default: 6 } } },
      validateResource: ({ name, getConfig }, report) => {
        const { maximum } = getConfig();
        if (name.length > maximum) report(`"${name}" is longer than ${maximum}.`);
      },
    },
    {
      name: "tokens-not-plain",
      description: "Parameters are not plain.",
      enforcementLevel: "mandatory",
      validateResource: ({ type, props }, report) => {
        if (process.env["PACK_MISTAKE"] === "judge") throw new RangeError("the rule divides by zero");
        if (type === "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock" && props["bucket"] === "")
          report("No bucket.");
      },
    },
    {
      name: "few-resources",
      description: "Stacks are small.",
      enforcementLevel: "mandatory",
      validateStack: ({ resources }, report) => {
        const buckets = resources.filter(({ type }) => type === "aws:s3/bucket:Bucket");
        if (buckets.length > 0) report(`${buckets.length} bucket is too many.`, buckets[0]?.urn);
      },
    },
  ],
});
