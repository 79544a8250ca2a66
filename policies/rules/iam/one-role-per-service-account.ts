import { addonTypes } from "../../engine/clusters/addons";
import { awsCluster, componentCluster } from "../../engine/clusters/cluster";
import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import { documentReads } from "../../engine/iam/policy/documents";
import { irsaStatements, oidcProviderType, subjectsOf } from "../../engine/iam/oidc-trust";
import { associationsWith, associationType } from "../../engine/iam/pod-identity";
import { accountsWith, serviceAccountTypes } from "../../engine/iam/service-accounts";
import { nameOf } from "../../engine/kubernetes/objects";
import { placeOf } from "../../engine/kubernetes/place";
import { violation, type Rule } from "../../engine/rule";
import { and, some, type Truth, type Undecided } from "../../engine/values/truth";

/** The accounts that a role is known to serve, and whether there may be another. */
interface Served {
  /** As `<namespace>:<name>`. */
  readonly accounts: ReadonlySet<string>;
  readonly open: readonly Undecided[];
}

export const oneRolePerServiceAccount: Rule = {
  id: "IAM-18",
  name: "one-role-per-service-account",
  title: "Every service account has a role of its own",
  why: "Workloads that share a role have each other's rights, and its log does not tell who did what.",
  fix: "Make one role for each service account.",
  level: "advisory",
  scope: "stack",
  references: { cis: ["5.2.1"], soc2: ["CC6.3"], hipaa: ["502(b)"], nsa: ["Auth"] },
  reads: documentReads("trust"),
  follows: [oidcProviderType, associationType, ...addonTypes, ...serviceAccountTypes],
  check(role, { graph }) {
    const { known, open } = irsaStatements(role, graph);
    const isPattern = some(
      known,
      ({ statement, applies }) =>
        and(
          applies,
          some(subjectsOf(statement), (subject) => subject.matches(/[*?]/)),
        ),
      open,
    );
    const { accounts, open: others } = serves(role, graph);
    if (isPattern === false && accounts.size === 0 && others.length === 0) return [];
    const [first] = others;
    const mayBeSeveral = first !== undefined && accounts.size + others.length > 1 ? first : false;
    const trust = role.at("assumeRolePolicy");
    return [
      violation(isPattern, trust, "The role serves every service account whose name fits a pattern."),
      violation(accounts.size > 1 || mayBeSeveral, trust, `The role serves ${String(accounts.size)} service accounts.`),
    ];
  },
};

function serves(role: Resource, graph: Graph): Served {
  const byCluster = new Map<string, Set<string>>();
  const everywhere = new Set<string>();
  const open: Undecided[] = [];
  const add = (to: Set<string>, applies: Truth, account: string | Undecided): void => {
    if (applies === true && typeof account === "string") to.add(account);
    else if (typeof account !== "string") open.push(account);
    else if (typeof applies === "object") open.push(applies);
  };
  const trusted = irsaStatements(role, graph);
  for (const { statement, applies } of trusted.known)
    for (const subject of subjectsOf(statement)) {
      const account = /^system:serviceaccount:([^:*?]+:[^:*?]+)$/.exec(subject.text() ?? "")?.[1];
      if (account !== undefined) add(everywhere, applies, account);
    }
  for (const { account, refers } of accountsWith(role, graph)) {
    const place = placeOf(account, graph);
    const name = nameOf(account);
    const known = place.kind === "named" && name.text() !== undefined;
    add(everywhere, refers, known ? `${place.name}:${name.text() ?? ""}` : name.undecided);
  }
  for (const { association, refers } of associationsWith(role, graph)) {
    const { cluster, namespace, serviceAccount } = association;
    const [space, name] = [namespace.text(), serviceAccount.text()];
    const known = graph.resolve(association.resource, cluster, awsCluster, componentCluster);
    const key = known.kind === "resolved" && known.certain ? known.targets[0]?.urn : cluster.text();
    if (key === undefined) {
      open.push(cluster.undecided);
      continue;
    }
    const ofCluster = byCluster.get(key) ?? new Set<string>();
    byCluster.set(key, ofCluster);
    add(ofCluster, refers, space === undefined || name === undefined ? serviceAccount.undecided : `${space}:${name}`);
  }
  // The same account of several clusters is one workload; different ones of two clusters are not in each other's reach.
  const most = [...byCluster.values()].reduce((one, other) => (other.size > one.size ? other : one), new Set<string>());
  return { accounts: new Set([...everywhere, ...most]), open };
}
