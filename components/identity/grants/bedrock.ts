import type { Location } from "../../arn";
import type { PolicyStatement } from "../policy-document";
import { nameOf, resource, sid } from "./resource";

const invocations = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];

/** The ARN of a foundation model in the region of a location: models belong to no account. */
export function foundationModelArn(
  { partition, region }: Pick<Location, "partition" | "region">,
  modelId: string,
): string {
  return `arn:${partition}:bedrock:${region}::foundation-model/${modelId}`;
}

/**
 * Invokes a foundation model, with or without streaming; conversations are invocations too.
 * @throws when the ARN is unknown or malformed.
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/security_iam_id-based-policy-examples.html
 */
export function invoke(modelArn: string): readonly PolicyStatement[] {
  const model = resource("bedrock.invoke", "model", modelArn);
  return [{ sid: sid("Invoke", nameOf(model)), actions: invocations, resources: [model] }];
}

/**
 * Invokes a model through an inference profile, which spreads the load over regions: the models of all these regions are
 * named, and used through this profile only.
 * @param profileArn of the profile in the region that is called.
 * @param modelArns one for each region that the profile may choose.
 * @throws when no model is named, or an ARN is unknown or malformed.
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html
 */
export function invokeThrough(profileArn: string, modelArns: readonly string[]): readonly PolicyStatement[] {
  const profile = resource("bedrock.invokeThrough", "inferenceProfile", profileArn);
  if (modelArns.length === 0) {
    throw new Error(
      `bedrock.invokeThrough: no model of the profile "${profile}" is named; name one for each of its regions.`,
    );
  }
  const models = modelArns.map((model) => resource("bedrock.invokeThrough", "model", model));
  return [
    { sid: sid("Invoke", nameOf(profile)), actions: invocations, resources: [profile] },
    {
      sid: sid("InvokeModelsOf", nameOf(profile)),
      actions: invocations,
      resources: models,
      conditions: { StringEquals: { "bedrock:InferenceProfileArn": profile } },
    },
  ];
}
