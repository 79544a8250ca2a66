import type { IResourceMonitorServer } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { CallResponse, InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import {
  ReadResourceResponse,
  RegisterResourceResponse,
  SupportsFeatureResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { decodeStruct, encodeStruct, unknownSentinel } from "../wire";
import type { Deployment } from "./deployment";
import { invoke } from "./functions";
import { MonitorError } from "./monitor-error";
import { unaryWith } from "./unary";

/** What the program may rely on. Package references are left out: the preview loads no provider plugin. */
const features: ReadonlySet<string> = new Set([
  "secrets",
  "resourceReferences",
  "outputValues",
  "deletedWith",
  "replaceWith",
  "aliasSpecs",
  "resourceHooks",
  "errorHooks",
]);

/** The ResourceMonitor that the program talks to: it plays the engine and the providers of a first deployment at preview. */
export function monitorService(
  deployment: Deployment,
  onRefusal: (refusal: MonitorError) => void,
): IResourceMonitorServer {
  const unary = unaryWith((error) => {
    if (error instanceof MonitorError) onRefusal(error);
  });
  return {
    supportsFeature: unary((request) => new SupportsFeatureResponse().setHassupport(features.has(request.getId()))),
    registerResource: unary((request) => {
      const { resource, outputs } = deployment.register(request);
      const response = new RegisterResourceResponse().setUrn(resource.urn);
      if (resource.custom) response.setId(unknownSentinel);
      return response.setObject(outputs ? encodeStruct(outputs) : request.getObject());
    }),
    readResource: unary((request) => {
      const { resource, outputs } = deployment.read(request);
      const response = new ReadResourceResponse().setUrn(resource.urn);
      return response.setProperties(outputs ? encodeStruct(outputs) : request.getProperties());
    }),
    registerResourceOutputs: unary((request) => {
      deployment.registerOutputs(request.getUrn(), decodeStruct(request.getOutputs()).properties);
      return new Empty();
    }),
    invoke: unary((request) => new InvokeResponse().setReturn(encodeStruct(invoke(deployment, request)))),
    // What a method of a resource returns is computed by its provider, so it is unknown at preview.
    call: unary(() => new CallResponse().setReturn(encodeStruct({}))),
    registerStackTransform: unary(() => refuse("Stack transforms")),
    registerStackInvokeTransform: unary(() => refuse("Invoke transforms")),
    // Hooks run when resources change, which never happens in a preview of this kind.
    registerResourceHook: unary(() => new Empty()),
    registerErrorHook: unary(() => new Empty()),
    registerPackage: unary(() => refuse("Parameterized packages")),
    getDeploymentInfo: unary(() => refuse("Deployment information")),
    signalAndWaitForShutdown: unary(() => new Empty()),
  };
}

function refuse(what: string): never {
  throw new MonitorError(`${what} are not served by the offline preview.`);
}
