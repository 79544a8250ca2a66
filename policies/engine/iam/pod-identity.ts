import { addonAccounts, addonNamespaces } from "../../knowledge/iam/addon-accounts";
import { addonTypes, clusterOfAddon } from "../clusters/addons";
import { awsCluster, componentCluster } from "../clusters/cluster";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { isAllow, principalsOf } from "./policy/statements";
import { roleType } from "../nodes/node-roles";
import { Property } from "../values/property";
import { and, some, type Truth, type Undecided } from "../values/truth";
import { documentsOf } from "./policy/documents";

export const associationType = "aws:eks/podIdentityAssociation:PodIdentityAssociation";

/** A service account that the Pod Identity agent gives a role to, wherever that is written. */
export interface Association {
  readonly resource: Resource;
  readonly cluster: Property;
  readonly namespace: Property;
  readonly serviceAccount: Property;
  readonly role: Property;
  readonly targetRole: Property;
  /** A session policy that narrows what the role may do. */
  readonly policy: Property;
  readonly disableSessionTags: Property;
  /** Whether an add-on makes it, together with the service account. */
  readonly byAddon: boolean;
}

const nothing = new Property(undefined, "");

/** The associations that a resource makes: an association is one, an add-on may have several. */
export function associationsOf(resource: Resource): readonly Association[] {
  if (resource.type === associationType)
    return [
      {
        ...{ resource, cluster: resource.at("clusterName"), namespace: resource.at("namespace"), byAddon: false },
        ...{ serviceAccount: resource.at("serviceAccount"), role: resource.at("roleArn") },
        ...{ targetRole: resource.at("targetRoleArn"), policy: resource.at("policy") },
        disableSessionTags: resource.at("disableSessionTags"),
      },
    ];
  const list = resource.at("podIdentityAssociations");
  // What nobody knows may be any association.
  const entries = list.isUnknown ? [list] : Array.isArray(list.raw) ? list.raw.map((_, at) => list.child(at)) : [];
  return entries.map((each) => ({
    ...{ resource, cluster: clusterOfAddon(resource), namespace: addonNamespace(resource), byAddon: true },
    ...{ serviceAccount: each.child("serviceAccount"), role: each.child("roleArn") },
    ...{ targetRole: nothing, policy: nothing, disableSessionTags: nothing },
  }));
}

/** The namespace of an add-on: the one that it is told to use, else its usual one. */
export function addonNamespace(addon: Resource): Property {
  const told = addon.at("namespaceConfig.namespace");
  if (!told.isAbsent) return told;
  const name = addon.type === "eks:index:VpcCniAddon" ? "vpc-cni" : addon.at("addonName").text();
  if (name === undefined) return addon.at("addonName");
  const usual = addonAccounts[name]?.namespace ?? addonNamespaces[name] ?? "kube-system";
  return new Property(usual, "addonName");
}

const all = new WeakMap<Graph, readonly Association[]>();

/** All associations of a stack. Those of add-ons that a component makes count once, by the child. */
export function allAssociations(graph: Graph): readonly Association[] {
  const known =
    all.get(graph) ??
    graph
      .ofType(associationType, ...addonTypes)
      .filter((resource) => resource.source.custom || graph.children(resource).length === 0)
      .flatMap(associationsOf);
  all.set(graph, known);
  return known;
}

const byAccount = new WeakMap<Graph, ReadonlyMap<string, readonly Association[]>>();

/** The associations that may be for the same service account, in whatever cluster. */
export function rivalsOf(association: Association, graph: Graph): readonly Association[] {
  const index = byAccount.get(graph) ?? indexByAccount(graph);
  byAccount.set(graph, index);
  const key = accountKey(association);
  return key === "" ? allAssociations(graph) : [...(index.get(key) ?? []), ...(index.get("") ?? [])];
}

function indexByAccount(graph: Graph): ReadonlyMap<string, readonly Association[]> {
  const index = new Map<string, Association[]>();
  for (const association of allAssociations(graph)) append(index, accountKey(association), association);
  return index;
}

/** Empty where the account is not known. */
function accountKey({ namespace, serviceAccount }: Association): string {
  const [one, other] = [namespace.text(), serviceAccount.text()];
  return one === undefined || other === undefined ? "" : `${one}/${other}`;
}

const byRole = new WeakMap<Graph, ReadonlyMap<Resource | undefined, readonly Associated[]>>();

/** An association that has, or may have, a role. */
export interface Associated {
  readonly association: Association;
  readonly refers: true | Undecided;
}

/** The associations that have, or may have, a role. */
export function associationsWith(role: Resource, graph: Graph): readonly Associated[] {
  const index = byRole.get(graph) ?? indexByRole(graph);
  byRole.set(graph, index);
  return [...(index.get(role) ?? []), ...(index.get(undefined) ?? [])];
}

/** By role; under undefined those of which nobody knows the role. */
function indexByRole(graph: Graph): ReadonlyMap<Resource | undefined, readonly Associated[]> {
  const index = new Map<Resource | undefined, Associated[]>();
  for (const association of allAssociations(graph)) {
    const resolution = graph.resolve(association.resource, association.role, roleType);
    if (resolution.kind === "undecided") append(index, undefined, { association, refers: resolution.undecided });
    if (resolution.kind !== "resolved") continue;
    const refers = resolution.certain || unclear(association.role);
    for (const target of resolution.targets) append(index, target, { association, refers });
  }
  return index;
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function unclear({ path }: Property): Undecided {
  return { path, reason: "it cannot be told which of several roles this is" };
}

/** Whether two references name one cluster. */
export function isSameCluster(one: Association, other: Association, graph: Graph): Truth {
  const [here, there] = [one, other].map(({ resource, cluster }) => {
    const text = cluster.text();
    const resolution = graph.resolve(resource, cluster, awsCluster, componentCluster);
    const target = resolution.kind === "resolved" && resolution.certain ? resolution.targets[0] : undefined;
    return { text, target };
  });
  if (!here || !there) return false;
  if (here.target && there.target) return here.target === there.target;
  if (here.text !== undefined && there.text !== undefined) return here.text === there.text;
  return { path: one.cluster.path, reason: "it cannot be told which cluster this is" };
}

/** The statements by which the Pod Identity agent assumes a role. */
export function podIdentityStatements(role: Resource): {
  readonly known: readonly { readonly statement: Property; readonly applies: Truth }[];
  readonly open: ReturnType<typeof documentsOf>["open"];
} {
  const { known, open } = documentsOf(role, "trust");
  const statements = known.flatMap((document) => document.statements.known);
  return {
    known: statements
      .map((statement) => {
        const principals = principalsOf(statement);
        const named = some(
          principals.known,
          ({ type, value }) => (type === "Service" ? value.is("pods.eks.amazonaws.com") : false),
          principals.open,
        );
        return { statement, applies: and(isAllow(statement), named) };
      })
      .filter(({ applies }) => applies !== false),
    open: open ?? known.find((document) => document.statements.open)?.statements.open,
  };
}
