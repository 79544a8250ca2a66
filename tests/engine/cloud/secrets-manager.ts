import { flag, given, list, map, number, text, type Properties } from "../properties";
import type { Cloud, CloudObject } from "./cloud";
import type { CloudType } from "./cloud-type";
import { allows, namedPrincipals, statementsOf } from "./iam/policy-document";
import { principalExists } from "./iam/role";
import { demandKey } from "./kms";
import { demand } from "./refusal";
import { demandTags } from "./tags";

const secretToken = "aws:secretsmanager/secret:Secret";
const versionToken = "aws:secretsmanager/secretVersion:SecretVersion";
const permissionToken = "aws:lambda/permission:Permission";

/** What a deleted secret leaves behind for its recovery window: a name that nobody else can have. */
const deletedToken = "aws:secretsmanager/secret:ScheduledForDeletion";

export const secret: CloudType = {
  token: secretToken,
  replaces: ["name", "namePrefix"],
  check(inputs) {
    const name = text(inputs, "name");
    demand(
      /^[\w/+=.@-]{1,512}$/.test(name),
      "N21",
      `invalid value for name: "${name}" must be 1-512 of [a-zA-Z0-9/_+=.@-]`,
    );
    const days = number(inputs, "recoveryWindowInDays") ?? 30;
    demand(
      days === 0 || (days >= 7 && days <= 30),
      "N21",
      `expected recovery_window_in_days to be 0 or in the range (7 - 30), got ${days}`,
    );
  },
  create({ inputs, cloud }) {
    demandTags(inputs);
    const name = text(inputs, "name");
    demand(
      cloud.named(deletedToken, name) === undefined,
      "N21",
      `InvalidRequestException: You can't create this secret because a secret with this name is already scheduled for deletion. (${name})`,
    );
    demand(
      cloud.named(secretToken, name) === undefined,
      "N21",
      `ResourceExistsException: The operation failed because the secret ${name} already exists.`,
    );
    if (given(inputs, "kmsKeyId")) demandUsableKey(text(inputs, "kmsKeyId"), cloud);
    for (const replica of list(inputs, "replicas"))
      demand(
        text(replica, "region") !== cloud.account.region,
        "DS6",
        `InvalidParameterException: Invalid replica region. (${text(replica, "region")})`,
      );
    const arn = cloud.arn("secretsmanager", `secret:${name}-${cloud.newDigits(6)}`);
    return { id: arn, identity: name, computed: { arn, policy: "" } };
  },
  remove(object, cloud) {
    if ((number(object.inputs, "recoveryWindowInDays") ?? 30) === 0) return;
    const left = { ...object, type: deletedToken, id: object.identity, origin: "service", status: "active" } as const;
    cloud.put(left);
  },
};

export const secretVersion: CloudType = {
  token: versionToken,
  replaces: ["secretId", "secretString", "secretBinary"],
  create({ inputs, cloud }) {
    const owner = demandSecret(text(inputs, "secretId"), cloud, "DS7");
    const id = `${owner.id}|${cloud.newDigits(32)}`;
    return { id, computed: { arn: owner.id, versionId: id.split("|")[1] ?? "", versionStages: ["AWSCURRENT"] } };
  },
};

export const secretPolicy: CloudType = {
  token: "aws:secretsmanager/secretPolicy:SecretPolicy",
  replaces: ["secretArn"],
  create({ inputs, cloud }) {
    demandSecret(text(inputs, "secretArn"), cloud, "DS8");
    demandPolicy(inputs, cloud);
    return { id: text(inputs, "secretArn") };
  },
  update({ inputs, cloud }) {
    demandPolicy(inputs, cloud);
    return {};
  },
};

