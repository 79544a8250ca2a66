import type { GraphResource } from "../../../../policies/engine/graph/resource";
import { unknown, type Value } from "../../../../policies/engine/values/value";
import { networkPolicyEngineOn } from "../../../../policies/rules/eks/network-policy-engine-on";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

const cluster = resource("aws:eks/cluster:Cluster", "c");
const autoMode = resource("aws:eks/cluster:Cluster", "auto", { computeConfig: { enabled: true } });
const cni = (configurationValues: Value): GraphResource =>
  resource("aws:eks/addon:Addon", "cni", { addonName: "vpc-cni", clusterName: outputOf(cluster), configurationValues });
const profile = resource("aws:eks/fargateProfile:FargateProfile", "f", { clusterName: outputOf(cluster) });
const map = (value: Value): GraphResource =>
  resource("kubernetes:core/v1:ConfigMap", "map", {
    metadata: { name: "amazon-vpc-cni", namespace: "kube-system" },
    data: { "enable-network-policy-controller": value },
  });

export const fixtures: RuleFixtures = {
  rule: networkPolicyEngineOn,
  passes: [
    { when: "the add-on switches it on", resources: [cluster, cni('{"enableNetworkPolicy":"true"}')] },
    { when: "another engine is named", resources: [cluster], parameters: { networkPolicyEngine: "cilium" } },
    { when: "Auto Mode is told by its ConfigMap", resources: [autoMode, map("true")] },
    {
      when: "the component's options switch it on",
      resources: [resource("eks:index:Cluster", "c", { vpcCniOptions: { enableNetworkPolicy: true } })],
    },
    {
      when: "the component for the add-on switches it on by its values",
      resources: [
        cluster,
        resource("eks:index:VpcCniAddon", "cni", {
          clusterName: outputOf(cluster),
          configurationValues: { enableNetworkPolicy: "true" },
        }),
      ],
    },
  ],
  fails: [
    {
      when: "there is no add-on, and nodes beside Fargate",
      resources: [cluster, profile, resource("aws:eks/nodeGroup:NodeGroup", "g", { clusterName: outputOf(cluster) })],
    },
    { when: "there is no add-on", resources: [cluster], paths: [""] },
    { when: "the add-on says nothing", resources: [cluster, cni(undefined)] },
    { when: "the add-on says false", resources: [cluster, cni('{"enableNetworkPolicy":"false"}')] },
    { when: "the values are not JSON", resources: [cluster, cni("enableNetworkPolicy: true")] },
    { when: "Auto Mode has no ConfigMap", resources: [autoMode] },
    { when: "the ConfigMap counts only in Auto Mode", resources: [cluster, map("true")] },
    { when: "the component says nothing", resources: [resource("eks:index:Cluster", "c")] },
  ],
  undecided: [
    { when: "all pods run on Fargate, which has security groups instead", resources: [cluster, profile] },
    { when: "the values of the add-on are unknown", resources: [cluster, cni(unknown)] },
    {
      when: "a chart in kube-system may bring the network plug-in",
      resources: [cluster, resource("kubernetes:helm.sh/v3:Release", "cilium", { namespace: "kube-system" })],
    },
    { when: "the value of the ConfigMap is unknown", resources: [autoMode, map(unknown)] },
  ],
};
