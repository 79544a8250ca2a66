import { isMadeByComponent } from "../../engine/clusters/cluster";
import { violation, type Rule } from "../../engine/rule";
import { not } from "../../engine/values/truth";

export const creatorAdminOff: Rule = {
  id: "EKS-06",
  name: "creator-admin-off",
  title: "Whoever creates the cluster is not its administrator by that",
  why: "The creator's rights stand in no list and cannot be withdrawn; the pipeline's role keeps them for good.",
  fix: "Set accessConfig.bootstrapClusterCreatorAdminPermissions to false, and give the deployer an access entry.",
  level: "production",
  scope: "resource",
  references: { cis: ["4.1.1"], soc2: ["CC6.3"], hipaa: ["308(a)(4)"] },
  reads: { "aws:eks/cluster:Cluster": ["accessConfig.bootstrapClusterCreatorAdminPermissions"] },
  check(cluster) {
    const bootstrap = cluster.at("accessConfig.bootstrapClusterCreatorAdminPermissions");
    return [
      violation(
        not(bootstrap.isFalse()),
        bootstrap,
        "The creator of the cluster becomes its administrator.",
        // The component fixes it to true: its user can only know.
        isMadeByComponent(cluster) ? { level: "advisory" } : {},
      ),
    ];
  },
};
