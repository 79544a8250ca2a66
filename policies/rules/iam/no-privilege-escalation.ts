import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import { documentsOf } from "../../engine/iam/policy/documents";
import { policiesOf, policyCarriers, principalTypes } from "../../engine/iam/policy-bearers";
import { escalationsOf, evidenceOf } from "../../engine/iam/privilege-escalation";
import { isAllow, principalsOf } from "../../engine/iam/policy/statements";
import { roleType } from "../../engine/nodes/node-roles";
import { violation, type Rule } from "../../engine/rule";
import { and, every, not, or, type Truth } from "../../engine/values/truth";

export const noPrivilegeEscalation: Rule = {
  id: "IAM-05",
  name: "iam-no-privilege-escalation",
  title: "No principal can make itself an administrator",
  why: "Permissions that look harmless one by one add up to full control, across all policies of a principal.",
  fix: "Take one of the actions away, limit it to named resources, or attach a permissions boundary without it.",
  level: "mandatory",
  scope: "stack",
  references: {
    fsbp: ["IAM.1", "IAM.21"],
    soc2: ["CC6.3"],
    hipaa: ["308(a)(3)", "308(a)(4)"],
    nsa: ["Auth"],
  },
  reads: Object.fromEntries(
    principalTypes.map((type) => [type, ["inlinePolicies", "managedPolicyArns", "permissionsBoundary"]]),
  ),
  follows: policyCarriers,
  check(principal, { graph }) {
    const isCluster = isClusterRole(principal);
    if (isCluster === true) return [];
    const { admin, open } = policiesOf(principal, graph);
    const met = escalationsOf(principal, graph);
    const isMet = or(...admin.map(({ applies }) => applies), ...met.map(({ truth }) => truth), open ?? false);
    return [violation(and(not(isCluster), isMet), "", () => messageOf(principal, graph))];
  },
};

/** Names the combinations that are complete: the first one in full. */
function messageOf(principal: Resource, graph: Graph): string {
  const admin = policiesOf(principal, graph).admin.find(({ applies }) => applies === true);
  if (admin) return `The principal has ${admin.name}, which makes it an administrator.`;
  const [first, ...rest] = escalationsOf(principal, graph)
    .filter(({ truth }) => truth === true)
    .map(({ escalation }) => escalation);
  if (!first) return "The principal can make itself an administrator.";
  const { actions, policies } = evidenceOf(first, principal, graph);
  const others = rest.length === 0 ? "" : `, and completes ${rest.map(({ id }) => id).join(", ")} as well`;
  return `By ${actions.join(", ")} of ${policies.join(", ")} the principal ${first.how} (${first.id})${others}.`;
}

/** Whether only the control plane of EKS becomes the role: it needs much, and is nobody's to use. */
function isClusterRole(principal: Resource): Truth {
  if (principal.type !== roleType) return false;
  const { known, open } = documentsOf(principal, "trust");
  const statements = known.flatMap((document) => document.statements.known);
  const more = open ?? known.find((document) => document.statements.open)?.statements.open;
  if (statements.length === 0) return more ?? false;
  return every(
    statements,
    (statement) => {
      const principals = principalsOf(statement);
      const isControlPlane = every(
        principals.known,
        ({ type, value }) => (type === "Service" ? value.is("eks.amazonaws.com") : false),
        principals.open,
      );
      return or(not(isAllow(statement)), isControlPlane);
    },
    more,
  );
}
