import {
  ConfigureAnalyzerRequest,
  EnforcementLevel,
  PolicyConfig,
  type PolicyInfo,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { existsSync, readFileSync } from "node:fs";
import { UsageError } from "../failure";
import { isRecord } from "../project/project";

const levels: Readonly<Record<string, EnforcementLevel>> = {
  advisory: EnforcementLevel.ADVISORY,
  mandatory: EnforcementLevel.MANDATORY,
  remediate: EnforcementLevel.REMEDIATE,
  disabled: EnforcementLevel.DISABLED,
};

/** A policy pack configuration as `pulumi preview --policy-pack-config` takes it, by policy. */
export type PackConfiguration = Readonly<Record<string, unknown>>;

/** @throws UsageError when the file is missing or no JSON object. */
export function readPackConfiguration(file: string): PackConfiguration {
  if (!existsSync(file)) throw new UsageError(`--policy-pack-config ${file}: there is no such file.`);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, "utf8")) as unknown;
  } catch {
    json = undefined;
  }
  if (!isRecord(json)) throw new UsageError(`--policy-pack-config ${file}: the file must hold a JSON object.`);
  return json;
}

/**
 * What the engine tells a pack before it analyzes: for each policy its level and properties, with the defaults of the
 * policy's schema for those that the configuration leaves out. A property that the schema demands and nobody gives, or
 * a level that does not exist, is an error.
 * @throws UsageError naming the policy
 */
export function configureRequest(
  policies: readonly PolicyInfo[],
  configuration: PackConfiguration,
): ConfigureAnalyzerRequest {
  const unknownName = Object.keys(configuration).find(
    (name) => name !== "all" && !policies.some((policy) => policy.getName() === name),
  );
  if (unknownName !== undefined) {
    throw new UsageError(`Policy configuration: "${unknownName}" is no policy of the pack, nor "all".`);
  }
  const request = new ConfigureAnalyzerRequest();
  for (const policy of policies) {
    const name = policy.getName();
    const entry = configuration[name];
    const { enforcementLevel, ...given } = isRecord(entry) ? entry : { enforcementLevel: entry };
    const properties = { ...defaultsOf(policy), ...given };
    const missing = policy
      .getConfigschema()
      ?.getRequiredList()
      .find((property) => properties[property] === undefined);
    if (missing !== undefined) {
      throw new UsageError(`Policy configuration: policy "${name}" needs the property "${missing}".`);
    }
    const config = new PolicyConfig()
      .setEnforcementlevel(levelOf(name, enforcementLevel ?? configuration["all"]) ?? policy.getEnforcementlevel())
      // What was parsed from JSON is what the message takes.
      .setProperties(Struct.fromJavaScript(properties as Record<string, JavaScriptValue>));
    request.getPolicyconfigMap().set(name, config);
  }
  return request;
}

function defaultsOf(policy: PolicyInfo): Readonly<Record<string, unknown>> {
  const properties = policy.getConfigschema()?.getProperties()?.toJavaScript() ?? {};
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, schema]) =>
      isRecord(schema) && schema["default"] !== undefined ? [[name, schema["default"]]] : [],
    ),
  );
}

function levelOf(policy: string, level: unknown): EnforcementLevel | undefined {
  if (level === undefined) return undefined;
  const known = typeof level === "string" ? levels[level] : undefined;
  if (known !== undefined) return known;
  throw new UsageError(
    `Policy configuration: the level of "${policy}" is "${String(level)}"; write one of ${Object.keys(levels).join(", ")}.`,
  );
}
