import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import {
  TransformInvokeOptions,
  TransformInvokeRequest,
  TransformInvokeResponse,
  TransformRequest,
  TransformResponse,
  type RegisterResourceRequest,
  type ResourceInvokeRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import { Callbacks } from "./callbacks";
import { applyTransformOptions, transformOptionsOf } from "./transform-options";

/** The transforms that the program registered, applied in the engine's order. */
export class Transforms {
  readonly #callbacks = new Callbacks();
  readonly #ofStack: Callback[] = [];
  readonly #ofInvokes: Callback[] = [];
  /** By the URN of the resource that brought them: they hold for its children as well. */
  readonly #ofResources = new Map<string, { readonly transforms: readonly Callback[]; readonly parent: string }>();

  addToStack(callback: Callback): void {
    this.#ofStack.push(callback);
  }

  addToInvokes(callback: Callback): void {
    this.#ofInvokes.push(callback);
  }

  /** Keeps what a registered resource brought, for its children. */
  addToResource(urn: string, request: RegisterResourceRequest): void {
    this.#ofResources.set(urn, { transforms: request.getTransformsList(), parent: request.getParent() });
  }

  /** Applies the resource's own transforms, then those of its parents from the nearest on, then the stack's. */
  async apply(request: RegisterResourceRequest): Promise<void> {
    const callbacks = [...request.getTransformsList()];
    for (
      let parent = this.#ofResources.get(request.getParent());
      parent;
      parent = this.#ofResources.get(parent.parent)
    ) {
      callbacks.push(...parent.transforms);
    }
    callbacks.push(...this.#ofStack);
    for (const callback of callbacks) {
      const message = new TransformRequest()
        .setType(request.getType())
        .setName(request.getName())
        .setCustom(request.getCustom())
        .setParent(request.getParent())
        .setProperties(request.getObject())
        .setOptions(transformOptionsOf(request));
      const answer = await this.#callbacks.invoke(callback, message.serializeBinary());
      const response = TransformResponse.deserializeBinary(answer);
      request.setObject(response.getProperties());
      const options = response.getOptions();
      if (options) applyTransformOptions(request, options);
    }
  }

  async applyToInvoke(request: ResourceInvokeRequest): Promise<void> {
    for (const callback of this.#ofInvokes) {
      const options = new TransformInvokeOptions().setProvider(request.getProvider()).setVersion(request.getVersion());
      const message = new TransformInvokeRequest()
        .setToken(request.getTok())
        .setArgs(request.getArgs())
        .setOptions(options);
      const answer = await this.#callbacks.invoke(callback, message.serializeBinary());
      const response = TransformInvokeResponse.deserializeBinary(answer);
      request.setArgs(response.getArgs());
      request.setProvider(response.getOptions()?.getProvider() ?? request.getProvider());
    }
  }

  close(): void {
    this.#callbacks.close();
  }
}
