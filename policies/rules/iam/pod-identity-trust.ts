import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import { conditionsOf, everyValue } from "../../engine/iam/policy/conditions";
import { documentReads } from "../../engine/iam/policy/documents";
import { addonTypes } from "../../engine/clusters/addons";
import {
  associationsOf,
  associationsWith,
  associationType,
  podIdentityStatements,
  type Association,
} from "../../engine/iam/pod-identity";
import { roleType } from "../../engine/nodes/node-roles";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { and, every, isUndecided, not, or, some, type Truth } from "../../engine/values/truth";

const requestTag = "aws:requesttag/";

export const podIdentityTrust: Rule = {
  id: "IAM-10",
  name: "pod-identity-trust",
  title: "Roles for Pod Identity trust the agent, for this account or cluster only",
  why: "Without sts:TagSession no pod gets the role; without a source any cluster that EKS serves might.",
  fix: "Allow sts:AssumeRole and sts:TagSession to pods.eks.amazonaws.com, with a condition on aws:SourceAccount or aws:SourceArn.",
  level: "mandatory",
  scope: "resource and stack",
  references: { cis: ["5.2.1"], soc2: ["CC6.1"], hipaa: ["312(d)"], nsa: ["Auth"] },
  reads: {
    ...documentReads("trust"),
    [associationType]: ["roleArn"],
    ...Object.fromEntries(addonTypes.map((type) => [type, ["podIdentityAssociations[].roleArn"]])),
  },
  check(subject, { graph }) {
    return subject.type === roleType
      ? ofRole(subject, graph)
      : associationsOf(subject).map((association) => ofAssociation(association, graph));
  },
};

function ofRole(role: Resource, graph: Graph): readonly Condition[] {
  const { known, open } = podIdentityStatements(role);
  const rest = open ? [violation(open, open.path, "The trust policy is not known.")] : [];
  return [...known.flatMap(({ statement, applies }) => ofStatement(role, statement, applies, graph)), ...rest];
}

function ofStatement(role: Resource, statement: Property, applies: Truth, graph: Graph): readonly Condition[] {
  const actions = statement.child("Action");
  const wanted = ["sts:assumerole", "sts:tagsession"];
  const isOne = (action: Property, names: readonly string[]): Truth =>
    action.satisfies((value) => typeof value === "string" && names.includes(value.toLowerCase()));
  const exact = and(
    actions.every((action) => isOne(action, wanted)),
    ...wanted.map((name) => actions.some((action) => isOne(action, [name]))),
  );
  const condition = statement.child("Condition");
  return [
    violation(
      and(applies, not(exact)),
      actions,
      "The actions for the Pod Identity agent are not exactly sts:AssumeRole and sts:TagSession.",
    ),
    violation(
      and(applies, not(hasSource(statement))),
      condition,
      "The trust policy does not say for which account, cluster or service account the agent may ask.",
      { level: "production", fix: "Add a StringEquals condition on aws:SourceAccount." },
    ),
    violation(
      and(applies, asksForTags(statement), isUsedWithoutTags(role, graph)),
      condition,
      "The trust policy asks for session tags that an association with the role disables.",
      { fix: "Leave disableSessionTags out, or take the aws:RequestTag conditions away." },
    ),
  ];
}

/** Whether a statement pins the account, the cluster or the service account that the agent asks for. */
function hasSource(statement: Property): Truth {
  const { known, open } = conditionsOf(statement);
  const pins = (key: string, form: RegExp): Truth =>
    some(
      known.filter((each) => each.key === key && /^(stringequals|arnequals|arnlike)$/.test(each.operator)),
      (each) => everyValue(each, (value) => value.matches(form)),
      open,
    );
  const cluster = /^arn:[^:*]+:eks:[^:]*:\d{12}:cluster\/.+$/;
  return or(
    pins("aws:sourceaccount", /^\d{12}$/),
    pins("aws:sourcearn", cluster),
    pins(`${requestTag}eks-cluster-arn`, cluster),
    and(
      pins(`${requestTag}kubernetes-namespace`, /^[^*]+$/),
      pins(`${requestTag}kubernetes-service-account`, /^[^*]+$/),
    ),
  );
}

function asksForTags(statement: Property): Truth {
  const { known, open } = conditionsOf(statement);
  return some(known, ({ key, operator }) => key.startsWith(requestTag) && !/ifexists$/.test(operator), open);
}

function isUsedWithoutTags(role: Resource, graph: Graph): Truth {
  return some(associationsWith(role, graph), ({ association, refers }) =>
    and(association.disableSessionTags.isTrue(), refers),
  );
}

/** An associated role must be one that the agent can assume. */
function ofAssociation({ resource, role }: Association, graph: Graph): Condition {
  const message = "The associated role does not let the Pod Identity agent assume it.";
  const resolution = graph.resolve(resource, role, roleType);
  if (resolution.kind === "undecided") return violation(resolution.undecided, role, message);
  if (resolution.kind !== "resolved")
    return violation({ path: role.path, reason: "the role is outside the stack" }, role, message);
  const admits = resolution.targets.map((target) => {
    const { known, open } = podIdentityStatements(target);
    return some(known, ({ applies }) => applies, open);
  });
  // A value that was made of several roles is one of them.
  const when = every(admits, (truth) => not(truth));
  const passes = admits.every((truth) => truth === true);
  const unclear = { path: role.path, reason: "it cannot be told which of several roles this is" };
  return violation(when === true ? true : passes ? false : isUndecided(when) ? when : unclear, role, message);
}
