import * as grpc from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
  AnalyzeRequest,
  AnalyzerProviderResource,
  AnalyzerPropertyDependencies,
  AnalyzerResource,
  AnalyzerResourceOptions,
  AnalyzeStackRequest,
  ConfigureAnalyzerRequest,
  EnforcementLevel,
  PolicyConfig,
  type AnalyzeResponse,
  type AnalyzerInfo,
  type PolicyInfo,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { GraphResource, ResourceGraph } from "../../../policies/engine/graph/resource";
import { Secret, Unknown, type PropertyMap, type Value } from "../../../policies/engine/values/value";

/** What the pack tells the engine. */
export interface Diagnostic {
  readonly policy: string;
  readonly urn: string;
  readonly level: "mandatory" | "advisory";
  readonly message: string;
}

const packFolder = path.join(__dirname, "../../../policies");
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const unknownSentinel = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The policy pack as a process of its own, spoken to as the Pulumi engine does. */
export class PackProcess {
  private policies: readonly PolicyInfo[] | undefined;
  private configured = "";

  private constructor(
    private readonly child: ChildProcess,
    private readonly client: AnalyzerClient,
  ) {}

  /**
   * @param folder where the pack is: by default that of this repository
   * @param environment of the process, by default that of this one
   */
  static async start(folder = packFolder, environment = process.env): Promise<PackProcess> {
    const runner = require.resolve("@pulumi/pulumi/cmd/run-policy-pack", { paths: [folder] });
    const child = spawn(process.execPath, [runner, "127.0.0.1:1", "."], {
      cwd: folder,
      env: environment,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [chunk] = (await once(child.stdout, "data")) as [Buffer];
    const address = `127.0.0.1:${chunk.toString().trim()}`;
    return new PackProcess(child, new AnalyzerClient(address, grpc.credentials.createInsecure()));
  }

  stop(): void {
    this.client.close();
    this.child.kill();
  }

  /** When the process has ended. */
  async stopped(): Promise<void> {
    const ended = once(this.child, "exit");
    this.stop();
    await ended;
  }

  info(): Promise<AnalyzerInfo> {
    return new Promise((resolve, reject) => {
      this.client.getAnalyzerInfo(new Empty(), (error, info) => {
        if (error) reject(error);
        else resolve(info);
      });
    });
  }

  /** Hands over a policy pack configuration, with the levels that the engine adds for policies it does not name. */
  async configure(configuration: Readonly<Record<string, object | string>>): Promise<void> {
    const request = new ConfigureAnalyzerRequest();
    const text = JSON.stringify(configuration);
    if (text === this.configured) return;
    this.configured = text;
    this.policies ??= (await this.info()).getPoliciesList();
    for (const info of this.policies) {
      const entry = configuration[info.getName()] ?? {};
      const { enforcementLevel, ...properties } =
        typeof entry === "string" ? { enforcementLevel: entry } : entryOf(entry);
      const policy = new PolicyConfig();
      policy.setEnforcementlevel(levelNumber(enforcementLevel) ?? info.getEnforcementlevel());
      policy.setProperties(Struct.fromJavaScript(properties));
      request.getPolicyconfigMap().set(info.getName(), policy);
    }
    await new Promise<void>((resolve, reject) => {
      this.client.configure(request, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }

  /** Everything that the pack says of a stack: of each resource in the order of registration, and at last of all. */
  async judge(graph: ResourceGraph): Promise<readonly Diagnostic[]> {
    const providers = new Map(graph.resources.map((resource) => [resource.urn, resource]));
    const diagnostics: Diagnostic[] = [];
    for (const resource of graph.resources) {
      const request = described(new AnalyzeRequest(), resource, resource.inputs, providers);
      const response = await this.#call("analyze", request);
      diagnostics.push(...diagnosticsOf(response, resource.urn));
    }
    const stack = new AnalyzeStackRequest();
    stack.setResourcesList(graph.resources.map((resource) => registered(resource, providers)));
    return [...diagnostics, ...diagnosticsOf(await this.#call("analyzeStack", stack), "")];
  }

  #call(method: "analyze", request: AnalyzeRequest): Promise<AnalyzeResponse>;
  #call(method: "analyzeStack", request: AnalyzeStackRequest): Promise<AnalyzeResponse>;
  #call(method: "analyze" | "analyzeStack", request: AnalyzeRequest | AnalyzeStackRequest): Promise<AnalyzeResponse> {
    return new Promise((resolve, reject) => {
      const callback = (error: grpc.ServiceError | null, response: AnalyzeResponse): void => {
        if (error) reject(error);
        else resolve(response);
      };
      if (method === "analyze") this.client.analyze(request as AnalyzeRequest, callback);
      else this.client.analyzeStack(request as AnalyzeStackRequest, callback);
    });
  }
}

function described<T extends AnalyzeRequest | AnalyzerResource>(
  message: T,
  resource: GraphResource,
  properties: PropertyMap,
  providers: ReadonlyMap<string, GraphResource>,
): T {
  message.setUrn(resource.urn);
  message.setType(resource.type);
  message.setName(resource.name);
  message.setProperties(structOf(properties));
  const options = new AnalyzerResourceOptions();
  options.setProtect(resource.protect);
  options.setParent(resource.parent ?? "");
  message.setOptions(options);
  const provider = resource.provider === undefined ? undefined : providers.get(resource.provider);
  if (provider) {
    const used = new AnalyzerProviderResource();
    used.setUrn(provider.urn);
    used.setType(provider.type);
    used.setName(provider.name);
    used.setProperties(structOf(provider.inputs));
    message.setProvider(used);
  }
  return message;
}

/** At preview the outputs of a resource are its inputs, and whatever is computed is unknown. */
function registered(resource: GraphResource, providers: ReadonlyMap<string, GraphResource>): AnalyzerResource {
  const message = described(new AnalyzerResource(), resource, resource.outputs ?? resource.inputs, providers);
  message.setParent(resource.parent ?? "");
  message.setDependenciesList([...resource.dependencies]);
  for (const [property, urns] of Object.entries(resource.propertyDependencies)) {
    const dependencies = new AnalyzerPropertyDependencies();
    dependencies.setUrnsList([...urns]);
    message.getPropertydependenciesMap().set(property, dependencies);
  }
  return message;
}

function diagnosticsOf(response: AnalyzeResponse, urn: string): readonly Diagnostic[] {
  return response.getDiagnosticsList().map((diagnostic) => ({
    policy: diagnostic.getPolicyname(),
    urn: diagnostic.getUrn() === "" ? urn : diagnostic.getUrn(),
    level: diagnostic.getEnforcementlevel() === EnforcementLevel.MANDATORY ? "mandatory" : "advisory",
    message: diagnostic.getMessage(),
  }));
}

function structOf(properties: PropertyMap): Struct {
  return Struct.fromJavaScript(wire(properties) as Record<string, JavaScriptValue>);
}

function wire(value: Value): unknown {
  if (value instanceof Unknown) return unknownSentinel;
  if (value instanceof Secret) return { [signatureKey]: secretSignature, value: wire(value.value) ?? null };
  if (Array.isArray(value)) return value.map((item: Value) => wire(item) ?? null);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value as PropertyMap).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [key, wire(item)]));
}

function entryOf(entry: object): { enforcementLevel?: unknown } & Record<string, JavaScriptValue> {
  return { ...entry };
}

function levelNumber(level: unknown): EnforcementLevel | undefined {
  if (level === "mandatory") return EnforcementLevel.MANDATORY;
  if (level === "advisory") return EnforcementLevel.ADVISORY;
  return level === "disabled" ? EnforcementLevel.DISABLED : undefined;
}
