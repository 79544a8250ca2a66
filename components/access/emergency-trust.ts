import type { Location } from "../arn";
import { policyDocument } from "../identity/policy-document";

/** Minutes since the principal last proved its second factor, at most. */
const secondFactorMinutes = 15;

/**
 * Named users and roles assume the role, with a second factor that they proved minutes ago, and through the STS endpoint
 * of one region only: CloudTrail records the call there, and nowhere else would a rule of that region see it. The global
 * endpoint counts as us-east-1, wherever it is served.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_region-endpoints.html
 */
export function emergencyTrust({ region }: Pick<Location, "region">, principalArns: readonly string[]): string {
  return policyDocument([
    {
      sid: "PeopleAssumeInEmergencies",
      principals: { AWS: principalArns },
      actions: ["sts:AssumeRole"],
      conditions: {
        Bool: { "aws:MultiFactorAuthPresent": "true" },
        NumericLessThan: { "aws:MultiFactorAuthAge": String(secondFactorMinutes * 60) },
        StringEquals: { "aws:RequestedRegion": region },
      },
    },
  ]);
}

/**
 * What is wrong with those who may assume a role in emergencies, by their place in the list.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 */
export function emergencyProblems(
  principalArns: readonly string[],
): readonly { readonly index: number; readonly message: string }[] {
  return principalArns.flatMap((arn, index) => {
    const message =
      principalProblem(arn) ?? (principalArns.indexOf(arn) < index ? `"${arn}" is listed twice; keep one.` : undefined);
    return message === undefined ? [] : [{ index, message }];
  });
}

function principalProblem(arn: string): string | undefined {
  if (arn.includes(":role/aws-reserved/"))
    return `"${arn}" is a role of IAM Identity Center, whose sessions carry no second factor, so that it could never get in; name IAM users with a device, or a role that is assumed with one.`;
  return /^arn:aws(-cn|-us-gov)?:iam::\d{12}:(user|role)\/[\w+=,.@/-]+$/.test(arn)
    ? undefined
    : `"${arn}" is not the ARN of one IAM user or role; write one such as "arn:aws:iam::111122223333:user/emergency-1".`;
}
