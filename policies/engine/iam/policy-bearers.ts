import { managedPolicyName, managedPolicyPower } from "../../knowledge/iam/managed-policies";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { Property } from "../values/property";
import type { Referrer } from "../graph/reference";
import { and, type Truth, type Undecided } from "../values/truth";
import { documentsOf } from "./policy/documents";

export const principalTypes = ["aws:iam/role:Role", "aws:iam/user:User", "aws:iam/group:Group"] as const;

/** A statement of a policy that a principal has, or may have. */
export interface Held {
  readonly statement: Property;
  readonly applies: Truth;
  /** The policy that it is in, as a message names it. */
  readonly policy: string;
  /** The resource that holds it: the principal, or what is attached to it. */
  readonly holder: Resource;
}

/** All that the policies of a principal say. */
export interface Policies {
  readonly statements: readonly Held[];
  /** Policies of AWS's by which the principal is an administrator. */
  readonly admin: readonly { readonly name: string; readonly applies: Truth }[];
  /** Why the principal may have more: policies that cannot be looked into. */
  readonly open: Undecided | undefined;
}

/** The types that attach policies, by the reference to the principal of each kind. */
const attachments: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "aws:iam/role:Role": {
    "aws:iam/rolePolicy:RolePolicy": "role",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "role",
    "aws:iam/policyAttachment:PolicyAttachment": "roles[]",
  },
  "aws:iam/user:User": {
    "aws:iam/userPolicy:UserPolicy": "user",
    "aws:iam/userPolicyAttachment:UserPolicyAttachment": "user",
    "aws:iam/policyAttachment:PolicyAttachment": "users[]",
  },
  "aws:iam/group:Group": {
    "aws:iam/groupPolicy:GroupPolicy": "group",
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": "group",
    "aws:iam/policyAttachment:PolicyAttachment": "groups[]",
  },
};

export const policyCarriers: readonly string[] = [
  ...new Set([
    ...Object.values(attachments).flatMap((types) => Object.keys(types)),
    ...["aws:iam/policy:Policy", "aws:iam/userGroupMembership:UserGroupMembership"],
    "aws:iam/groupMembership:GroupMembership",
  ]),
];

const cache = new WeakMap<Resource, Policies>();

/** The union of all policies of a principal, those of a user's groups among them. */
export function policiesOf(principal: Resource, graph: Graph): Policies {
  const known = cache.get(principal) ?? union(principal, graph);
  cache.set(principal, known);
  return known;
}

function union(principal: Resource, graph: Graph): Policies {
  const attached = Object.entries(attachments[principal.type] ?? {}).flatMap(([type, path]) =>
    graph.referrers(principal, type, path).map((referrer) => ofReferrer(referrer, graph)),
  );
  const managed = principal.at("managedPolicyArns");
  const { known, open } = managed.elements();
  return joined([
    ofDocuments(principal, "inlinePolicies", true),
    ...known.map((arn) => ofPolicyArn(principal, arn, true, graph)),
    ...(open ? [ofPolicyArn(principal, managed, true, graph)] : []),
    ...attached,
    ofGroups(principal, graph),
  ]);
}

function ofReferrer({ resource, refers }: Referrer, graph: Graph): Policies {
  const arn = resource.at("policyArn");
  return resource.type.endsWith("Attachment")
    ? ofPolicyArn(resource, arn, refers, graph)
    : ofDocuments(resource, resource.name, refers);
}

function ofDocuments(resource: Resource, policy: string, applies: Truth): Policies {
  const { known, open } = documentsOf(resource, "identity");
  return {
    statements: known.flatMap((document) =>
      document.statements.known.map((statement) => ({ statement, applies, policy, holder: resource })),
    ),
    admin: [],
    open: open ?? known.find((document) => document.statements.open)?.statements.open,
  };
}

function ofPolicyArn(from: Resource, arn: Property, applies: Truth, graph: Graph): Policies {
  const nothing: Policies = { statements: [], admin: [], open: undefined };
  if (arn.isAbsent) return nothing;
  const name = managedPolicyName(arn.text() ?? "");
  if (name !== undefined) {
    const power = managedPolicyPower(name);
    if (power === "limited") return nothing;
    if (power === "admin") return { ...nothing, admin: [{ name, applies }] };
    return { ...nothing, open: { path: arn.path, reason: `what ${name} allows is not known here` } };
  }
  const policy = graph.resolve(from, arn, "aws:iam/policy:Policy");
  if (policy.kind === "undecided") return { ...nothing, open: policy.undecided };
  if (policy.kind !== "resolved")
    return { ...nothing, open: { path: arn.path, reason: "the policy is outside the stack" } };
  const which: Truth = policy.certain || {
    path: arn.path,
    reason: "it cannot be told which of several policies it is",
  };
  return joined(policy.targets.map((target) => ofDocuments(target, target.name, and(applies, which))));
}

/** What the groups say that a user is, or may be, in. */
function ofGroups(user: Resource, graph: Graph): Policies {
  if (user.type !== "aws:iam/user:User") return joined([]);
  const groupType = "aws:iam/group:Group";
  const memberships: readonly (readonly [type: string, user: string, groups: string])[] = [
    ["aws:iam/userGroupMembership:UserGroupMembership", "user", "groups"],
    ["aws:iam/groupMembership:GroupMembership", "users[]", "group"],
  ];
  return joined(
    memberships.flatMap(([type, toUser, toGroups]) =>
      graph.referrers(user, type, toUser).flatMap(({ resource, refers }) => {
        const named = resource.at(toGroups);
        const { targets, outside, complete } = graph.resolveAll(resource, named, groupType);
        const elsewhere = outside.length > 0 ? { path: named.path, reason: "a group is outside the stack" } : undefined;
        const open = complete === true ? elsewhere : complete;
        return [
          ...targets.map((group) => limitedTo(named.isUnknown ? named.undecided : refers, policiesOf(group, graph))),
          { statements: [], admin: [], open },
        ];
      }),
    ),
  );
}

function limitedTo(refers: true | Undecided, { statements, admin, open }: Policies): Policies {
  return {
    statements: statements.map((held) => ({ ...held, applies: and(refers, held.applies) })),
    admin: admin.map((policy) => ({ ...policy, applies: and(refers, policy.applies) })),
    open,
  };
}

function joined(all: readonly Policies[]): Policies {
  return {
    statements: all.flatMap(({ statements }) => statements).filter(({ applies }) => applies !== false),
    admin: all.flatMap(({ admin }) => admin).filter(({ applies }) => applies !== false),
    open: all.find(({ open }) => open)?.open,
  };
}
