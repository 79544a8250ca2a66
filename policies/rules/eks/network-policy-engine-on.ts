import { addonsOf, hasAddon, isAutoMode, isNamed, type ClusterAddon } from "../../engine/clusters/addons";
import { awsCluster, componentCluster, isMadeByComponent } from "../../engine/clusters/cluster";
import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import { fargateProfile, runsOnFargateAlone } from "../../engine/nodes/fargate-alone";
import { opaqueIn } from "../../engine/kubernetes/hidden-objects";
import { violation, type Rule } from "../../engine/rule";
import { and, not, or, some, type Truth } from "../../engine/values/truth";

const configMap = "kubernetes:core/v1:ConfigMap";

export const networkPolicyEngineOn: Rule = {
  id: "EKS-14",
  name: "network-policy-engine-on",
  title: "Something in the cluster enforces NetworkPolicies",
  why: "Without an engine the API server accepts NetworkPolicies and nothing obeys them.",
  fix: 'Set enableNetworkPolicy to "true" in the configurationValues of the vpc-cni add-on.',
  level: "mandatory",
  scope: "stack",
  references: { cis: ["4.3.1", "5.4.4"], soc2: ["CC6.6"], hipaa: ["312(e)(1)"], nsa: ["Net"] },
  reads: {
    [awsCluster]: ["computeConfig.enabled"],
    [componentCluster]: [
      "autoMode.enabled",
      "vpcCniOptions.enableNetworkPolicy",
      "vpcCniOptions.configurationValues.enableNetworkPolicy",
    ],
  },
  follows: ["aws:eks/addon:Addon", "eks:index:Addon", "eks:index:VpcCniAddon", configMap, fargateProfile],
  check(cluster, { graph, parameters }) {
    // The component answers for the cluster that it made.
    if (isMadeByComponent(cluster)) return [];
    const addons = addonsOf(cluster, graph);
    const auto = isAutoMode(cluster);
    const enforced = or(
      parameters.networkPolicyEngine !== undefined,
      some(addons, (addon) => and(addon.belongs, isNamed(addon, "vpc-cni"), switchesPoliciesOn(addon))),
      and(auto, autoModeSwitchesPoliciesOn(graph)),
      and(not(auto), not(hasAddon(addons, "vpc-cni")), or(hiddenCni(cluster, graph), onFargate(graph))),
    );
    const fix =
      auto === true ? { fix: `Set "enable-network-policy-controller": "true" in kube-system/amazon-vpc-cni.` } : {};
    return [violation(not(enforced), "", "Nothing in the cluster enforces NetworkPolicies.", fix)];
  },
};

function switchesPoliciesOn({ configuration, options }: ClusterAddon): Truth {
  return or(options.at("enableNetworkPolicy").isTrue(), configuration?.at("enableNetworkPolicy").isTrue() ?? false);
}

/** In Auto Mode the network agent of the nodes reads a ConfigMap. */
function autoModeSwitchesPoliciesOn(graph: Graph): Truth {
  return some(graph.ofType(configMap), (map) =>
    and(
      map.at("metadata.name").is("amazon-vpc-cni"),
      map.at("metadata.namespace").is("kube-system"),
      map.at("data").child("enable-network-policy-controller").isTrue(),
    ),
  );
}

/** Without the add-on, a chart whose objects the stack does not show may install the CNI. */
function hiddenCni(cluster: Resource, graph: Graph): Truth {
  const chart = opaqueIn("kube-system", graph)[0];
  return chart ? { path: "", reason: `${chart.name} may install a network plug-in` } : false;
}

/** Nothing can enforce them on Fargate, where each pod has a network interface and its security groups to itself. */
function onFargate(graph: Graph): Truth {
  return (
    runsOnFargateAlone(graph) && { path: "", reason: "security groups of pods stand for NetworkPolicies on Fargate" }
  );
}
