import { flag, given, number, text, type Properties } from "../properties";
import type { Cloud, CloudObject } from "./cloud";
import type { CloudType } from "./cloud-type";
import { allows, namedPrincipals, statementsOf, type Request } from "./iam/policy-document";
import { inlineStatements, principalExists, roleOf } from "./iam/role";
import { demand, Refusal } from "./refusal";
import { demandTags } from "./tags";
import { times } from "./times";

export const keyToken = "aws:kms/key:Key";

/** What a service does with a key that it encrypts with. */
export const useOfKey = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:GenerateDataKey", "kms:DescribeKey"];

export const key: CloudType = {
  token: keyToken,
  replaces: ["customerMasterKeySpec", "keyUsage", "multiRegion"],
  minutes: times.key,
  check(inputs) {
    const days = number(inputs, "deletionWindowInDays") ?? 30;
    demand(days >= 7 && days <= 30, "K4", `expected deletion_window_in_days to be in the range (7 - 30), got ${days}`);
    const period = number(inputs, "rotationPeriodInDays") ?? 365;
    demand(
      period >= 90 && period <= 2560,
      "K4",
      `expected rotation_period_in_days to be in the range (90 - 2560), got ${period}`,
    );
  },
  create({ inputs, cloud }) {
    demandTags(inputs);
    demandKeyPolicy(inputs, cloud);
    const id = `00000000-0000-4000-8000-${cloud.newDigits(12)}`;
    const { accountId, partition } = cloud.account;
    const policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
          Action: "kms:*",
          Resource: "*",
        },
      ],
    });
    return {
      id,
      computed: { arn: cloud.arn("kms", `key/${id}`), keyId: id, ...(!given(inputs, "policy") && { policy }) },
    };
  },
  update({ inputs, cloud }) {
    demandKeyPolicy(inputs, cloud);
    return {};
  },
};

export const alias: CloudType = {
  token: "aws:kms/alias:Alias",
  replaces: ["name"],
  check(inputs) {
    const name = text(inputs, "name");
    const valid = /^alias\/[a-zA-Z0-9/_-]+$/.test(name) && name.length <= 256 && !name.startsWith("alias/aws/");
    demand(
      valid,
      "N10",
      `invalid value for name: "${name}" must begin with "alias/" and be comprised of [a-zA-Z0-9/_-]`,
    );
  },
  create({ inputs, cloud }) {
    const name = text(inputs, "name");
    const target = keyOf(text(inputs, "targetKeyId"), cloud);
    demand(target !== undefined, "N10", `NotFoundException: Key '${text(inputs, "targetKeyId")}' does not exist`);
    const taken = cloud.named(alias.token, name);
    demand(!taken, "N10", `AlreadyExistsException: An alias with the name ${cloud.arn("kms", name)} already exists`);
    return { id: name, computed: { arn: cloud.arn("kms", name), targetKeyArn: text(target.outputs, "arn") } };
  },
};

/** A key by its id or its ARN. */
export function keyOf(reference: string, cloud: Cloud): CloudObject | undefined {
  return cloud.get(keyToken, reference.split("key/").pop() ?? "");
}

/**
 * The key that a service is told to encrypt with.
 * @throws Refusal under the id when it does not exist
 */
export function demandKey(reference: string, cloud: Cloud, id: string): CloudObject {
  const found = keyOf(reference, cloud);
  if (!found) throw new Refusal(id, `NotFoundException: Key '${reference}' does not exist`);
  return found;
}

/**
 * Whether the key lets a principal do something: by its own policy, or where that leaves it to IAM, by the policies of
 * the principal's role. Services and their linked roles have none of their own.
 */
export function keyAllows(object: CloudObject, request: Request, cloud: Cloud): boolean {
  const own = statementsOf(text(object.outputs, "policy"));
  const withoutRoot = own.filter((statement) => !isRootOnly(statement));
  if (allows(withoutRoot, request)) return true;
  const role = request.principal.startsWith("arn:") ? roleOf(request.principal, cloud) : undefined;
  if (!role || !allows(own, request)) return false;
  const resource = text(object.outputs, "arn");
  return allows(inlineStatements(role, cloud), {
    ...request,
    resource,
    context: { ...request.context, ...aliasesOf(object, cloud) },
  });
}

function aliasesOf(object: CloudObject, cloud: Cloud): Readonly<Record<string, string>> {
  const found = cloud
    .all(alias.token)
    .find(({ inputs }) => keyOf(text(inputs, "targetKeyId"), cloud)?.id === object.id);
  return found ? { "kms:resourcealiases": found.id } : {};
}

function isRootOnly(statement: Properties): boolean {
  return /:root$/.test(text(statement, "Principal.AWS"));
}

function demandKeyPolicy(inputs: Properties, cloud: Cloud): void {
  const document = text(inputs, "policy");
  if (document === "") return;
  demand(document.length <= 32768, "K4", "LimitExceededException: The key policy exceeds 32768 characters");
  const statements = statementsOf(document);
  for (const principal of namedPrincipals(statements)) {
    demand(
      principalExists(principal, cloud),
      "K2",
      `MalformedPolicyDocumentException: Policy contains a statement with one or more invalid principals. (${principal})`,
    );
  }
  // The caller is an administrator of the account: what the key leaves to IAM, its own policies allow.
  const lockedOut = !allows(statements, { principal: cloud.account.callerRoleArn, action: "kms:PutKeyPolicy" });
  demand(
    !lockedOut || flag(inputs, "bypassPolicyLockoutSafetyCheck"),
    "K1",
    "MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in the future.",
  );
}
