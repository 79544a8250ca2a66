import { isMadeByComponent } from "../../engine/clusters/cluster";
import { violation, type Rule } from "../../engine/rule";
import { not } from "../../engine/values/truth";

export const zonalShiftEnabled: Rule = {
  id: "EKS-10",
  name: "zonal-shift-enabled",
  title: "Traffic can be shifted away from an impaired zone",
  why: "Without zonal shift an impaired availability zone keeps receiving traffic until people drain it by hand.",
  fix: "Set zonalShiftConfig.enabled to true.",
  level: "production",
  scope: "resource",
  references: { soc2: ["A1.2"], hipaa: ["308(a)(7)(ii)(C)"] },
  reads: { "aws:eks/cluster:Cluster": ["zonalShiftConfig.enabled"] },
  check(cluster) {
    const enabled = cluster.at("zonalShiftConfig.enabled");
    // The component has no such input: its user can only know.
    const level = isMadeByComponent(cluster) ? ({ level: "advisory" } as const) : {};
    return [violation(not(enabled.isTrue()), enabled, "The cluster does not take part in zonal shift.", level)];
  },
};
