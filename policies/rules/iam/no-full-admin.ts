import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import { isEverything } from "../../engine/iam/policy/action-pattern";
import { documentReads, judgeStatements } from "../../engine/iam/policy/documents";
import { isAllow } from "../../engine/iam/policy/statements";
import { nodeRolesOf, roleType, roleUsers } from "../../engine/nodes/node-roles";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { and, type Truth } from "../../engine/values/truth";
import { managedPolicyName, managedPolicyPower } from "../../knowledge/iam/managed-policies";

const attachments = [
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment",
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
  "aws:iam/policyAttachment:PolicyAttachment",
];
const components = Object.fromEntries(Object.entries(roleUsers).filter(([type]) => type.startsWith("eks:index:")));

export const noFullAdmin: Rule = {
  id: "IAM-01",
  name: "no-full-admin",
  title: "Nobody is made an administrator of the account",
  why: "One leaked credential of an administrator is the loss of the account, its data and its backups.",
  fix: "List the actions that are needed, and the resources.",
  level: "mandatory",
  scope: "resource and stack",
  references: { fsbp: ["IAM.1"], soc2: ["CC6.3"], hipaa: ["308(a)(4)", "312(a)(1)"] },
  reads: {
    ...documentReads("identity"),
    [roleType]: ["inlinePolicies[].policy", "managedPolicyArns"],
    ...Object.fromEntries(attachments.map((type) => [type, ["policyArn"]])),
    ...components,
  },
  follows: ["aws:iam/instanceProfile:InstanceProfile"],
  check(subject, { graph }) {
    if (subject.type in components) return ofComponent(subject, graph);
    const managed = subject.at(subject.type === roleType ? "managedPolicyArns" : "policyArn");
    const { known, open } = managed.elements();
    return [
      ...judgeStatements(subject, ["identity"], (statement) => [
        violation(
          and(isAllow(statement), statement.at("Action").some(namesEverything), statement.at("Resource").some(isStar)),
          statement.child("Action"),
          "The policy allows every action on every resource.",
        ),
      ]),
      ...known.map((arn) => ofPolicyArn(subject, arn, graph)),
      ...(open ? [ofPolicyArn(subject, managed, graph)] : []),
    ];
  },
};

function namesEverything(action: Property): Truth {
  return action.satisfies((pattern) => typeof pattern === "string" && isEverything(pattern));
}

function isStar(resource: Property): Truth {
  return resource.is("*");
}

function ofPolicyArn(from: Resource, arn: Property, graph: Graph): Condition {
  const text = arn.text();
  const fix = "Attach a policy with the actions that are needed.";
  if (text !== undefined) {
    const name = managedPolicyName(text) ?? "";
    return violation(managedPolicyPower(name) === "admin", arn, `${name} makes its bearer an administrator.`, { fix });
  }
  const own = graph.resolve(from, arn, "aws:iam/policy:Policy");
  const when = own.kind === "resolved" ? false : own.kind === "undecided" ? arn.undecided : false;
  return violation(when, arn, "The policy makes its bearer an administrator.", { fix });
}

/** Roles of the stack are judged where they stand. */
function ofComponent(component: Resource, graph: Graph): readonly Condition[] {
  return nodeRolesOf(graph, component).map(({ path, resolution }) => {
    const open =
      resolution.kind === "undecided"
        ? resolution.undecided
        : resolution.kind === "outside" && { path, reason: "the role is outside the stack" };
    return violation(open, path, "The role may be an administrator's.");
  });
}
