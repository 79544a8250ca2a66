import { given, text } from "../../properties";
import type { Cloud } from "../cloud";
import type { CloudType } from "../cloud-type";
import { demand } from "../refusal";
import { managedPolicyPaths } from "./managed-policies";
import { statementsOf } from "./policy-document";
import { roleToken } from "./role";

const policyNamePattern = /^[\w+=,.@-]{1,128}$/;

export const rolePolicy: CloudType = {
  token: "aws:iam/rolePolicy:RolePolicy",
  replaces: ["name", "role"],
  check(inputs) {
    const name = text(inputs, "name");
    demand(
      name === "" || policyNamePattern.test(name),
      "N8",
      `invalid value for name: "${name}" must be 1-128 of [\\w+=,.@-]`,
    );
  },
  create({ inputs, cloud }) {
    const [role, name] = [text(inputs, "role"), text(inputs, "name")];
    demandRole(role, "inlinePolicies", cloud);
    demandDocument(text(inputs, "policy"));
    const inline = cloud.all(rolePolicy.token).filter((other) => text(other.inputs, "role") === role);
    const size = [...inline.map((other) => text(other.inputs, "policy")), text(inputs, "policy")]
      .map((document) => document.replaceAll(/\s/g, "").length)
      .reduce((sum, length) => sum + length, 0);
    demand(size <= 10240, "I1", `LimitExceeded: Maximum policy size of 10240 bytes exceeded for role ${role}`);
    return { id: `${role}:${name}` };
  },
  update({ inputs }) {
    demandDocument(text(inputs, "policy"));
    return {};
  },
};

export const rolePolicyAttachment: CloudType = {
  token: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  replaces: ["role", "policyArn"],
  create({ inputs, cloud }) {
    const [role, policyArn] = [text(inputs, "role"), text(inputs, "policyArn")];
    demandRole(role, "managedPolicyArns", cloud);
    demand(
      policyExists(policyArn, cloud),
      "I6",
      `NoSuchEntity: Policy ${policyArn} does not exist or is not attachable.`,
    );
    const attached = cloud.all(rolePolicyAttachment.token).filter((other) => text(other.inputs, "role") === role);
    demand(attached.length < 10, "I2", "LimitExceeded: Cannot exceed quota for PoliciesPerRole: 10");
    return { id: `${role}/${policyArn}` };
  },
};

function demandRole(role: string, exclusive: "inlinePolicies" | "managedPolicyArns", cloud: Cloud): void {
  const found = cloud.named(roleToken, role.toLowerCase());
  demand(found !== undefined, "I6", `NoSuchEntity: The role with name ${role} cannot be found.`);
  demand(
    !given(found.inputs, exclusive),
    "I5",
    `${exclusive} of the role ${role} would remove what is attached beside it at every up`,
  );
}

function demandDocument(document: string): void {
  for (const statement of statementsOf(document)) {
    const sid = text(statement, "Sid");
    demand(
      /^[A-Za-z0-9]*$/.test(sid),
      "N9",
      `MalformedPolicyDocument: Statement IDs (SID) must be alpha-numeric ("${sid}")`,
    );
    demand(
      !("Principal" in statement),
      "I6",
      "MalformedPolicyDocument: Policy document should not specify a principal.",
    );
  }
}

/** Policies of AWS go by a list, since a name of it with the wrong path does not exist. */
function policyExists(arn: string, { account }: Cloud): boolean {
  const [prefix, name] = [`arn:${account.partition}:iam::aws:policy/`, arn.split("/").pop() ?? ""];
  return arn.startsWith(prefix) && managedPolicyPaths[name] === arn.slice(prefix.length - 1, -name.length);
}
