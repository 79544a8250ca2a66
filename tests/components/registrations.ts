import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as state from "@pulumi/pulumi/runtime/state";
import type { Alias } from "@pulumi/pulumi/proto/alias_pb";
import type { ServiceError } from "@grpc/grpc-js";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import * as protocol from "@pulumi/pulumi/proto/resource_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import type { GraphResource } from "../../policies/engine/graph/resource";
import { Secret, unknown, type PropertyMap, type Value } from "../../policies/engine/values/value";

/** One resource as the program registered it: what a rule sees of it, and the options only the engine sees. */
export interface Registration extends GraphResource {
  readonly aliases: readonly string[];
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
  readonly deleteBeforeReplace: boolean;
  /** URNs of what it is replaced with. */
  readonly replaceWith: readonly string[];
  /** Durations such as `45m`; empty where the provider's own apply. */
  readonly customTimeouts: { readonly create: string; readonly update: string; readonly delete: string };
}

export interface RegistrationsOptions {
  /** Answers to invokes by token, beside or instead of the usual ones. A token without an answer is an error. */
  readonly invokes?: Readonly<Record<string, PropertyMap | ((inputs: PropertyMap) => PropertyMap)>>;
  /** Name of the stack. Default `test`. */
  readonly stack?: string;
}

/** Who is asked, and where: what the provider would say of the account all tests pretend to run in. */
const usualInvokes: NonNullable<RegistrationsOptions["invokes"]> = {
  "aws:index/getPartition:getPartition": { id: "aws", partition: "aws", dnsSuffix: "amazonaws.com" },
  "aws:index/getRegion:getRegion": { id: "eu-west-1", region: "eu-west-1", name: "eu-west-1" },
  "aws:index/getCallerIdentity:getCallerIdentity": {
    id: "111122223333",
    accountId: "111122223333",
    arn: "arn:aws:sts::111122223333:assumed-role/deployer/session",
    userId: "AROAEXAMPLE:session",
  },
  "aws:iam/getSessionContext:getSessionContext": ({ arn }) => ({
    id: arn,
    arn,
    issuerArn: "arn:aws:iam::111122223333:role/deployer",
    issuerName: "deployer",
    sessionName: "session",
  }),
  "aws:index/getAvailabilityZones:getAvailabilityZones": {
    id: "eu-west-1",
    names: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
    zoneIds: ["euw1-az1", "euw1-az2", "euw1-az3"],
    groupNames: ["eu-west-1"],
  },
};

/** All that one run of a program registered, in the order in which the requests arrived. */
export class Registrations<Built = unknown> implements Iterable<Registration> {
  constructor(
    readonly all: readonly Registration[],
    /** What the program built. */
    readonly built: Built,
  ) {}

  [Symbol.iterator](): Iterator<Registration> {
    return this.all[Symbol.iterator]();
  }

  ofType(type: string): readonly Registration[] {
    return this.all.filter((registration) => registration.type === type);
  }

  /** The single resource of a type. Fails when there are none or several. */
  only(type: string): Registration {
    const [first, ...more] = this.ofType(type);
    if (first && more.length === 0) return first;
    return assert.fail(`${String(first ? more.length + 1 : 0)} of ${type} among: ${this.#list()}`);
  }

  byName(type: string, name: string): Registration {
    const found = this.ofType(type).find((registration) => registration.name === name);
    return found ?? assert.fail(`No ${type} named ${name} among: ${this.#list()}`);
  }

  get(urn: string): Registration {
    const found = this.all.find((registration) => registration.urn === urn);
    return found ?? assert.fail(`No resource ${urn} among: ${this.#list()}`);
  }

  /** The names of what a resource depends on directly, as `type name`, sorted: by an option or by any of its inputs. */
  dependencies({ dependencies }: Registration): readonly string[] {
    return dependencies.map((urn) => `${this.get(urn).type} ${this.get(urn).name}`).sort();
  }

  /** Whether the engine creates one resource only after the other one, and deletes it before. */
  waitsFor(later: Registration, earlier: Registration): boolean {
    const seen = new Set<string>();
    const open = [later.urn];
    for (let urn = open.pop(); urn !== undefined; urn = open.pop()) {
      if (seen.has(urn)) continue;
      seen.add(urn);
      const { parent, provider: providerUrn, dependencies } = this.get(urn);
      for (const next of [...dependencies, parent, providerUrn]) if (next !== undefined) open.push(next);
    }
    return later.urn !== earlier.urn && seen.has(earlier.urn);
  }

  /** An output of what was built, with unknowns and secrets that say so. Only until the next run in this process. */
  async read(output: pulumi.Input<unknown>): Promise<Value> {
    const encoded = (await pulumi.runtime.serializeProperties("read", { output })) as Record<string, JavaScriptValue>;
    return decode(encoded["output"]);
  }

  #list(): string {
    return this.all.map(({ type, name }) => `${type} ${name}`).join(", ") || "nothing";
  }
}

/**
 * Runs a piece of program as a preview would, with no engine, and returns what it registered. Inputs come back as
 * outputs; ids and everything else that AWS computes is unknown. Runs follow each other; they never overlap.
 * @throws whatever the program throws. A failing `apply` or an unanswered invoke fails the test that runs.
 */
