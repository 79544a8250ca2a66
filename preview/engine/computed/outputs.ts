import { isPropertyMap, Secret, unknown, type PropertyMap, type Value } from "../../../policies/evaluate";
import computedProperties from "./properties.json";
import type { RegisteredResource } from "../registered-resource";

/**
 * Properties inside a declared object that the provider computes unless they are declared. At the top level the SDK
 * takes whatever is missing as unknown; inside an object it would take it as absent, and the program would go another
 * way than in a real preview. The table is generated from the types of @pulumi/aws.
 */
const computedByType: Readonly<Record<string, Readonly<Record<string, readonly string[]>> | undefined>> =
  computedProperties;

/**
 * What the provider answers at preview: the inputs, computed properties unknown, secret outputs secret.
 * @param resolved whether the inputs arrived otherwise than they go back
 * @returns undefined when the answer is the inputs exactly as they arrived
 */
export function plannedOutputs(resource: RegisteredResource, resolved: boolean): PropertyMap | undefined {
  const computed = Object.entries(computedByType[resource.type] ?? {});
  const declared = computed.filter(([path]) => resource.inputs[/^\w+/.exec(path)?.[0] ?? ""] !== undefined);
  if (!resolved && declared.length === 0 && resource.additionalSecretOutputs.length === 0) return undefined;
  const outputs: Record<string, Value> = { ...resource.inputs };
  for (const [path, keys] of declared) {
    const [top = "", ...below] = path.replaceAll("[]", ".[]").split(".");
    outputs[top] = withUnknowns(outputs[top], below, keys);
  }
  for (const key of resource.additionalSecretOutputs) {
    const output = outputs[key];
    if (!(output instanceof Secret)) outputs[key] = new Secret(output ?? unknown);
  }
  return outputs;
}

/** The value with unknowns for the keys that its object at the path does not declare. `[]` is every element of a list. */
function withUnknowns(value: Value, path: readonly string[], keys: readonly string[]): Value {
  if (value instanceof Secret) return new Secret(withUnknowns(value.value, path, keys));
  const [next, ...below] = path;
  if (next === "[]") {
    return isList(value) ? value.map((element) => withUnknowns(element, below, keys)) : value;
  }
  if (!isPropertyMap(value)) return value;
  if (next !== undefined) {
    return value[next] === undefined ? value : { ...value, [next]: withUnknowns(value[next], below, keys) };
  }
  const missing = keys.filter((key) => value[key] === undefined || value[key] === null);
  return { ...value, ...Object.fromEntries(missing.map((key) => [key, unknown])) };
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
