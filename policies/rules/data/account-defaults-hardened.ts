import { publicAccessFlags } from "../../engine/data/bucket-privacy";
import type { Resource } from "../../engine/graph/resource";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { not } from "../../engine/values/truth";

const encryptionByDefault = "aws:ebs/encryptionByDefault:EncryptionByDefault";
const snapshotBlock = "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess";
const metadataDefaults = "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults";
const accountBlock = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock";

const settings: Readonly<Record<string, string>> = {
  [encryptionByDefault]: "Nothing makes new EBS volumes of the region encrypted by default.",
  [snapshotBlock]: "Nothing keeps EBS snapshots of the region from being shared with everybody.",
  [metadataDefaults]: "Nothing makes new instances of the region demand version 2 of the metadata service.",
  [accountBlock]: "Nothing keeps buckets of the account from becoming public.",
};

export const accountDefaultsHardened: Rule = {
  id: "DATA-04",
  name: "account-defaults-hardened",
  title:
    "Account-wide defaults encrypt volumes, close snapshots and buckets, and demand version 2 of the metadata service",
  why: "Defaults catch what nobody thought of: the volume of a debugging instance, the bucket made by hand.",
  fix: "Register the account-wide setting with its strictest value.",
  level: "mandatory",
  scope: "stack",
  references: { fsbp: ["EC2.1", "EC2.7", "S3.1"], soc2: ["CC6.1"], hipaa: ["312(a)(1)"] },
  reads: {
    [encryptionByDefault]: ["enabled"],
    [snapshotBlock]: ["state"],
    [metadataDefaults]: ["httpTokens", "httpPutResponseHopLimit"],
    [accountBlock]: publicAccessFlags,
    "pulumi:pulumi:Stack": [],
  },
  check(resource, { graph, parameters }) {
    if (resource.type !== "pulumi:pulumi:Stack") return weaknesses(resource, parameters.imdsMaxHops);
    if (!parameters.accountBaselineHere) return [];
    return Object.entries(settings).map(([type, message]) =>
      violation(graph.ofType(type).length === 0, type, message, {
        fix: `Register ${type}, or say that another stack does.`,
      }),
    );
  },
};

function weaknesses(setting: Resource, maxHops: number): Condition[] {
  switch (setting.type) {
    case encryptionByDefault: {
      const enabled = setting.at("enabled");
      return [
        violation(enabled.isFalse(), enabled, "New volumes are not encrypted by default.", {
          fix: "Set enabled to true.",
        }),
      ];
    }
    case snapshotBlock: {
      const state = setting.at("state");
      return [
        violation(not(state.is("block-all-sharing")), state, "Snapshots can be shared with everybody.", {
          fix: "Set state to block-all-sharing.",
        }),
      ];
    }
    case metadataDefaults: {
      const tokens = setting.at("httpTokens");
      const hops = setting.at("httpPutResponseHopLimit");
      return [
        violation(not(tokens.is("required")), tokens, "Version 1 of the metadata service stays allowed.", {
          fix: "Set httpTokens to required.",
        }),
        violation(
          hops.satisfies((limit) => Number(limit) > maxHops),
          hops,
          `The hop limit is above ${String(maxHops)}, so that pods reach the node's credentials.`,
          { fix: `Set httpPutResponseHopLimit to ${String(maxHops)}.` },
        ),
      ];
    }
    default:
      return publicAccessFlags.map((flag) =>
        violation(not(setting.at(flag).isTrue()), setting.at(flag), `${flag} is not on for the account.`, {
          fix: `Set ${flag} to true.`,
        }),
      );
  }
}
