import { violation, type Rule } from "../../engine/rule";
import { not, some } from "../../engine/values/truth";

const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

export const controlPlaneLogsAllTypes: Rule = {
  id: "EKS-04",
  name: "control-plane-logs-all-types",
  title: "The control plane writes all five kinds of logs",
  why: "Without the audit and authenticator logs nobody can tell afterwards who did what to the cluster.",
  fix: "Set enabledClusterLogTypes to [api, audit, authenticator, controllerManager, scheduler].",
  level: "mandatory",
  scope: "resource",
  references: { cis: ["2.1.1"], fsbp: ["EKS.8"], soc2: ["CC7.2"], hipaa: ["312(b)"], nsa: ["Log"] },
  reads: {
    "aws:eks/cluster:Cluster": ["enabledClusterLogTypes"],
    "eks:index:Cluster": ["enabledClusterLogTypes"],
  },
  check(cluster) {
    const enabled = cluster.at("enabledClusterLogTypes");
    const lacks = (type: string) => not(enabled.some((element) => element.is(type)));
    const missing = logTypes.filter((type) => lacks(type) === true);
    return [
      violation(some(logTypes, lacks), enabled, `The control plane does not write logs of ${missing.join(", ")}.`),
    ];
  },
};
