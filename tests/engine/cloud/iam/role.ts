import { given, text, type Properties } from "../../properties";
import type { Cloud, CloudObject } from "../cloud";
import type { CloudType } from "../cloud-type";
import { demand } from "../refusal";
import { demandTags } from "../tags";
import { allows, namedPrincipals, statementsOf } from "./policy-document";

export const roleToken = "aws:iam/role:Role";

const namePattern = /^[\w+=,.@-]{1,64}$/;

export const role: CloudType = {
  token: roleToken,
  replaces: ["name", "path"],
  check(inputs) {
    if (!given(inputs, "name")) return;
    demand(
      namePattern.test(text(inputs, "name")),
      "N7",
      `invalid value for name: "${text(inputs, "name")}" must be 1-64 of [\\w+=,.@-]`,
    );
  },
  create({ inputs, cloud }) {
    const name = text(inputs, "name");
    demandTags(inputs);
    // Names differ in any case, in the whole account and all its regions.
    const identity = name.toLowerCase();
    const taken = cloud.named(roleToken, identity);
    demand(!taken, "N7", `EntityAlreadyExists: Role with name ${name} already exists.`);
    demandTrust(inputs, cloud);
    const path = text(inputs, "path") || "/";
    return {
      id: name,
      identity,
      computed: {
        arn: cloud.iamArn(`role${path}${name}`),
        uniqueId: `AROA${cloud.newDigits(17)}`,
        path,
        maxSessionDuration: 3600,
      },
    };
  },
  update({ inputs, cloud }) {
    demandTags(inputs);
    demandTrust(inputs, cloud);
    return {};
  },
  remove(object, cloud) {
    const profile = cloud
      .all("aws:iam/instanceProfile:InstanceProfile")
      .find(({ inputs }) => text(inputs, "role") === object.id);
    demand(!profile, "I4", "DeleteConflict: Cannot delete entity, must remove roles from instance profile first.");
    const holds = (token: string) => cloud.all(token).some(({ inputs }) => text(inputs, "role") === object.id);
    demand(
      !holds("aws:iam/rolePolicyAttachment:RolePolicyAttachment"),
      "I4",
      "DeleteConflict: Cannot delete entity, must detach all policies first.",
    );
    demand(
      !holds("aws:iam/rolePolicy:RolePolicy"),
      "I4",
      "DeleteConflict: Cannot delete entity, must delete policies first.",
    );
  },
};

function demandTrust(inputs: Properties, cloud: Cloud): void {
  const document = text(inputs, "assumeRolePolicy");
  const statements = statementsOf(document);
  demand(statements.length > 0, "N9", "MalformedPolicyDocument: The trust policy has no statement.");
  const size = document.replaceAll(/\s/g, "").length;
  demand(size <= 2048, "I1", `LimitExceeded: Cannot exceed quota for ACLSizePerRole: 2048 (${size})`);
  for (const principal of namedPrincipals(statements)) {
    demand(
      principalExists(principal, cloud),
      "I6",
      `MalformedPolicyDocument: Invalid principal in policy: "AWS":"${principal}"`,
    );
  }
}

/** Whether a principal that a policy of this account names exists. Of other accounts nothing is known. */
export function principalExists(principal: string, cloud: Cloud): boolean {
  if (principal.includes("*") && principal !== "*") return false;
  if (/^\d{12}$/.test(principal) || /:root$/.test(principal)) return true;
  const account = principal.split(":")[4];
  return account !== cloud.account.accountId || roleOf(principal, cloud) !== undefined || isUser(principal, cloud);
}

export const userToken = "aws:iam/user:User";

function isUser(principal: string, cloud: Cloud): boolean {
  return cloud.all(userToken).some(({ outputs }) => text(outputs, "arn") === principal);
}

/** The role of an ARN, with its path. */
export function roleOf(arn: string, cloud: Cloud): CloudObject | undefined {
  const name = arn.split("/").pop() ?? "";
  const found = cloud.named(roleToken, name.toLowerCase());
  return found && text(found.outputs, "arn") === arn ? found : undefined;
}

/** Whether a service may assume the role, for the actions given, from the source given. */
export function trusts(
  object: CloudObject,
  service: string,
  actions: readonly string[],
  context: Readonly<Record<string, string>>,
): boolean {
  const statements = statementsOf(text(object.inputs, "assumeRolePolicy"));
  return actions.every((action) => allows(statements, { principal: service, action, context }));
}

/** The names of the managed policies that are attached to a role. */
export function attachedPolicies(object: CloudObject, cloud: Cloud): readonly string[] {
  return cloud
    .all("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
    .filter(({ inputs }) => text(inputs, "role") === object.id)
    .map(({ inputs }) => text(inputs, "policyArn").split("/").pop() ?? "");
}

/** The statements of a role's inline policies. */
export function inlineStatements(object: CloudObject, cloud: Cloud): readonly Properties[] {
  return cloud
    .all("aws:iam/rolePolicy:RolePolicy")
    .filter(({ inputs }) => text(inputs, "role") === object.id)
    .flatMap(({ inputs }) => statementsOf(text(inputs, "policy")));
}