export async function registrations<Built>(
  build: () => Built | Promise<Built>,
  options: RegistrationsOptions = {},
): Promise<Registrations<Built>> {
  const project = "test";
  const stack = options.stack ?? "test";
  const registered: Registration[] = [];
  // The mocks' own monitor hides parents and dependencies, so each of its calls is answered here instead.
  const refuse = (): never => assert.fail("The mocks were asked although every call is answered before them.");
  await pulumi.runtime.setMocks({ call: refuse, newResource: refuse }, project, stack, true);
  // Transforms are registered and not run: they are for children that only a provider makes.
  sdkState.getStore().supportsTransforms = true;
  Object.assign(pulumi.runtime.getMonitor() ?? assert.fail("There is no monitor."), {
    registerResource(request: protocol.RegisterResourceRequest, reply: Reply<protocol.RegisterResourceResponse>): void {
      const registration = registrationOf(request, `urn:pulumi:${stack}::${project}`);
      if (registered.some(({ urn }) => urn === registration.urn)) {
        reply(new Error(`Duplicate resource URN '${registration.urn}'`));
        return;
      }
      registered.push(registration);
      const response = new protocol.RegisterResourceResponse();
      response.setUrn(registration.urn);
      response.setObject(request.getObject());
      reply(null, response);
    },
    registerResourceOutputs(request: protocol.RegisterResourceOutputsRequest, reply: Reply<object>): void {
      const index = registered.findIndex(({ urn }) => urn === request.getUrn());
      const registration = registered[index] ?? assert.fail(`Outputs of ${request.getUrn()}, which is not registered.`);
      registered[index] = { ...registration, outputs: decodeProperties(request.getOutputs()) };
      reply(null, {});
    },
    readResource(request: protocol.ReadResourceRequest, reply: Reply<protocol.ReadResourceResponse>): void {
      const response = new protocol.ReadResourceResponse();
      response.setUrn(`urn:pulumi:${stack}::${project}::${request.getType()}::${request.getName()}`);
      response.setProperties(request.getProperties());
      reply(null, response);
    },
    invoke(request: protocol.ResourceInvokeRequest, reply: Reply<provider.InvokeResponse>): void {
      const answer = options.invokes?.[request.getTok()] ?? usualInvokes[request.getTok()];
      if (answer === undefined) {
        const message = `No answer to invoke ${request.getTok()}; pass one in options.invokes.`;
        reply(Object.assign(new Error(message), { details: message }));
        return;
      }
      const response = new provider.InvokeResponse();
      const result = typeof answer === "function" ? answer(decodeProperties(request.getArgs())) : answer;
      // Answers are plain JSON, which is all that a struct can hold.
      response.setReturn(Struct.fromJavaScript(result as Record<string, JavaScriptValue>));
      reply(null, response);
    },
  });
  try {
    const built = await build();
    return new Registrations(await settled(registered), built);
  } finally {
    await pulumi.runtime.disconnect();
  }
}

// The declarations leave out what only the SDK itself is to use.
const sdkState = state as unknown as { getStore(): { supportsTransforms: boolean } };

type Reply<Response> = (error: Error | ServiceError | null, response?: Response) => void;

/** Waits until no registration is under way, also none that started late. */
async function settled(registered: readonly Registration[]): Promise<readonly Registration[]> {
  for (let before = -1; before !== registered.length;) {
    before = registered.length;
    await pulumi.runtime.disconnect();
    await new Promise(setImmediate);
  }
  return [...registered];
}

function registrationOf(request: protocol.RegisterResourceRequest, prefix: string): Registration {
  const parent = request.getParent() || undefined;
  const type = request.getType();
  const timeouts = request.getCustomtimeouts();
  return {
    urn: `${prefix}::${parent === undefined ? "" : `${parent.split("::")[2] ?? ""}$`}${type}::${request.getName()}`,
    type,
    name: request.getName(),
    parent,
    custom: request.getCustom(),
    remote: request.getRemote(),
    inputs: decodeProperties(request.getObject()),
    dependencies: request.getDependenciesList(),
    propertyDependencies: Object.fromEntries(
      [...request.getPropertydependenciesMap().entries()]
        .map(([key, urns]) => [key, urns.getUrnsList()] as const)
        .filter(([, urns]) => urns.length > 0),
    ),
    // A provider reference is a URN and an id.
    provider: request.getProvider().split("::").slice(0, 4).join("::") || undefined,
    protect: request.getProtect() ?? false,
    deletedWith: request.getDeletedwith() || undefined,
    retainOnDelete: request.getRetainondelete() ?? false,
    aliases: request.getAliasesList().map(aliasText),
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    deleteBeforeReplace: request.getDeletebeforereplace(),
    replaceWith: request.getReplaceWithList(),
    customTimeouts: {
      create: timeouts?.getCreate() ?? "",
      update: timeouts?.getUpdate() ?? "",
      delete: timeouts?.getDelete() ?? "",
    },
  };
}

function aliasText(alias: Alias): string {
  return alias.getUrn() || `${alias.getSpec()?.getType() ?? ""}::${alias.getSpec()?.getName() ?? ""}`;
}

function decodeProperties(struct: Struct | undefined): PropertyMap {
  const properties = (struct?.toJavaScript() ?? {}) as Record<string, JavaScriptValue>;
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, decode(value)]));
}

/** The value behind the engine's encoding of unknowns, secrets and references to resources. */
function decode(value: JavaScriptValue | undefined): Value {
  if (value === pulumi.runtime.unknownValue) return unknown;
  if (value === undefined || value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(decode);
  // What is neither a primitive nor a list is an object in a struct.
  const map = value as Record<string, JavaScriptValue>;
  const signature = map[pulumi.runtime.specialSigKey];
  if (signature === pulumi.runtime.specialSecretSig) return new Secret(decode(map["value"]));
  if (signature === pulumi.runtime.specialResourceSig) return decode(map["id"] ?? map["urn"]);
  return Object.fromEntries(Object.entries(map).map(([key, item]) => [key, decode(item)]));
}