export const secretRotation: CloudType = {
  token: "aws:secretsmanager/secretRotation:SecretRotation",
  replaces: ["secretId"],
  check(inputs) {
    const rules = map(inputs, "rotationRules");
    const days = number(rules, "automaticallyAfterDays");
    demand(
      (days === undefined) === given(rules, "scheduleExpression"),
      "DS7",
      "one of automatically_after_days, schedule_expression must be specified",
    );
    demand(
      days === undefined || (days >= 1 && days <= 1000),
      "DS7",
      `expected automatically_after_days to be in the range (1 - 1000), got ${String(days)}`,
    );
    demand(
      !given(rules, "duration") || /^\d{1,2}h$/.test(text(rules, "duration")),
      "DS7",
      `invalid value for duration: "${text(rules, "duration")}"`,
    );
  },
  create({ inputs, cloud }) {
    const owner = demandSecret(text(inputs, "secretId"), cloud, "DS7");
    demand(
      hasValue(owner, cloud),
      "DS7",
      `InvalidRequestException: Secrets Manager can't find the specified secret value for staging label: AWSCURRENT (${owner.identity})`,
    );
    const functionArn = text(inputs, "rotationLambdaArn");
    const permitted = cloud
      .all(permissionToken)
      .some(
        ({ inputs: permission }) =>
          text(permission, "function") === functionArn &&
          text(permission, "principal") === "secretsmanager.amazonaws.com" &&
          ["", cloud.account.accountId].includes(text(permission, "sourceAccount")),
      );
    demand(
      permitted,
      "DS7",
      `AccessDeniedException: Secrets Manager cannot invoke the specified Lambda function. (${functionArn})`,
    );
    return { id: owner.id, computed: { rotationEnabled: true } };
  },
};

export const functionPermission: CloudType = {
  token: permissionToken,
  replaces: ["*"],
  create({ inputs, cloud }) {
    const [functionArn, statementId] = [text(inputs, "function"), text(inputs, "statementId")];
    const identity = `${functionArn} ${statementId}`;
    demand(
      cloud.named(permissionToken, identity) === undefined,
      "DS7",
      `ResourceConflictException: The statement id (${statementId}) provided already exists.`,
    );
    return { id: statementId, identity };
  },
};

/** Whether somebody gave the secret a value. */
export function hasValue(owner: CloudObject, cloud: Cloud): boolean {
  return cloud.all(versionToken).some(({ inputs }) => [owner.id, owner.identity].includes(text(inputs, "secretId")));
}

/** A secret by its name. */
export function secretNamed(name: string, cloud: Cloud): CloudObject | undefined {
  return cloud.named(secretToken, name);
}

function demandSecret(reference: string, cloud: Cloud, id: string): CloudObject {
  const found = cloud.get(secretToken, reference) ?? cloud.named(secretToken, reference);
  demand(
    found !== undefined,
    id,
    `ResourceNotFoundException: Secrets Manager can't find the specified secret. (${reference})`,
  );
  return found;
}

function demandUsableKey(reference: string, cloud: Cloud): void {
  const key = demandKey(reference, cloud, "K15");
  const principal = cloud.account.callerRoleArn;
  const statements = statementsOf(text(key.outputs, "policy"));
  for (const action of ["kms:GenerateDataKey", "kms:Decrypt"])
    demand(
      allows(statements, { principal, action }),
      "K15",
      `AccessDeniedException: Access to KMS is not allowed (${action})`,
    );
}

function demandPolicy(inputs: Properties, cloud: Cloud): void {
  const statements = statementsOf(text(inputs, "policy"));
  for (const principal of namedPrincipals(statements))
    demand(
      principalExists(principal, cloud),
      "DS8",
      `MalformedPolicyDocumentException: This resource policy contains an unsupported principal. (${principal})`,
    );
  const isOpen = statements.some(
    (statement) =>
      text(statement, "Effect") === "Allow" &&
      (statement["Principal"] === "*" || text(statement, "Principal.AWS") === "*") &&
      !given(statement, "Condition"),
  );
  demand(
    !isOpen || !flag(inputs, "blockPublicPolicy"),
    "DS8",
    "PublicPolicyException: The resource policy grants broad access to the secret.",
  );
}
