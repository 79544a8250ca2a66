import {
  Metadata,
  Server,
  type ServiceError,
  ServerCredentials,
  status,
  type handleUnaryCall,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService, type IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  CheckFailure,
  type CheckRequest,
  CheckResponse,
  ConfigureResponse,
  CreateResponse,
  DiffResponse,
  ErrorResourceInitFailed,
  GetSchemaResponse,
  InvokeResponse,
  ReadResponse,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { Refusal } from "../cloud/refusal";
import { given, map, revealed, text, type Properties } from "../properties";
import { InitializationFailure } from "./interruption";
import { differenceBetween } from "./difference";
import type { StandInProvider } from "./stand-in-provider";

/** Serves a stand-in provider as a plugin of the engine, and prints its port. */
export function serve(provider: StandInProvider): void {
  const server = new Server({ "grpc.max_receive_message_length": 400 * 1024 * 1024 });
  server.addService(ResourceProviderService, implementation(provider) as UntypedServiceImplementation);
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    process.stdout.write(`${port}\n`);
  });
}

/** What the engine asks. Whatever is left out is answered as unimplemented, which the engine takes for an older plugin. */
function implementation(provider: StandInProvider): Partial<IResourceProviderServer> {
  return {
    getPluginInfo: answer(() => new PluginInfo().setVersion("99.0.0")),
    attach: answer(() => new Empty()),
    cancel: answer(() => {
      provider.lifecycle.interruptions.cancel();
      return new Empty();
    }),
    getSchema: answer(() =>
      new GetSchemaResponse().setSchema(JSON.stringify({ name: provider.name, version: "99.0.0" })),
    ),
    checkConfig: answer((request) => new CheckResponse().setInputs(request.getNews())),
    diffConfig: answer((request) => {
      const changed =
        JSON.stringify(propertiesOf(request.getOldInputs())) !== JSON.stringify(propertiesOf(request.getNews()));
      const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
      return new DiffResponse().setChanges(changed ? DIFF_SOME : DIFF_NONE);
    }),
    configure: answer((request) => {
      // Before this call the engine does not know whether the provider takes secrets, so it passes them on as such.
      provider.configure(map({ args: revealed(propertiesOf(request.getArgs())) }, "args"));
      return new ConfigureResponse().setSupportspreview(true);
    }),
    invoke: answer((request) => {
      const result = provider.invoke(request.getTok(), propertiesOf(request.getArgs()));
      return new InvokeResponse().setReturn(structOf(result));
    }),
    check: answer((request) => {
      const type = provider.typeOf(typeIn(request.getUrn()));
      const response = new CheckResponse();
      response.setInputs(type.autonamed === true ? named(request) : request.getNews());
      try {
        type.check?.(propertiesOf(response.getInputs()));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        response.setFailuresList([new CheckFailure().setReason(error.message)]);
      }
      return response;
    }),
    diff: answer((request) => {
      const type = provider.typeOf(typeIn(request.getUrn()));
      const { changed, replaced, oldFirst } = differenceBetween(
        type,
        propertiesOf(request.getOldInputs()),
        propertiesOf(request.getNews()),
      );
      const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
      return new DiffResponse()
        .setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE)
        .setDiffsList([...changed])
        .setReplacesList([...replaced])
        .setDeletebeforereplace(oldFirst);
    }),
    create: answer(async (request) => {
      provider.lifecycle.interruptions.demandService(provider.name);
      const type = provider.typeOf(typeIn(request.getUrn()));
      const inputs = propertiesOf(request.getProperties());
      if (request.getPreview()) {
        return new CreateResponse().setProperties(structOf(provider.lifecycle.planned(type, inputs)));
      }
      const { id, outputs } = await provider.lifecycle.create(type, inputs, request.getUrn());
      return new CreateResponse().setId(id).setProperties(structOf(outputs));
    }),
    update: answer(async (request) => {
      provider.lifecycle.interruptions.demandService(provider.name);
      const type = provider.typeOf(typeIn(request.getUrn()));
      const inputs = propertiesOf(request.getNews());
      if (request.getPreview()) {
        return new UpdateResponse().setProperties(
          structOf(provider.lifecycle.plannedUpdate(type, propertiesOf(request.getOlds()), inputs)),
        );
      }
      const { outputs } = await provider.lifecycle.update(type, request.getId(), inputs);
      return new UpdateResponse().setProperties(structOf(outputs));
    }),
    read: answer((request) => {
      provider.lifecycle.interruptions.demandService(provider.name);
      const found = provider.lifecycle.read(provider.typeOf(typeIn(request.getUrn())), request.getId());
      // An empty id says that there is no such thing any more.
      if (!found) return new ReadResponse();
      return new ReadResponse()
        .setId(found.id)
        .setInputs(structOf(found.inputs))
        .setProperties(structOf(found.outputs));
    }),
    delete: answer(async (request) => {
      provider.lifecycle.interruptions.demandService(provider.name);
      const type = provider.typeOf(typeIn(request.getUrn()));
      await provider.lifecycle.remove(type, request.getId(), request.getUrn());
      return new Empty();
    }),
  };
}

/** A handler that tells the engine an error's message, which is what the user reads. */
function answer<Request, Response>(
  respond: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => respond(call.request))
      .then(
        (response) => {
          callback(null, response);
        },
        (error: unknown) => {
          if (error instanceof InitializationFailure) {
            callback(partialFailure(error));
            return;
          }
          const details =
            error instanceof Refusal ? error.message : error instanceof Error ? error.stack : String(error);
          callback({ code: status.UNKNOWN, details: details ?? "" });
        },
      );
  };
}

/** The inputs with a name: the one stated, else the one of before, else one made up of the logical name. */
function named(request: CheckRequest): Struct {
  const inputs = propertiesOf(request.getNews());
  const stated = given(inputs, "name") || given(inputs, "namePrefix");
  const former = text(propertiesOf(request.getOlds()), "name");
  const suffix = Buffer.from(request.getRandomseed_asU8()).toString("hex").slice(0, 7);
  return structOf(stated ? inputs : { ...inputs, name: former || `${request.getUrn().split("::").pop()}-${suffix}` });
}

/** The error with which the engine keeps an object that does not work in its state. */
function partialFailure({ message, id, inputs, outputs }: InitializationFailure): Partial<ServiceError> {
  const failure = new ErrorResourceInitFailed();
  failure.setId(id);
  failure.setProperties(structOf(outputs));
  failure.setInputs(structOf(inputs));
  failure.setReasonsList([message]);
  const detail = new Any();
  detail.pack(failure.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const report = new Status();
  report.setCode(status.UNKNOWN);
  report.setMessage(message);
  report.addDetails(detail);
  const metadata = new Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(report.serializeBinary()));
  return { code: status.UNKNOWN, details: message, metadata };
}

/** The type in a URN: the last of the chain of parents' types. */
function typeIn(urn: string): string {
  return urn.split("::")[2]?.split("$").pop() ?? "";
}

function propertiesOf(struct: Struct | undefined): Properties {
  // The engine unwraps secrets, references and outputs for a provider that does not ask for them: what is left is JSON.
  return (struct?.toJavaScript() ?? {}) as Properties;
}

function structOf(properties: Properties): Struct {
  const present = JSON.parse(JSON.stringify(properties)) as Record<string, never>;
  return Struct.fromJavaScript(present);
}
