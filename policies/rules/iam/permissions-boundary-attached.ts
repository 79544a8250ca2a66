import { violation, type Rule } from "../../engine/rule";
import { and, not, type Truth } from "../../engine/values/truth";

export const permissionsBoundaryAttached: Rule = {
  id: "IAM-16",
  name: "permissions-boundary-attached",
  title: "Roles and users carry the permissions boundary of the organization",
  why: "The boundary is what keeps a policy that allows too much from being used.",
  fix: "Set permissionsBoundary to the configured ARN.",
  level: "mandatory",
  scope: "resource and stack",
  references: { soc2: ["CC6.3"], hipaa: ["308(a)(4)"] },
  reads: { "aws:iam/role:Role": ["permissionsBoundary"], "aws:iam/user:User": ["permissionsBoundary"] },
  follows: ["aws:iam/policy:Policy"],
  check(principal, { graph, parameters: { permissionsBoundaryArn: wanted } }) {
    if (wanted === undefined) return [];
    const boundary = principal.at("permissionsBoundary");
    const policies = boundary.isUnknown
      ? graph.resolve(principal, boundary, "aws:iam/policy:Policy")
      : ({ kind: "absent" } as const);
    const name = wanted.slice(wanted.lastIndexOf("/") + 1);
    const differs: Truth =
      policies.kind === "resolved"
        ? and(...policies.targets.map((policy) => not(policy.at("name").is(name))))
        : not(boundary.is(wanted));
    const isKnown = policies.kind !== "resolved" || policies.certain || differs === true;
    return [
      violation(
        isKnown ? differs : boundary.undecided,
        boundary,
        `The permissions boundary is ${boundary.shown()} instead of ${wanted}.`,
      ),
    ];
  },
};
