import { ListValue, NullValue, Struct, Value as WireValue } from "google-protobuf/google/protobuf/struct_pb";
import { Secret, Unknown, unknown, type PropertyMap, type Value } from "../../policies/evaluate";

/** Stands for every value that is not known yet. */
export const unknownSentinel = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The key that marks an object as something other than a map; its value says what. */
const signatureKey = "4dabf18193072939515e22adb298388d";
const signatures = {
  secret: "1b47061264138c4ac30d75fd1eb44270",
  resource: "5cf8f73096256a8f31e491e813e4eb8e",
  output: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
  asset: "c44067f5952c0a294b673a41bacd8c17",
  archive: "0def7320c3a5731c473e5ecbe6d01bc7",
} as const;

/** What a message from the program carries in its `google.protobuf.Struct`. */
export interface Decoded {
  readonly properties: PropertyMap;
  /** The URNs that the output values inside each top-level property depend on. */
  readonly dependencies: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether something was replaced on the way, so that the original message is no longer what a provider would echo. */
  readonly resolved: boolean;
}

/**
 * Decodes what the SDK serialized: the unknown sentinel becomes {@link unknown}, a secret a {@link Secret}, a resource
 * reference the resource's id (its URN for a component), an output value its value, and an asset `{$asset: …}`.
 */
export function decodeStruct(struct: Struct | undefined): Decoded {
  const decoder = new Decoder();
  const properties: Record<string, Value> = {};
  struct?.getFieldsMap().forEach((value, key) => {
    properties[key] = decoder.property(key, value);
  });
  return { properties, dependencies: decoder.dependencies, resolved: decoder.resolved };
}

class Decoder {
  readonly dependencies = new Map<string, Set<string>>();
  resolved = false;
  #key = "";

  property(key: string, value: WireValue): Value {
    this.#key = key;
    return this.#value(value);
  }

  #value(value: WireValue | undefined): Value {
    switch (value?.getKindCase()) {
      case WireValue.KindCase.STRING_VALUE: {
        const text = value.getStringValue();
        return text === unknownSentinel ? unknown : text;
      }
      case WireValue.KindCase.NUMBER_VALUE:
        return value.getNumberValue();
      case WireValue.KindCase.BOOL_VALUE:
        return value.getBoolValue();
      case WireValue.KindCase.STRUCT_VALUE:
        return this.#struct(value.getStructValue());
      case WireValue.KindCase.LIST_VALUE:
        return (value.getListValue()?.getValuesList() ?? []).map((element) => this.#value(element));
      default:
        return null;
    }
  }

  #struct(struct: Struct | undefined): Value {
    const fields = struct?.getFieldsMap();
    switch (fields?.get(signatureKey)?.getStringValue()) {
      case undefined:
        return this.#map(struct);
      case signatures.secret:
        return new Secret(this.#value(fields?.get("value")));
      case signatures.resource: {
        this.resolved = true;
        const id = fields?.get("id");
        if (id === undefined) return fields?.get("urn")?.getStringValue();
        const value = this.#value(id);
        return value === "" || value instanceof Unknown ? referenceTo(fields?.get("urn")?.getStringValue()) : value;
      }
      case signatures.output: {
        this.resolved = true;
        for (const urn of fields?.get("dependencies")?.getListValue()?.getValuesList() ?? []) {
          this.#depends(urn.getStringValue());
        }
        const known = fields?.get("value");
        const value = known === undefined ? unknown : this.#value(known);
        return fields?.get("secret")?.getBoolValue() === true ? new Secret(value) : value;
      }
      case signatures.asset:
        return { $asset: this.#map(struct) };
      case signatures.archive:
        return { $archive: this.#map(struct) };
      default:
        return this.#map(struct);
    }
  }

  #map(struct: Struct | undefined): PropertyMap {
    const map: Record<string, Value> = {};
    struct?.getFieldsMap().forEach((value, key) => {
      if (key !== signatureKey) map[key] = this.#value(value);
    });
    return map;
  }

  #depends(urn: string): void {
    const urns = this.dependencies.get(this.#key);
    if (urns) urns.add(urn);
    else this.dependencies.set(this.#key, new Set([urn]));
  }
}

/** The id of a resource that does not exist yet. Rules follow it to the resource. */
function referenceTo(urn: string | undefined): Unknown {
  return urn === undefined ? unknown : new Unknown(urn);
}

/** Encodes properties for the program. The inverse of {@link decodeStruct}, up to references and output values. */
export function encodeStruct(properties: PropertyMap): Struct {
  const struct = new Struct();
  const fields = struct.getFieldsMap();
  for (const [key, value] of Object.entries(properties)) {
    if (value !== undefined) fields.set(key, encodeValue(value));
  }
  return struct;
}

function encodeValue(value: Value): WireValue {
  const wire = new WireValue();
  if (value === undefined || value === null) return wire.setNullValue(NullValue.NULL_VALUE);
  if (typeof value === "string") return wire.setStringValue(value);
  if (typeof value === "number") return wire.setNumberValue(value);
  if (typeof value === "boolean") return wire.setBoolValue(value);
  if (value instanceof Unknown) return wire.setStringValue(unknownSentinel);
  if (value instanceof Secret) return wire.setStructValue(signed(signatures.secret, { value: value.value ?? null }));
  if (isList(value)) return wire.setListValue(new ListValue().setValuesList(value.map(encodeValue)));
  const { $asset: asset, $archive: archive } = value;
  if (isMap(asset)) return wire.setStructValue(signed(signatures.asset, asset));
  if (isMap(archive)) return wire.setStructValue(signed(signatures.archive, archive));
  return wire.setStructValue(encodeStruct(value));
}

function signed(signature: string, properties: PropertyMap): Struct {
  return encodeStruct({ ...properties, [signatureKey]: signature });
}

function isList(value: PropertyMap | readonly Value[]): value is readonly Value[] {
  return Array.isArray(value);
}

function isMap(value: Value): value is PropertyMap {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Unknown);
}
