import { componentCluster } from "../../engine/clusters/cluster";
import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import { documentReads } from "../../engine/iam/policy/documents";
import {
  intendedTrust,
  irsaStatements,
  isEksProvider,
  isIssuedByClusterOfStack,
  oidcProviderType,
  providersOf,
} from "../../engine/iam/oidc-trust";
import { roleType } from "../../engine/nodes/node-roles";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { and, every, not, some, type Truth } from "../../engine/values/truth";

const audience = "sts.amazonaws.com";

export const irsaProviderIsClusterIssuer: Rule = {
  id: "IAM-09",
  name: "irsa-provider-is-cluster-issuer",
  title: "Roles for service accounts trust the issuer of this stack's cluster",
  why: "A role that trusts another issuer is useless to the cluster's pods, and open to whoever runs the other cluster.",
  fix: "Take the url of the OpenIdConnectProvider from the cluster's identities, and sts.amazonaws.com as its client id.",
  level: "mandatory",
  scope: "stack",
  references: { cis: ["5.2.1"], soc2: ["CC6.1"], hipaa: ["312(d)"] },
  reads: { ...documentReads("trust"), [componentCluster]: ["createOidcProvider"] },
  follows: [oidcProviderType, "aws:eks/cluster:Cluster"],
  check(subject, { graph }) {
    return subject.type === roleType ? ofRole(subject, graph) : ofComponent(subject, graph);
  },
};

function ofRole(role: Resource, graph: Graph): readonly Condition[] {
  const { known, open } = irsaStatements(role, graph);
  // Where the component says that service accounts are trusted, the policy is known to be about them.
  const isMeant = intendedTrust(role, graph) ? true : open;
  const rest = open && isMeant ? ofProvider(role, role.at("assumeRolePolicy"), graph, isMeant) : [];
  return [...known.flatMap(({ federated, applies }) => ofProvider(role, federated, graph, applies)), ...rest];
}

/** What is wrong with the provider that a reference names; a document that is not known names those that went into it. */
function ofProvider(role: Resource, reference: Property, graph: Graph, applies: Truth): readonly Condition[] {
  const { targets, open } = providersOf(role, reference, graph);
  const message = "The provider may be that of another cluster.";
  if (open) return [violation(and(applies, open), reference, message)];
  // Another reading of an unknown document is that nobody's tokens are trusted, or those of another kind of provider.
  const candidates = targets.filter((provider) => isEksProvider(provider, graph) !== false);
  if (candidates.length === 0) return reference.isUnknown ? [violation(applies, reference, message)] : [];
  const all = (isWrong: (provider: Resource) => Truth): Truth => and(applies, every(candidates, isWrong));
  return [
    violation(
      all((provider) => not(isIssuedByClusterOfStack(provider, graph))),
      reference,
      "The url of the trusted provider is not the issuer of a cluster of this stack.",
    ),
    violation(
      all((provider) => not(provider.at("clientIdLists").some((client) => client.is(audience)))),
      reference,
      "The trusted provider does not take tokens for sts.amazonaws.com.",
      { fix: "Add sts.amazonaws.com to the provider's clientIdLists." },
    ),
  ];
}

function ofComponent(cluster: Resource, graph: Graph): readonly Condition[] {
  const create = cluster.at("createOidcProvider");
  const roles = graph.ofType(roleType);
  const isUsed = some(roles, (role) => {
    const { known, open } = irsaStatements(role, graph);
    return some(known, ({ applies }) => applies, open);
  });
  if (isUsed === false) return [];
  const exists = some(graph.ofType(oidcProviderType), (provider) => isEksProvider(provider, graph));
  return [
    violation(
      and(isUsed, not(create.isTrue()), not(exists)),
      create,
      "Roles trust service accounts, and nothing makes the provider of the cluster's issuer.",
      { fix: "Set createOidcProvider to true." },
    ),
  ];
}
