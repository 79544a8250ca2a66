import type { GraphResource } from "../../../../policies/engine/graph/resource";
import { unknown, type Value } from "../../../../policies/engine/values/value";
import { coreAddonsManagedAndPinned } from "../../../../policies/rules/eks/core-addons-managed-and-pinned";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

const cluster = resource("aws:eks/cluster:Cluster", "c", { version: "1.36" });
const autoMode = resource("aws:eks/cluster:Cluster", "c", { version: "1.36", computeConfig: { enabled: true } });
const addon = (addonName: Value, addonVersion: Value, of: GraphResource = cluster): GraphResource =>
  resource("aws:eks/addon:Addon", `addon-${String(addonName)}`, { addonName, addonVersion, clusterName: outputOf(of) });
const cni = addon("vpc-cni", "v1.23.0-eksbuild.1");
const dns = addon("coredns", "v1.14.3-eksbuild.14");
const proxy = addon("kube-proxy", "v1.36.0-eksbuild.15");
const association = resource("aws:eks/podIdentityAssociation:PodIdentityAssociation", "p", {
  clusterName: outputOf(cluster),
});
const profile = resource("aws:eks/fargateProfile:FargateProfile", "f", { clusterName: outputOf(cluster) });
const component = (inputs: NonNullable<Parameters<typeof resource>[2]>): GraphResource =>
  resource("eks:index:Cluster", "component", {
    version: "1.36",
    vpcCniOptions: { addonVersion: "v1.23.0-eksbuild.1" },
    corednsAddonOptions: { version: "v1.14.3-eksbuild.14" },
    kubeProxyAddonOptions: { version: "v1.36.0-eksbuild.15" },
    ...inputs,
  });

export const fixtures: RuleFixtures = {
  rule: coreAddonsManagedAndPinned,
  passes: [
    { when: "all three are there at listed versions", resources: [cluster, cni, dns, proxy] },
    { when: "the cluster runs in Auto Mode", resources: [autoMode] },
    { when: "all pods run on Fargate", resources: [cluster, dns, profile] },
    { when: "the component pins all of them", resources: [component({})] },
    {
      when: "an add-on that the table does not name has a version",
      resources: [cluster, cni, dns, proxy, addon("some-vendor", "v1")],
    },
    {
      when: "Pod Identity is used and its agent is there",
      resources: [cluster, cni, dns, proxy, association, addon("eks-pod-identity-agent", "v1.4.0-eksbuild.1")],
    },
  ],
  fails: [
    { when: "not even names are resolved on Fargate", resources: [cluster, profile], paths: [""] },
    {
      when: "there are nodes beside Fargate",
      resources: [
        cluster,
        dns,
        profile,
        resource("aws:eks/nodeGroup:NodeGroup", "g", { clusterName: outputOf(cluster) }),
      ],
    },
    { when: "one is missing", resources: [cluster, cni, proxy], paths: [""] },
    {
      when: "one belongs to another cluster",
      resources: [
        ...[cluster, cni, proxy],
        resource("aws:eks/cluster:Cluster", "other", { version: "1.36", computeConfig: { enabled: true } }),
        resource("aws:eks/addon:Addon", "dns", {
          addonName: "coredns",
          addonVersion: "v1.14.3-eksbuild.14",
          clusterName: "elsewhere",
        }),
      ],
      paths: [""],
    },
    {
      when: "one has no version",
      resources: [cluster, cni, proxy, addon("coredns", undefined)],
      paths: ["addonVersion"],
    },
    {
      when: "one has a version of another minor",
      resources: [cluster, cni, dns, addon("kube-proxy", "v1.34.6-eksbuild.19")],
      paths: ["addonVersion"],
    },
    {
      when: "Pod Identity is used without its agent",
      resources: [cluster, cni, dns, proxy, association],
      paths: ["addons.eks-pod-identity-agent"],
    },
    {
      when: "the agent is missing beside another",
      resources: [cluster, cni, dns, association],
      paths: ["", "addons.eks-pod-identity-agent"],
    },
    {
      when: "the component leaves the version of one open and switches another off",
      resources: [component({ corednsAddonOptions: {}, kubeProxyAddonOptions: { enabled: false } })],
      paths: ["", "corednsAddonOptions.version"],
    },
    {
      when: "the component keeps the network plug-in of the image",
      resources: [component({ useDefaultVpcCni: true, vpcCniOptions: {} })],
      paths: [""],
    },
  ],
  undecided: [
    {
      when: "the version of the cluster is unknown",
      resources: [{ ...cluster, inputs: { version: unknown } }, cni, dns, proxy],
    },
    { when: "an add-on's name is unknown", resources: [cluster, cni, dns, addon(unknown, "v1")] },
    { when: "the version of an add-on is unknown", resources: [cluster, cni, dns, addon("kube-proxy", unknown)] },
  ],
};
