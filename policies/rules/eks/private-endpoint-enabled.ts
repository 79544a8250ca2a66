import { violation, type Rule } from "../../engine/rule";
import { not } from "../../engine/values/truth";

export const privateEndpointEnabled: Rule = {
  id: "EKS-02",
  name: "private-endpoint-enabled",
  title: "The API server has a private endpoint",
  why: "Without a private endpoint, nodes leave the VPC to reach their own control plane, and the public endpoint can never be closed.",
  fix: "Set endpointPrivateAccess to true.",
  level: "mandatory",
  scope: "resource",
  references: { cis: ["5.4.2"], soc2: ["CC6.6"], hipaa: ["312(e)(1)"], nsa: ["Net"] },
  reads: {
    "aws:eks/cluster:Cluster": ["vpcConfig.endpointPrivateAccess"],
    "eks:index:Cluster": ["endpointPrivateAccess"],
  },
  check(cluster) {
    const access = cluster.at(
      cluster.type === "eks:index:Cluster" ? "endpointPrivateAccess" : "vpcConfig.endpointPrivateAccess",
    );
    return [violation(not(access.isTrue()), access, "The API server has no private endpoint.")];
  },
};
