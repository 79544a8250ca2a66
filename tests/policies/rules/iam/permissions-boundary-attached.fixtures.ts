import { unknown } from "../../../../policies/engine/values/value";
import { permissionsBoundaryAttached } from "../../../../policies/rules/iam/permissions-boundary-attached";
import { outputOf, resource, type RuleFixtures } from "../../fixture";
import { account, role } from "../../iam-fixture";

const permissionsBoundaryArn = `arn:aws:iam::${account}:policy/boundary`;
const parameters = { permissionsBoundaryArn };
const own = (name: string) => resource("aws:iam/policy:Policy", "b", { name });

export const fixtures: RuleFixtures = {
  rule: permissionsBoundaryAttached,
  passes: [
    {
      when: "a role has the boundary",
      resources: [role("app", { permissionsBoundary: permissionsBoundaryArn })],
      parameters,
    },
    {
      when: "it is a policy of the stack with its name",
      resources: [own("boundary"), role("app", { permissionsBoundary: outputOf(own("boundary")) })],
      parameters,
    },
  ],
  fails: [
    { when: "a role has none", resources: [role("app")], parameters, paths: ["permissionsBoundary"] },
    {
      when: "a user has another",
      resources: [
        resource("aws:iam/user:User", "u", { permissionsBoundary: "arn:aws:iam::aws:policy/PowerUserAccess" }),
      ],
      parameters,
      paths: ["permissionsBoundary"],
    },
    {
      when: "it is a policy of the stack with another name",
      resources: [own("other"), role("app", { permissionsBoundary: outputOf(own("other")) })],
      parameters,
    },
  ],
  undecided: [
    { when: "the boundary is unknown", resources: [role("app", { permissionsBoundary: unknown })], parameters },
  ],
  outside: [{ when: "no boundary is configured", resources: [role("app")] }],
};
