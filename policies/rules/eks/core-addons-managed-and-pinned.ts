import {
  addonsOf,
  addonTypes,
  clusterOfAddon,
  hasAddon,
  isAutoMode,
  usesPodIdentity,
  type ClusterAddon,
} from "../../engine/clusters/addons";
import { awsCluster, componentCluster, isMadeByComponent } from "../../engine/clusters/cluster";
import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import { fargateProfile, runsOnFargateAlone } from "../../engine/nodes/fargate-alone";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { and, not, some, type Truth } from "../../engine/values/truth";
import { addonVersions } from "../../knowledge/addon-versions";

const onNodes = ["vpc-cni", "coredns", "kube-proxy"];
/** Fargate itself does for each pod what the others do on nodes. */
const onFargate = ["coredns"];
const agent = "eks-pod-identity-agent";

export const coreAddonsManagedAndPinned: Rule = {
  id: "EKS-13",
  name: "core-addons-managed-and-pinned",
  title: "The core add-ons are managed by EKS at versions that fit the cluster",
  why: "Self-managed core add-ons miss security fixes, and a version that is not stated changes with the next update.",
  fix: "Declare vpc-cni, coredns and kube-proxy as add-ons with an addonVersion that runs on the cluster's version.",
  level: "production",
  scope: "stack",
  references: { soc2: ["CC7.1", "CC8.1"], nsa: ["Upd"] },
  reads: {
    [awsCluster]: ["version", "computeConfig.enabled"],
    [componentCluster]: [
      "version",
      "useDefaultVpcCni",
      "vpcCniOptions.addonVersion",
      "corednsAddonOptions.enabled",
      "corednsAddonOptions.version",
      "kubeProxyAddonOptions.enabled",
      "kubeProxyAddonOptions.version",
      "autoMode.enabled",
    ],
    "aws:eks/addon:Addon": ["addonName", "addonVersion", "clusterName", "podIdentityAssociations"],
    "eks:index:Addon": ["addonName", "addonVersion", "cluster"],
    "eks:index:VpcCniAddon": ["addonVersion", "clusterName"],
  },
  follows: ["aws:eks/podIdentityAssociation:PodIdentityAssociation", fargateProfile],
  check(subject, { graph }) {
    if ((addonTypes as readonly string[]).includes(subject.type)) return ofAddon(subject, graph);
    // The component answers for the cluster that it made.
    return isMadeByComponent(subject) ? [] : ofCluster(subject, graph);
  },
};

function ofCluster(cluster: Resource, graph: Graph): readonly Condition[] {
  const addons = addonsOf(cluster, graph);
  const needed = not(isAutoMode(cluster));
  const core = runsOnFargateAlone(graph) ? onFargate : onNodes;
  const missing = core.filter((name) => hasAddon(addons, name) === false);
  const own = addons.filter(({ resource }) => resource === cluster);
  return [
    violation(
      and(
        needed,
        some(core, (name) => not(hasAddon(addons, name))),
      ),
      "",
      `The cluster has no managed add-on ${missing.join(", ")}.`,
      { cause: "core add-ons" },
    ),
    violation(
      and(needed, not(hasAddon(addons, agent)), usesPodIdentity(cluster, graph, addons)),
      // A path of its own: one finding per path would hide it behind the add-ons that are missing as well.
      `addons.${agent}`,
      `Pods use Pod Identity, but the add-on ${agent} is missing.`,
      { fix: `Declare the add-on ${agent}.`, cause: agent },
    ),
    ...own.flatMap((addon) => ofVersion(addon, cluster.at("version"), addon.belongs)),
  ];
}

function ofAddon(resource: Resource, graph: Graph): readonly Condition[] {
  const name = resource.type === "eks:index:VpcCniAddon" ? "vpc-cni" : resource.at("addonName");
  const reference = clusterOfAddon(resource);
  const resolution = graph.resolve(resource, reference, awsCluster, componentCluster);
  const version = resource.at("addonVersion");
  const target = resolution.kind === "resolved" ? resolution.targets : [];
  // A component and the cluster that it made have one version.
  const clusterVersion = target.map((cluster) => cluster.at("version")).find((each) => !each.isAbsent);
  return ofVersion({ name, version }, clusterVersion ?? reference, true);
}

function ofVersion(
  { name, version }: Pick<ClusterAddon, "name" | "version">,
  clusterVersion: Property,
  belongs: Truth,
): readonly Condition[] {
  const shownName = typeof name === "string" ? name : name.shown();
  return [
    violation(and(belongs, version.absent()), version, `The add-on ${shownName} has no version.`, {
      fix: "Set the version, so that it changes only when you change it.",
    }),
    violation(
      and(belongs, isUnlisted(name, version, clusterVersion)),
      version,
      `The add-on ${shownName} does not come in version ${version.shown()} for this cluster's version.`,
      { fix: "Set a version that EKS lists for the Kubernetes version of the cluster." },
    ),
  ];
}

/** Whether the table names the add-on, but not this version of it for the cluster's version. */
function isUnlisted(name: Property | string, version: Property, clusterVersion: Property): Truth {
  if (typeof name !== "string" && name.isUnknown) return name.undecided;
  const versions = addonVersions[typeof name === "string" ? name : (name.text() ?? "")];
  if (!versions || version.isAbsent) return false;
  if (version.isUnknown) return version.undecided;
  const minor = String(clusterVersion.raw);
  if (clusterVersion.isUnknown || !/^\d+\.\d+$/.test(minor))
    return { path: clusterVersion.path, reason: "the version of the cluster is not known" };
  return not((versions[minor] ?? []).includes(version.text() ?? ""));
}
