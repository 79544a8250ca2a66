import {
  AnalyzeRequest,
  AnalyzerProviderResource,
  AnalyzerPropertyDependencies,
  AnalyzerResource,
  AnalyzerResourceOptions,
  AnalyzeStackRequest,
} from "@pulumi/pulumi/proto/analyzer_pb";
import type { PropertyMap } from "../../policies/evaluate";
import type { RegisteredResource } from "../engine/registered-resource";
import { encodeStruct } from "../engine/wire";

type Providers = ReadonlyMap<string, RegisteredResource>;

/** One resource as the engine hands it to a pack before it is created: its inputs and options. */
export function analyzeRequest(resource: RegisteredResource, byUrn: Providers): AnalyzeRequest {
  return described(new AnalyzeRequest(), resource, resource.inputs, byUrn);
}

/** The whole stack as the engine hands it over at the end: outputs, parents and dependencies. */
export function analyzeStackRequest(resources: readonly RegisteredResource[], byUrn: Providers): AnalyzeStackRequest {
  return new AnalyzeStackRequest().setResourcesList(
    resources.map((resource) => {
      const properties = resource.custom ? resource.inputs : (resource.outputs ?? {});
      const message = described(new AnalyzerResource(), resource, properties, byUrn)
        .setParent(resource.parent ?? "")
        .setDependenciesList([...resource.dependencies]);
      for (const [property, urns] of Object.entries(resource.propertyDependencies)) {
        message.getPropertydependenciesMap().set(property, new AnalyzerPropertyDependencies().setUrnsList([...urns]));
      }
      return message;
    }),
  );
}

function described<Message extends AnalyzeRequest | AnalyzerResource>(
  message: Message,
  resource: RegisteredResource,
  properties: PropertyMap,
  byUrn: Providers,
): Message {
  message.setUrn(resource.urn);
  message.setType(resource.type);
  message.setName(resource.name);
  message.setProperties(encodeStruct(properties));
  message.setOptions(
    new AnalyzerResourceOptions()
      .setProtect(resource.protect)
      .setParent(resource.parent ?? "")
      .setIgnorechangesList([...resource.ignoreChanges])
      .setDeletebeforereplace(resource.deleteBeforeReplace)
      .setDeletebeforereplacedefined(resource.deleteBeforeReplace)
      .setAdditionalsecretoutputsList([...resource.additionalSecretOutputs])
      .setAliasesList([...resource.aliases]),
  );
  const provider = byUrn.get(resource.provider ?? "");
  if (provider) {
    message.setProvider(
      new AnalyzerProviderResource()
        .setUrn(provider.urn)
        .setType(provider.type)
        .setName(provider.name)
        .setProperties(encodeStruct(provider.inputs)),
    );
  }
  return message;
}
