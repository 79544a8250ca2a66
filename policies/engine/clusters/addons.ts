import { awsCluster, componentCluster, refersToCluster } from "./cluster";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { Property } from "../values/property";
import { and, not, or, some, type Truth } from "../values/truth";

/** An EKS add-on and where its properties are written: a resource of its own, or options of the cluster component. */
export interface ClusterAddon {
  readonly resource: Resource;
  readonly name: Property | string;
  readonly version: Property;
  /** Whether it is an add-on of the cluster that was asked for. */
  readonly belongs: Truth;
  /** The values that configure it, as an object; undefined when the text is not JSON. */
  readonly configuration: Property | undefined;
  /** Properties besides the configuration, for add-ons that components know by name. */
  readonly options: Property;
}

export const addonTypes = ["aws:eks/addon:Addon", "eks:index:Addon", "eks:index:VpcCniAddon"] as const;

/** Whether EKS itself runs nodes, networking and DNS of the cluster, so that it needs no add-ons for them. */
export function isAutoMode(cluster: Resource): Truth {
  return cluster.at(cluster.type === componentCluster ? "autoMode.enabled" : "computeConfig.enabled").isTrue();
}

/** The reference to the cluster that an add-on of any kind belongs to. */
export function clusterOfAddon(addon: Resource): Property {
  return addon.at(addon.type === "eks:index:Addon" ? "cluster" : "clusterName");
}

/** All managed add-ons that are, or may be, those of a cluster. */
export function addonsOf(cluster: Resource, graph: Graph): readonly ClusterAddon[] {
  const separate = graph
    .ofType(...addonTypes)
    .filter((resource) => !isPartOfComponent(resource, graph))
    .map((resource): ClusterAddon => {
      const options = resource.properties;
      return {
        resource,
        name: resource.type === "eks:index:VpcCniAddon" ? "vpc-cni" : resource.at("addonName"),
        version: resource.at("addonVersion"),
        belongs: refersToCluster(resource, clusterOfAddon(resource), cluster, graph),
        configuration: options.at("configurationValues").json(),
        options,
      };
    });
  return cluster.type === componentCluster ? [...separate, ...optionsOf(cluster)] : separate;
}

/** Whether a managed add-on of that name is there. */
export function hasAddon(addons: readonly ClusterAddon[], name: string): Truth {
  return some(addons, (addon) => and(addon.belongs, isNamed(addon, name)));
}

export function isNamed({ name }: ClusterAddon, wanted: string): Truth {
  return typeof name === "string" ? name === wanted : name.is(wanted);
}

/** The add-ons that the component makes unless it is told not to. */
function optionsOf(cluster: Resource): readonly ClusterAddon[] {
  const managed = not(isAutoMode(cluster));
  const addon = (name: string, at: string, versionKey: string, isOn: Truth): ClusterAddon => {
    const options = cluster.at(at);
    const version = options.at(versionKey);
    return {
      ...{ resource: cluster, name, version, options },
      belongs: and(managed, isOn),
      configuration: options.at("configurationValues"),
    };
  };
  const enabled = (at: string): Truth => not(cluster.at(`${at}.enabled`).isFalse());
  return [
    addon("vpc-cni", "vpcCniOptions", "addonVersion", not(cluster.at("useDefaultVpcCni").isTrue())),
    addon("coredns", "corednsAddonOptions", "version", enabled("corednsAddonOptions")),
    addon("kube-proxy", "kubeProxyAddonOptions", "version", enabled("kubeProxyAddonOptions")),
  ];
}

/** Whether an add-on is a child of a component that is judged by its own inputs. */
function isPartOfComponent(resource: Resource, graph: Graph): boolean {
  return graph.ancestors(resource).some(({ type }) => type === componentCluster || type === "eks:index:VpcCniAddon");
}

/** Whether a pod of the cluster gets an AWS identity from the Pod Identity agent. */
export function usesPodIdentity(cluster: Resource, graph: Graph, addons: readonly ClusterAddon[]): Truth {
  const associations = graph.ofType("aws:eks/podIdentityAssociation:PodIdentityAssociation");
  return or(
    some(associations, (association) => refersToCluster(association, association.at("clusterName"), cluster, graph)),
    some(addons, ({ belongs, options }) =>
      and(
        belongs,
        options.at("podIdentityAssociations").some(() => true),
      ),
    ),
  );
}

/** Clusters by either type, for the `reads` of rules. */
export const clusterTypes = [awsCluster, componentCluster] as const;
