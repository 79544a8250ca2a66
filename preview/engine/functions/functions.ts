import type { ResourceInvokeRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { PropertyMap } from "../../../policies/evaluate";
import { urnOfProvider } from "../../urn";
import { decodeStruct } from "../wire";
import { awsFunctions, callerOf } from "./aws";
import type { Deployment } from "../deployment";
import { kubernetesFunctions } from "./kubernetes";
import { MonitorError } from "../monitor-error";

/**
 * Answers a provider function, or one of the engine's own.
 * @throws MonitorError for a function whose answer is not known offline; it names the function and its arguments' keys.
 */
export function invoke(deployment: Deployment, request: ResourceInvokeRequest): PropertyMap {
  const token = request.getTok();
  const { properties: args } = decodeStruct(request.getArgs());
  if (token === "pulumi:pulumi:getResource") return getResource(deployment, args);
  const ofAws = awsFunctions[token];
  if (ofAws) return ofAws(args, caller(deployment, request));
  const ofKubernetes = kubernetesFunctions[token];
  if (ofKubernetes) return ofKubernetes(args);
  const keys = Object.keys(args).sort().join(", ");
  throw new MonitorError(
    `Function ${token} is not known to the offline preview (arguments: ${keys === "" ? "none" : keys}); ` +
      "avoid the call, or add its answer to preview/engine.",
  );
}

function caller(deployment: Deployment, request: ResourceInvokeRequest): ReturnType<typeof callerOf> {
  const config = deployment.stack.config;
  const ofStack = callerOf({ region: config["aws:region"], allowedAccountIds: config["aws:allowedAccountIds"] });
  const provider = deployment.get(urnOfProvider(request.getProvider()));
  if (!provider) return ofStack;
  const ofProvider = callerOf(provider.inputs);
  return {
    region: ofProvider.region ?? ofStack.region,
    accountId: ofProvider.accountId ?? ofStack.accountId,
  };
}

/** The engine's own function behind resource references: the state of a resource of this deployment. */
function getResource(deployment: Deployment, args: PropertyMap): PropertyMap {
  const urn = args["urn"];
  const resource = typeof urn === "string" ? deployment.get(urn) : undefined;
  if (!resource) throw new MonitorError(`resource '${String(urn)}' is not registered`);
  return { urn: resource.urn, id: "", state: resource.inputs };
}
