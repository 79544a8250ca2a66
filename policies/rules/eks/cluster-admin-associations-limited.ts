import { awsCluster, componentCluster, isMadeByComponent, refersToCluster } from "../../engine/clusters/cluster";
import { globMatches } from "../../engine/glob";
import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Context, type Rule } from "../../engine/rule";
import { and, isUndecided, not, type Truth } from "../../engine/values/truth";

const association = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";
const principals = ["aws:iam/role:Role", "aws:iam/user:User"];
const adminPolicy = /(cluster-access-policy\/AmazonEKSClusterAdminPolicy|\/AmazonEKSAdminPolicy)$/;

/** One association of a principal with an access policy, wherever it is written. */
interface Grant {
  readonly from: Resource;
  readonly policy: Property;
  readonly scope: Property;
  readonly principal: Property;
}

export const clusterAdminAssociationsLimited: Rule = {
  id: "EKS-07",
  name: "cluster-admin-associations-limited",
  title: "Few and named principals are cluster administrators",
  why: "Every administrator of the whole cluster can read every Secret and become every service account.",
  fix: "Scope the access policy to namespaces, or list the principal in the parameter clusterAdminPrincipals.",
  level: "mandatory",
  scope: "stack",
  references: { cis: ["4.1.1"], soc2: ["CC6.3"], hipaa: ["308(a)(4)", "312(a)(1)"], nsa: ["Auth"] },
  reads: {
    [association]: ["policyArn", "principalArn", "accessScope.type"],
    [awsCluster]: ["name"],
    [componentCluster]: [
      "accessEntries.*.principalArn",
      "accessEntries.*.accessPolicies.*.policyArn",
      "accessEntries.*.accessPolicies.*.accessScope.type",
    ],
  },
  follows: principals,
  check(subject, context) {
    if (subject.type === association) return [notNamed(grantOf(subject), context)];
    // The component answers for the cluster that it made.
    if (subject.type === awsCluster && isMadeByComponent(subject)) return [];
    const own = subject.type === componentCluster ? grantsOfEntries(subject) : [];
    return [...own.map((grant) => notNamed(grant, context)), tooMany(subject, own, context)];
  },
};

function grantOf(from: Resource): Grant {
  return { from, policy: from.at("policyArn"), scope: from.at("accessScope.type"), principal: from.at("principalArn") };
}

function grantsOfEntries(cluster: Resource): readonly Grant[] {
  const entries = cluster.at("accessEntries");
  return entries.keys().known.flatMap((key) => {
    const entry = entries.child(key);
    const policies = entry.at("accessPolicies");
    return policies.keys().known.map((name) => ({
      from: cluster,
      policy: policies.child(name).at("policyArn"),
      scope: policies.child(name).at("accessScope.type"),
      principal: entry.at("principalArn"),
    }));
  });
}

function isAdmin({ policy, scope }: Grant): Truth {
  return and(policy.matches(adminPolicy), scope.is("cluster"));
}

function notNamed(grant: Grant, { parameters }: Context): Condition {
  const { principal } = grant;
  const isNamed = principal.satisfies(
    (arn) => typeof arn === "string" && parameters.clusterAdminPrincipals.some((glob) => globMatches(glob, arn)),
  );
  return violation(
    and(isAdmin(grant), not(isNamed)),
    principal,
    `${principal.text() === undefined ? "A principal" : principal.shown()} is an administrator of the whole cluster.`,
  );
}

/** Whether more principals than allowed administer a cluster. An unknown one counts once it resolves to a resource. */
function tooMany(cluster: Resource, own: readonly Grant[], { graph, parameters }: Context): Condition {
  const others = graph.ofType(association).map((resource) => ({
    grant: grantOf(resource),
    belongs: refersToCluster(resource, resource.at("clusterName"), cluster, graph),
  }));
  const admins = [...own.map((grant) => ({ grant, belongs: true as Truth })), ...others].map(({ grant, belongs }) => ({
    counts: and(belongs, isAdmin(grant)),
    identity: identityOf(grant, graph),
    unknown: grant.principal.undecided,
  }));
  const certain = new Set(admins.flatMap(({ counts, identity }) => (counts === true && identity ? [identity] : [])));
  const possible = admins.filter(({ counts, identity }) => isUndecided(counts) || (counts === true && !identity));
  const open = openEntries(cluster);
  const max = parameters.maxClusterAdmins;
  const uncertain = possible[0] ? (isUndecided(possible[0].counts) ? possible[0].counts : possible[0].unknown) : open;
  const exceeds: Truth =
    certain.size > max ? true : uncertain && (open ?? certain.size + possible.length > max) ? uncertain : false;
  return violation(exceeds, "", `The cluster has ${certain.size} administrators, where ${max} are allowed.`, {
    fix: "Remove associations with administrator policies, or scope them to namespaces.",
    cause: "administrators",
  });
}

function identityOf({ from, principal }: Grant, graph: Graph): string | undefined {
  const resolution = graph.resolve(from, principal, ...principals);
  if (resolution.kind === "resolved" && resolution.certain) return resolution.targets[0]?.urn;
  return principal.text();
}

/** What is not known of the entries that a component declares. */
function openEntries(cluster: Resource): ReturnType<Property["keys"]>["open"] {
  const entries = cluster.at("accessEntries");
  const { known, open } = entries.keys();
  return open ?? known.map((key) => entries.child(key).at("accessPolicies").keys().open).find(Boolean);
}
