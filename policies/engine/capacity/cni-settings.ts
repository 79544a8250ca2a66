import { addonTypes, isAutoMode, clusterTypes } from "../clusters/addons";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { subnetType } from "../nodes/node-subnets";
import { zoneOf } from "../nodes/zones";
import type { Property } from "../values/property";
import { isUndecided, type Undecided } from "../values/truth";
import type { AddressSettings } from "./node-addresses";

const vpcCniType = "eks:index:VpcCniAddon";

/** How pods of a stack get addresses. */
export interface CniSettings {
  /** Why the settings are not known, where they are not. */
  readonly addresses: AddressSettings | { readonly unknown: Undecided };
  /** With custom networking, the subnet of the pods of each zone. */
  readonly podSubnets: ReadonlyMap<string, Resource>;
  /** Set where pods may be in other subnets than those and those of their nodes. */
  readonly podSubnetsOpen: Undecided | undefined;
}

/** The settings of the VPC CNI, from its add-on or, where the text of that is unknown, from what its component was told. */
export function cniSettings(graph: Graph): CniSettings {
  const ipv6 = graph.ofType(...clusterTypes).map((cluster) => {
    const family = cluster.at("kubernetesNetworkConfig.ipFamily");
    return family.isUnknown ? family.undecided : family.text() === "ipv6";
  });
  const unknownFamily = ipv6.find(isUndecided);
  if (unknownFamily) return notKnown(unknownFamily);
  const candidates = graph
    .ofType(...addonTypes)
    .map((resource) => ({ resource, is: resource.type === vpcCniType || resource.at("addonName").is("vpc-cni") }));
  const addon = candidates.find(({ is }) => is === true)?.resource;
  const unnamed = candidates.map(({ is }) => is).find(isUndecided);
  if (addon === undefined && unnamed) return notKnown(unnamed);
  const base = { customNetworking: false, ipv6: ipv6.includes(true) };
  if (addon === undefined) {
    const auto = graph.ofType(...clusterTypes).map(isAutoMode);
    const unknownMode = auto.find(isUndecided);
    return unknownMode
      ? notKnown(unknownMode)
      : {
          addresses: { ...base, prefixDelegation: auto.includes(true) },
          podSubnets: new Map(),
          podSubnetsOpen: undefined,
        };
  }
  const { owner, configuration } = configurationOf(addon, graph);
  const environment = configuration?.child("env");
  if (environment === undefined || environment.isUnknown) return notKnown(addon.at("configurationValues").undecided);
  const names = ["ENABLE_PREFIX_DELEGATION", "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG", ...warmTargets];
  const unknown = names.map((name) => environment.child(name)).find(({ isUnknown }) => isUnknown);
  if (unknown) return notKnown(unknown.undecided);
  const isOn = (name: string): boolean => String(environment.child(name).raw) === "true";
  const customNetworking = isOn("AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG");
  const [warmPrefixes, warmInterfaces, warmAddresses] = warmTargets.map((name) => environment.child(name).number());
  return {
    addresses: {
      ...{ ...base, prefixDelegation: isOn("ENABLE_PREFIX_DELEGATION"), customNetworking },
      ...(warmPrefixes !== undefined && { warmPrefixes }),
      ...(warmInterfaces !== undefined && { warmInterfaces }),
      ...(warmAddresses !== undefined && { warmAddresses }),
    },
    ...(customNetworking
      ? podSubnets(owner, configuration, graph)
      : { podSubnets: new Map<string, Resource>(), podSubnetsOpen: undefined }),
  };
}

function notKnown(unknown: Undecided): CniSettings {
  return { addresses: { unknown }, podSubnets: new Map(), podSubnetsOpen: unknown };
}

const warmTargets = ["WARM_PREFIX_TARGET", "WARM_ENI_TARGET", "WARM_IP_TARGET"];

function configurationOf(
  addon: Resource,
  graph: Graph,
): { readonly owner: Resource; readonly configuration: Property | undefined } {
  const own = addon.at("configurationValues");
  const parent = graph.ancestors(addon).find((ancestor) => ancestor.at("addonName").text() === "vpc-cni");
  return own.isUnknown && parent
    ? { owner: parent, configuration: parent.at("configuration") }
    : { owner: addon, configuration: own.json() };
}

/** The subnet of each zone among those that went into the configuration. */
function podSubnets(
  owner: Resource,
  configuration: Property | undefined,
  graph: Graph,
): Pick<CniSettings, "podSubnets" | "podSubnetsOpen"> {
  const entries = configuration?.child("eniConfig").child("subnets");
  const { known = [], open } = entries?.keys() ?? {};
  const found = new Map<string, Resource>();
  let podSubnetsOpen = open;
  for (const zone of known) {
    const entry = entries?.child(zone);
    const id = entry?.text() === undefined ? entry?.child("id") : entry;
    const target = id && graph.resolve(owner, id, subnetType);
    const ofZone = target?.kind === "resolved" ? target.targets.filter((one) => zoneOf(one) === zone) : [];
    const [single] = ofZone;
    if (single && ofZone.length === 1) found.set(zone, single);
    else if (target?.kind !== "outside")
      podSubnetsOpen ??= { path: id?.path ?? "", reason: `the subnet of the pods of zone ${zone} is not known` };
  }
  return { podSubnets: found, podSubnetsOpen };
}
