import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import { isAllow, principalsOf, statementsOf } from "../../engine/iam/policy/statements";
import {
  belongsToNodeRole,
  cniHasOwnRole,
  isNodeRole,
  nodeRolesOf,
  roleType,
  roleUsers,
} from "../../engine/nodes/node-roles";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Context, type Rule } from "../../engine/rule";
import { and, isUndecided, not, or, some, type Truth } from "../../engine/values/truth";

const cniPolicy = "AmazonEKS_CNI_Policy";
const rolePolicy = "aws:iam/rolePolicy:RolePolicy";
const rolePolicyAttachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const policyAttachment = "aws:iam/policyAttachment:PolicyAttachment";

export const roleBaselinePoliciesOnly: Rule = {
  id: "NODE-05",
  name: "role-baseline-policies-only",
  title: "Node roles carry the policies that a node needs and nothing else",
  why: "Every pod that reaches the node's metadata service, and whoever takes over the node, has what its role may do.",
  fix: "Detach the policy and give the workload that needs it a role of its own by Pod Identity.",
  level: "mandatory",
  scope: "stack",
  references: { cis: ["5.1.3"], soc2: ["CC6.3"], hipaa: ["308(a)(4)"], nsa: ["Auth"] },
  reads: {
    [roleType]: ["managedPolicyArns", "inlinePolicies", "assumeRolePolicy"],
    [rolePolicy]: ["role"],
    [rolePolicyAttachment]: ["role", "policyArn"],
    [policyAttachment]: ["roles", "policyArn"],
    ...roleUsers,
  },
  follows: [
    "aws:iam/instanceProfile:InstanceProfile",
    "aws:iam/policy:Policy",
    "aws:ec2/launchTemplate:LaunchTemplate",
    "aws:ec2/launchConfiguration:LaunchConfiguration",
    "aws:eks/addon:Addon",
    "eks:index:Addon",
    "eks:index:VpcCniAddon",
    "aws:eks/podIdentityAssociation:PodIdentityAssociation",
  ],
  check(subject, context) {
    const { graph } = context;
    switch (subject.type) {
      case roleType:
        return onlyIf(isNodeRole(graph, subject), ofRole(subject, context));
      case rolePolicy: {
        const belongs = belongsToNodeRole(graph, subject, subject.at("role"));
        return onlyIf(belongs, [violation(true, "role", "The node role carries an inline policy.")]);
      }
      case rolePolicyAttachment: {
        const belongs = belongsToNodeRole(graph, subject, subject.at("role"));
        return onlyIf(belongs, [ofPolicyArn(subject, subject.at("policyArn"), context)]);
      }
      case policyAttachment: {
        const belongs = subject.at("roles").some((role) => belongsToNodeRole(graph, subject, role));
        return onlyIf(belongs, [ofPolicyArn(subject, subject.at("policyArn"), context)]);
      }
      default:
        return ofSource(graph, subject);
    }
  },
};

function onlyIf(inDomain: Truth, conditions: readonly Condition[]): readonly Condition[] {
  if (inDomain === false) return [];
  return conditions.map((condition) => ({ ...condition, when: and(inDomain, condition.when) }));
}

/** A role of the stack is a subject of its own; what can be wrong with its user is that the role is not shown. */
function ofSource(graph: Graph, source: Resource): readonly Condition[] {
  return nodeRolesOf(graph, source).map(({ path, resolution }) => {
    const message = "The policies of the node role are not known.";
    if (resolution.kind === "undecided") return violation(resolution.undecided, path, message);
    if (resolution.kind !== "outside") return violation(false, path, message);
    return violation({ path, reason: "the node role is outside the stack" }, path, message);
  });
}

function ofRole(role: Resource, context: Context): readonly Condition[] {
  const managed = role.at("managedPolicyArns");
  const inline = role.at("inlinePolicies");
  const { known, open } = managed.elements();
  const trust = role.at("assumeRolePolicy");
  const strangers = strangersOf(trust);
  return [
    ...known.map((arn) => ofPolicyArn(role, arn, context)),
    violation(open ?? false, managed, "The node role carries a policy that is not known."),
    violation(
      // The provider writes one empty element where a program demands that there be none.
      inline.some((policy) => or(policy.child("policy").present(), policy.child("name").present())),
      inline,
      "The node role carries an inline policy.",
    ),
    violation(strangers.admitted, trust, `The node role may be assumed by ${strangers.names.join(", ")}.`, {
      fix: "Let ec2.amazonaws.com alone assume the node role.",
    }),
  ];
}

function ofPolicyArn(from: Resource, arn: Property, { graph, parameters }: Context): Condition {
  const name = managedName(arn);
  if (name === cniPolicy) {
    return violation(
      cniHasOwnRole(graph),
      arn,
      "The node role carries AmazonEKS_CNI_Policy although the VPC CNI has a role of its own.",
      { fix: "Detach AmazonEKS_CNI_Policy from the node role." },
    );
  }
  if (name !== undefined) {
    const isBaseline = parameters.nodeRolePolicies.includes(name);
    return violation(!isBaseline, arn, `The node role carries ${name}.`);
  }
  const own = graph.resolve(from, arn, "aws:iam/policy:Policy");
  const isCustomer: Truth = own.kind === "undecided" ? own.undecided : own.kind !== "absent";
  return violation(isCustomer, arn, "The node role carries a policy of this account.");
}

/** The name of a policy that AWS manages; undefined for any other, and where the ARN is not known. */
function managedName(arn: Property): string | undefined {
  return /^arn:aws[\w-]*:iam::aws:policy\/(?:.*\/)?([^/]+)$/.exec(arn.text() ?? "")?.[1];
}

/** Who besides EC2 a trust policy admits. */
function strangersOf(document: Property): { readonly admitted: Truth; readonly names: readonly string[] } {
  const names: string[] = [];
  const { known, open } = statementsOf(document);
  const admitted = some(
    known,
    (statement) => {
      const principals = principalsOf(statement);
      return and(
        isAllow(statement),
        some(
          principals.known,
          ({ type, value }) => {
            const stranger = not(and(type === "Service", value.is("ec2.amazonaws.com", "ec2.amazonaws.com.cn")));
            if (!isUndecided(stranger) && stranger) names.push(value.shown());
            return stranger;
          },
          principals.open,
        ),
      );
    },
    open,
  );
  return { admitted, names };
}
