import { globMatches } from "../glob";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { Parameters } from "../parameters";
import type { Undecided } from "../values/truth";

/** A namespace of the stack: declared, or only used by objects in it. */
export interface StackNamespace {
  readonly name: string;
  readonly kind: NamespaceKind;
  /** The `Namespace` resource, where the stack declares it. */
  readonly declaration: Resource | undefined;
  /** The objects that are in it. */
  readonly members: readonly Resource[];
}

/** `system`: the cluster's own. `tenant`: of those who only use the cluster. `platform`: the rest. */
export type NamespaceKind = "system" | "tenant" | "platform";

/** Kinds that live in no namespace. */
const clusterScoped = new Set([
  "APIService",
  "CSIDriver",
  "CSINode",
  "CertificateSigningRequest",
  "ClusterIssuer",
  "ClusterRole",
  "ClusterRoleBinding",
  "ClusterTrustBundle",
  "CustomResourceDefinition",
  "DeviceClass",
  "EC2NodeClass",
  "FlowSchema",
  "GatewayClass",
  "IPAddress",
  "IngressClass",
  "IngressClassParams",
  "MutatingAdmissionPolicy",
  "MutatingAdmissionPolicyBinding",
  "MutatingWebhookConfiguration",
  "Namespace",
  "Node",
  "NodeClass",
  "NodePool",
  "PersistentVolume",
  "PriorityClass",
  "PriorityLevelConfiguration",
  "ResourceSlice",
  "RuntimeClass",
  "ServiceCIDR",
  "StorageClass",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "ValidatingWebhookConfiguration",
  "VolumeAttachment",
  "VolumeAttributesClass",
  "VolumeSnapshotClass",
]);

export function namespaceKind(name: string, parameters: Parameters): NamespaceKind {
  if (parameters.systemNamespaces.some((glob) => globMatches(glob, name))) return "system";
  return parameters.tenantNamespaces.some((glob) => globMatches(glob, name)) ? "tenant" : "platform";
}

/** The namespace that an object ends up in: its own, else its provider's, else `default`. */
export function effectiveNamespace(object: Resource, graph: Graph): string | Undecided {
  const own = object.at("metadata.namespace");
  if (own.isUnknown) return own.undecided;
  const stated = own.text();
  if (stated !== undefined && stated !== "") return stated;
  const urn = object.source.provider;
  if (urn === undefined) return "default";
  const provider = graph.get(urn);
  if (!provider) return { path: own.path, reason: "the provider, which may set a namespace, is not known here" };
  const inherited = provider.at("namespace");
  if (inherited.isUnknown) return inherited.undecided;
  const name = inherited.text() ?? "";
  return name === "" ? "default" : name;
}

/** What the objects of a stack say about its namespaces. */
interface Occupancy {
  readonly declarations: ReadonlyMap<string, Resource>;
  readonly members: ReadonlyMap<string, readonly Resource[]>;
  readonly open: Undecided | undefined;
}

const occupancies = new WeakMap<Graph, Occupancy>();

/** The namespaces of a stack, and whether there may be others under names that are not known yet. */
export function namespacesOf(
  graph: Graph,
  parameters: Parameters,
): { readonly known: readonly StackNamespace[]; readonly open: Undecided | undefined } {
  const { declarations, members, open } = occupancyOf(graph);
  const known = [...members].map(([name, objects]) => ({
    name,
    kind: namespaceKind(name, parameters),
    declaration: declarations.get(name),
    members: objects,
  }));
  return { known, open };
}

/** Worked out once for a graph, which never changes. */
function occupancyOf(graph: Graph): Occupancy {
  const found = occupancies.get(graph);
  if (found) return found;
  const declarations = new Map<string, Resource>();
  const members = new Map<string, Resource[]>();
  let open: Undecided | undefined;
  const membersOf = (name: string): Resource[] => {
    const list = members.get(name) ?? [];
    members.set(name, list);
    return list;
  };
  for (const resource of graph.resources) {
    if (!resource.type.startsWith("kubernetes:")) continue;
    if (resource.type === "kubernetes:core/v1:Namespace") {
      // Without a name of its own Pulumi makes one up, which is not known before it exists.
      const name = resource.at("metadata.name").text();
      if (name === undefined) open ??= { path: "metadata.name", reason: "the name of a namespace is not known" };
      else {
        declarations.set(name, resource);
        membersOf(name);
      }
    } else if (isNamespaced(resource)) {
      const name = effectiveNamespace(resource, graph);
      if (typeof name !== "string") open ??= name;
      else membersOf(name).push(resource);
    }
  }
  const occupancy = { declarations, members, open };
  occupancies.set(graph, occupancy);
  return occupancy;
}

/** Whether an object lives in a namespace. Custom kinds count only where they name one. */
function isNamespaced(object: Resource): boolean {
  if (!object.source.custom || object.type === "kubernetes:helm.sh/v3:Release") return false;
  const [, group = "", kind = ""] = object.type.split(":");
  if (clusterScoped.has(kind.replace(/(List|Patch)$/, ""))) return false;
  const custom = group.includes(".") && !/(^|\.)k8s\.io\//.test(group);
  return !custom || object.podTemplates.length > 0 || !object.at("metadata.namespace").isAbsent;
}
