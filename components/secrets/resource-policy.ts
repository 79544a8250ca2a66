import type { Location } from "../arn";
import type { PolicyStatement } from "../identity/policy-document";

/**
 * What nobody may do with a secret, whatever IAM allows: read it unless named, reach it from another account or without
 * TLS. Readers are compared and not named as principals, so that their roles need not exist first and may be made again.
 * An administrator of the account who is not named has to change this policy before reading, which the trail records.
 * @param readerArns roles that read the value; none at all is a mistake of the caller.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html
 */
export function secretPolicyStatements(location: Location, readerArns: readonly string[]): readonly PolicyStatement[] {
  const everybody = { effect: "Deny", principals: "*", resources: ["*"] } as const;
  return [
    {
      ...everybody,
      sid: "NobodyElseReads",
      actions: ["secretsmanager:GetSecretValue"],
      conditions: { ArnNotEquals: { "aws:PrincipalArn": [...readerArns] } },
    },
    {
      ...everybody,
      sid: "NobodyFromOtherAccounts",
      actions: ["secretsmanager:*"],
      conditions: {
        StringNotEquals: { "aws:PrincipalAccount": location.accountId },
        // Secrets Manager itself copies to other regions, as a service with no account.
        Bool: { "aws:PrincipalIsAWSService": "false" },
      },
    },
    {
      ...everybody,
      sid: "NobodyWithoutTls",
      actions: ["secretsmanager:*"],
      conditions: { Bool: { "aws:SecureTransport": "false" } },
    },
  ];
}
