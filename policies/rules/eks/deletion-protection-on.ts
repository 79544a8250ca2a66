import { violation, type Rule } from "../../engine/rule";
import { not } from "../../engine/values/truth";

export const deletionProtectionOn: Rule = {
  id: "EKS-11",
  name: "deletion-protection-on",
  title: "The cluster is protected from deletion",
  why: "A cluster that one wrong command deletes takes everything that runs on it along.",
  fix: "Set deletionProtection to true.",
  level: "production",
  scope: "resource",
  references: { soc2: ["A1.2", "CC8.1"], hipaa: ["308(a)(7)"] },
  reads: {
    "aws:eks/cluster:Cluster": ["deletionProtection"],
    "eks:index:Cluster": ["deletionProtection"],
  },
  check(cluster) {
    const protection = cluster.at("deletionProtection");
    return [violation(not(protection.isTrue()), protection, "The cluster can be deleted by one call.")];
  },
};
