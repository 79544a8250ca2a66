import { unknown } from "../../../../policies/engine/values/value";
import { accountDefaultsHardened } from "../../../../policies/rules/data/account-defaults-hardened";
import { resource, type RuleFixtures } from "../../fixture";

const ebs = "aws:ebs/encryptionByDefault:EncryptionByDefault";
const snapshots = "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess";
const metadata = "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults";
const buckets = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock";
const stack = resource("pulumi:pulumi:Stack", "fixture-test", {}, { custom: false });
const strict = [
  resource(ebs, "e"),
  resource(snapshots, "s", { state: "block-all-sharing" }),
  resource(metadata, "m", { httpTokens: "required", httpPutResponseHopLimit: 1 }),
  resource(buckets, "b", {
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  }),
];

export const fixtures: RuleFixtures = {
  rule: accountDefaultsHardened,

  passes: [
    { when: "the stack holds all four settings at their strictest", resources: [stack, ...strict] },
    {
      when: "a single setting is strict and the baseline lives elsewhere",
      resources: [stack, ...strict.slice(0, 1)],
      parameters: { accountBaselineHere: false },
    },
    {
      when: "the metadata defaults state no preference for hops",
      resources: [resource(metadata, "m", { httpTokens: "required", httpPutResponseHopLimit: -1 })],
    },
  ],
  fails: [
    {
      when: "the baseline belongs here and is missing",
      resources: [stack],
      paths: [ebs, snapshots, metadata, buckets],
    },
    { when: "one setting of the baseline is missing", resources: [stack, ...strict.slice(1)], paths: [ebs] },
    {
      when: "encryption by default is registered but off",
      resources: [resource(ebs, "e", { enabled: false })],
      paths: ["enabled"],
    },
    {
      when: "only new sharing of snapshots is blocked",
      resources: [resource(snapshots, "s", { state: "block-new-sharing" })],
      paths: ["state"],
    },
    {
      when: "metadata defaults allow version 1 and two hops",
      resources: [resource(metadata, "m", { httpTokens: "optional", httpPutResponseHopLimit: 2 })],
      paths: ["httpTokens", "httpPutResponseHopLimit"],
    },
    {
      when: "the account's block leaves out two flags",
      resources: [resource(buckets, "b", { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: false })],
      paths: ["ignorePublicAcls", "restrictPublicBuckets"],
    },
  ],
  undecided: [{ when: "a flag is unknown", resources: [resource(ebs, "e", { enabled: unknown })] }],
  outside: [
    {
      when: "the stack has no such setting and the baseline lives elsewhere",
      resources: [stack],
      parameters: { accountBaselineHere: false },
    },
  ],
};
