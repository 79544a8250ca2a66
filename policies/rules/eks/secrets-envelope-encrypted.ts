import { componentCluster } from "../../engine/clusters/cluster";
import { keyTypes, lacksCustomerKey } from "../../engine/data/customer-key";
import { violation, type Rule } from "../../engine/rule";
import { not } from "../../engine/values/truth";

/** One cause, however the component and the cluster name it. */
const cause = "encryptionConfig";

export const secretsEnvelopeEncrypted: Rule = {
  id: "EKS-03",
  name: "secrets-envelope-encrypted",
  title: "Kubernetes Secrets are encrypted with a customer managed key",
  why: "The key that EKS uses by itself belongs to the service: it can be neither revoked nor audited by its user.",
  fix: "Set encryptionConfig with resources [secrets] and the ARN of a customer managed KMS key.",
  level: "mandatory",
  scope: "resource and stack",
  references: { cis: ["5.3.1"], fsbp: ["EKS.3"], soc2: ["CC6.1", "C1.1"], hipaa: ["312(a)(2)(iv)"] },
  reads: {
    "aws:eks/cluster:Cluster": ["encryptionConfig.resources", "encryptionConfig.provider.keyArn"],
    "eks:index:Cluster": ["encryptionConfigKeyArn"],
  },
  follows: keyTypes,
  check(cluster, { graph }) {
    if (cluster.type === componentCluster) {
      const key = cluster.at("encryptionConfigKeyArn");
      const fix = "Set encryptionConfigKeyArn to the ARN of a customer managed KMS key.";
      return [
        violation(lacksCustomerKey(cluster, key, graph), key, "Secrets have no customer managed key.", { fix, cause }),
      ];
    }
    const config = cluster.at("encryptionConfig");
    if (config.isAbsent)
      return [violation(true, config, "Secrets are not encrypted with a key of one's own.", { cause })];
    const resources = config.at("resources");
    const key = config.at("provider.keyArn");
    return [
      violation(
        not(resources.some((kind) => kind.is("secrets"))),
        resources,
        "Secrets are not among what is encrypted.",
        {
          cause,
        },
      ),
      violation(lacksCustomerKey(cluster, key, graph), key, "Secrets have no customer managed key.", { cause }),
    ];
  },
};
