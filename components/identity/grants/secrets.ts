import { arn, type Location } from "../../arn";
import type { PolicyStatement } from "../policy-document";
import { withKey, type KeyReference } from "./kms";
import { nameOf, resource, sid } from "./resource";

export interface SecretOptions {
  /** Customer key of the secret. Left out where the secret has none. */
  readonly key?: KeyReference;
}

/**
 * The ARN of a secret before it exists. Secrets Manager ends it with six characters of its own, for each of which a `?`
 * stands: `*` would also match secrets whose names begin like this one.
 * @throws when the name is not one that Secrets Manager takes, or ends like such a suffix.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html
 */
export function secretArn(location: Location, name: string): string {
  if (!/^[a-zA-Z0-9/_+=.@-]{1,512}$/.test(name) || /-[a-zA-Z0-9]{6}$/.test(name)) {
    throw new Error(
      `The secret name "${name}" must be 1 to 512 letters, digits and /_+=.@- and not end in a hyphen and six letters or digits, which is how Secrets Manager ends ARNs; write one such as "shop/database".`,
    );
  }
  return arn(location, "secretsmanager", `secret:${name}-??????`);
}

/**
 * Reads the value of a secret.
 * @throws when the ARN is unknown, malformed or lacks the suffix.
 */
export function read(secret: string, { key }: SecretOptions = {}): readonly PolicyStatement[] {
  return secretStatements("secrets.read", secret, ["secretsmanager:GetSecretValue"], key);
}

/**
 * Reads a secret for a pod: the Secrets Store CSI provider and the External Secrets Operator also ask for its versions.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/ascp-eks-installation.html
 */
export function mount(secret: string, { key }: SecretOptions = {}): readonly PolicyStatement[] {
  const actions = ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"];
  return secretStatements("secrets.mount", secret, actions, key);
}

function secretStatements(
  grant: string,
  secret: string,
  actions: readonly string[],
  key: KeyReference | undefined,
): readonly PolicyStatement[] {
  const secretOfGrant = resource(grant, "secret", secret);
  return withKey({ sid: sid("ReadSecret", nameOf(secretOfGrant)), actions, resources: [secretOfGrant] }, key, {
    service: "secretsmanager",
    actions: ["kms:Decrypt"],
    context: { SecretARN: [secretOfGrant] },
  });
}
