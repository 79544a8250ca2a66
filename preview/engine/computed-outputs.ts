import { isPropertyMap, Secret, unknown, type PropertyMap, type Value } from "../../policies/evaluate";
import type { RegisteredResource } from "./registered-resource";

/**
 * Properties inside a declared object that the provider computes unless they are declared. At the top level the SDK
 * takes whatever is missing as unknown; inside an object it would take it as absent, and the program would go another
 * way than in a real preview.
 * @see the output types of @pulumi/aws: required there, optional in the inputs
 */
const computedInside: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "aws:eks/cluster:Cluster": {
    vpcConfig: ["clusterSecurityGroupId", "vpcId"],
    kubernetesNetworkConfig: ["ipFamily", "serviceIpv4Cidr", "serviceIpv6Cidr"],
    accessConfig: ["authenticationMode"],
  },
  "aws:eks/nodeGroup:NodeGroup": {
    launchTemplate: ["id", "name"],
  },
};

/**
 * What the provider answers at preview: the inputs, computed properties unknown, secret outputs secret.
 * @param resolved whether the inputs arrived otherwise than they go back
 * @returns undefined when the answer is the inputs exactly as they arrived
 */
export function plannedOutputs(resource: RegisteredResource, resolved: boolean): PropertyMap | undefined {
  const computed = computedInside[resource.type];
  if (!resolved && computed === undefined && resource.additionalSecretOutputs.length === 0) return undefined;
  const outputs: Record<string, Value> = { ...resource.inputs };
  for (const [property, keys] of Object.entries(computed ?? {})) {
    const declared = outputs[property];
    if (!isPropertyMap(declared)) continue;
    const missing = keys.filter((key) => declared[key] === undefined || declared[key] === null);
    outputs[property] = { ...declared, ...Object.fromEntries(missing.map((key) => [key, unknown])) };
  }
  for (const key of resource.additionalSecretOutputs) {
    const output = outputs[key];
    if (!(output instanceof Secret)) outputs[key] = new Secret(output ?? unknown);
  }
  return outputs;
}
