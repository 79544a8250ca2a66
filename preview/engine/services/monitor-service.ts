import type { IResourceMonitorServer } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import {
  ReadResourceResponse,
  RegisterResourceResponse,
  SupportsFeatureResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { decodeStruct, encodeStruct, unknownSentinel } from "../wire";
import type { Deployment } from "../deployment";
import { invoke } from "../functions/functions";
import { MonitorError } from "../monitor-error";
import type { Transforms } from "../transforms/transforms";
import { unaryWith } from "./unary";

/** What the program may rely on. Parameterization is left out: the preview loads no provider plugin. */
const features: ReadonlySet<string> = new Set([
  "secrets",
  "resourceReferences",
  "outputValues",
  "deletedWith",
  "replaceWith",
  "aliasSpecs",
  "transforms",
  "invokeTransforms",
  "resourceHooks",
  "errorHooks",
]);

/** The ResourceMonitor that the program talks to: it plays the engine and the providers of a first deployment at preview. */
export function monitorService(
  deployment: Deployment,
  transforms: Transforms,
  onRefusal: (refusal: MonitorError) => void,
): IResourceMonitorServer {
  const unary = unaryWith((error) => {
    if (error instanceof MonitorError) onRefusal(error);
  });
  return {
    supportsFeature: unary((request) => new SupportsFeatureResponse().setHassupport(features.has(request.getId()))),
    registerResource: unary(async (request) => {
      await transforms.apply(request);
      const { resource, outputs } = deployment.register(request);
      transforms.addToResource(resource.urn, request);
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
    invoke: unary(async (request) => {
      await transforms.applyToInvoke(request);
      return new InvokeResponse().setReturn(encodeStruct(invoke(deployment, request)));
    }),
    // What a method of a resource returns is computed by its provider.
    call: unary((request) => {
      throw new MonitorError(`Method ${request.getTok()} is computed by its provider, which a preview cannot ask.`);
    }),
    registerStackTransform: unary((callback) => {
      transforms.addToStack(callback);
      return new Empty();
    }),
    registerStackInvokeTransform: unary((callback) => {
      transforms.addToInvokes(callback);
      return new Empty();
    }),
    // Hooks run when resources change, which never happens in a preview.
    registerResourceHook: unary(() => new Empty()),
    registerErrorHook: unary(() => new Empty()),
    registerPackage: unary((request) => {
      throw new MonitorError(`Package ${request.getName()} is parameterized; the offline preview loads no plugins.`);
    }),
    getDeploymentInfo: unary(() => {
      throw new MonitorError("The offline preview has no deployment to describe.");
    }),
    signalAndWaitForShutdown: unary(() => new Empty()),
  };
}
