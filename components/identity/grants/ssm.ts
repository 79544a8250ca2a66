import { arn, type Location } from "../../arn";
import type { PolicyStatement } from "../policy-document";
import { withKey, type KeyReference } from "./kms";
import { nameOf, resource, sid } from "./resource";

export interface ParameterOptions {
  /** Customer key of the parameters, where they are secure strings. */
  readonly key?: KeyReference;
}

/** The ARN of a parameter by its name, with or without the slash that it begins with. */
export function parameterArn(location: Location, name: string): string {
  return arn(location, "ssm", `parameter/${name.replace(/^\//, "")}`);
}

/**
 * Reads parameters by their names.
 * @throws when there is none, or an ARN is unknown or malformed.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html
 */
export function readParameters(
  parameterArns: readonly string[],
  { key }: ParameterOptions = {},
): readonly PolicyStatement[] {
  if (parameterArns.length === 0) {
    throw new Error("ssm.readParameters: the list of parameters is empty; name at least one ARN.");
  }
  const parameters = parameterArns.map((parameter) => resource("ssm.readParameters", "parameter", parameter));
  return withKey(
    {
      sid: sid("ReadParameters", ...parameters.slice(0, 1).map(nameOf)),
      actions: ["ssm:GetParameter", "ssm:GetParameters"],
      resources: parameters,
    },
    key,
    { service: "ssm", actions: ["kms:Decrypt"], context: { PARAMETER_ARN: parameters } },
  );
}

/**
 * Reads all parameters below one path, such as `/shop/web`.
 * @throws when the ARN is unknown or malformed.
 */
export function readPath(pathArn: string, { key }: ParameterOptions = {}): readonly PolicyStatement[] {
  const path = resource("ssm.readPath", "parameter", pathArn);
  return withKey(
    {
      sid: sid("ReadPath", nameOf(path)),
      actions: ["ssm:GetParametersByPath"],
      // The path itself is what is asked for, with or without its last slash.
      resources: [path, `${path}/*`],
    },
    key,
    { service: "ssm", actions: ["kms:Decrypt"], context: { PARAMETER_ARN: [`${path}/*`] } },
  );
}
