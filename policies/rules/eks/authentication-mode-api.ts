import { clusterProperty, componentCluster } from "../../engine/clusters/cluster";
import { violation, type Rule } from "../../engine/rule";
import { not } from "../../engine/values/truth";

export const authenticationModeApi: Rule = {
  id: "EKS-05",
  name: "authentication-mode-api",
  title: "Access to the cluster is granted by access entries alone",
  why: "The aws-auth ConfigMap grants access that AWS neither shows nor logs, and one bad edit locks everybody out.",
  fix: "Set authenticationMode to API.",
  level: "mandatory",
  scope: "resource",
  references: { cis: ["4.1.7", "5.5.1"], soc2: ["CC6.1", "CC6.2"], hipaa: ["312(a)(2)(i)"] },
  reads: {
    "aws:eks/cluster:Cluster": ["accessConfig.authenticationMode"],
    "eks:index:Cluster": ["authenticationMode", "roleMappings", "userMappings"],
  },
  check(cluster) {
    const mode = clusterProperty(cluster, "accessConfig.authenticationMode", "authenticationMode");
    const found = mode.isAbsent ? "not stated, so that the ConfigMap stays in use" : `${mode.shown()}, not API`;
    const mappings = cluster.type === componentCluster ? [cluster.at("roleMappings"), cluster.at("userMappings")] : [];
    return [
      violation(not(mode.is("API")), mode, `The authentication mode is ${found}.`),
      ...mappings.map((list) =>
        violation(
          list.some(() => true),
          list,
          "Principals are mapped by the aws-auth ConfigMap.",
          { fix: "Write access entries instead." },
        ),
      ),
    ];
  },
};
