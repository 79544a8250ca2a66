import type { GraphResource } from "../../../../policies/engine/graph/resource";
import { unknown } from "../../../../policies/engine/values/value";
import { secretsEnvelopeEncrypted } from "../../../../policies/rules/eks/secrets-envelope-encrypted";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

const key = resource("aws:kms/key:Key", "key");
const cluster = (encryptionConfig: Parameters<typeof resource>[2]): GraphResource =>
  resource("aws:eks/cluster:Cluster", "c", { encryptionConfig: encryptionConfig ?? {} });
const arn = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

export const fixtures: RuleFixtures = {
  rule: secretsEnvelopeEncrypted,
  passes: [
    {
      when: "a key outside the stack is named",
      resources: [cluster({ resources: ["secrets"], provider: { keyArn: arn } })],
    },
    {
      when: "a new key of the stack is named, whose ARN is not known yet",
      resources: [key, cluster({ resources: ["secrets"], provider: { keyArn: outputOf(key) } })],
    },
    {
      when: "the component names a key",
      resources: [resource("eks:index:Cluster", "c", { encryptionConfigKeyArn: arn })],
    },
  ],
  fails: [
    {
      when: "nothing is said, since the key of the service does not count",
      resources: [resource("aws:eks/cluster:Cluster", "c"), resource("eks:index:Cluster", "d")],
      paths: ["encryptionConfig", "encryptionConfigKeyArn"],
    },
    {
      when: "Secrets are not among the resources",
      resources: [cluster({ resources: [], provider: { keyArn: arn } })],
      paths: ["encryptionConfig.resources"],
    },
    {
      when: "the key is the one that AWS manages",
      resources: [
        cluster({
          resources: ["secrets"],
          provider: { keyArn: "arn:aws:kms:eu-central-1:111122223333:alias/aws/eks" },
        }),
      ],
      paths: ["encryptionConfig.provider.keyArn"],
    },
    {
      when: "the key is empty",
      resources: [cluster({ resources: ["secrets"], provider: { keyArn: "" } })],
      paths: ["encryptionConfig.provider.keyArn"],
    },
  ],
  undecided: [
    {
      when: "the key is unknown and comes from no key of the stack",
      resources: [cluster({ resources: ["secrets"], provider: { keyArn: unknown } })],
    },
    { when: "the resources are unknown", resources: [cluster({ resources: unknown, provider: { keyArn: arn } })] },
  ],
};
