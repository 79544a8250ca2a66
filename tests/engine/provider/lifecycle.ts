import type { Cloud, CloudObject } from "../cloud/cloud";
import type { CloudFile } from "../cloud/cloud-file";
import type { CloudType, Made } from "../cloud/cloud-type";
import { Refusal } from "../cloud/refusal";
import type { Times } from "../cloud/times";
import { given, isMap, same, unknownSentinel, type Json, type Properties } from "../properties";
import type { FaultKind } from "../faults/fault";
import { take } from "../timing";
import { InitializationFailure, Interruptions } from "./interruption";

/** An object as the engine gets it back. */
export interface Found {
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** Creates, changes, reads and deletes objects of the cloud in a file, in the time that AWS takes for it. */
export class Lifecycle {
  readonly interruptions = new Interruptions();

  constructor(
    private readonly file: CloudFile,
    /** Properties that the provider adds to what each object has, such as all its tags. */
    private readonly added: (inputs: Properties, id: string) => Properties,
  ) {}

  /** What a preview says: the inputs, with what the cloud computes inside them unknown. */
  planned(type: CloudType, inputs: Properties): Properties {
    const inside = Object.entries(type.computed ?? {}).flatMap(([property, keys]) => {
      const declared = inputs[property];
      if (!isMap(declared)) return [];
      const missing = keys.filter((key) => !given(declared, key));
      return [
        [property, { ...declared, ...Object.fromEntries(missing.map((key) => [key, unknownSentinel])) }] as const,
      ];
    });
    return { ...inputs, ...Object.fromEntries(inside) };
  }

  /** What a preview says of a change: what the cloud computed stays known, but for what the change computes anew. */
  plannedUpdate(type: CloudType, outputs: Properties, inputs: Properties): Properties {
    const anew = (type.recomputed ?? []).map((key) => [key, unknownSentinel] as const);
    return { ...outputs, ...inputs, ...nested(outputs, inputs), ...Object.fromEntries(anew) };
  }

  /** @throws InitializationFailure for an object that is there and does not work */
  async create(type: CloudType, inputs: Properties, urn: string): Promise<Found> {
    const fault = this.interruptions.at(urn);
    await this.interruptions.beforeMaking(fault, type.minutes?.create !== undefined);
    const { minutes, status, delay } = this.#duration(type, type.minutes?.create, inputs, "creating");
    const made = await this.file.change((cloud) => {
      const { id, identity, computed } = type.create({ inputs, cloud });
      const taken = cloud.named(type.token, identity ?? id);
      if (taken) throw new Refusal("P22", `${type.token} ${identity ?? id} already exists`);
      const outputs = this.#outputs(inputs, computed, id);
      cloud.put({
        ...{ type: type.token, id, identity: identity ?? id, origin: "stack", status, inputs, outputs },
        ...(delay !== undefined && { worksFrom: cloud.now + delay }),
      });
      return { id, outputs };
    });
    if (fault !== undefined) await this.#interrupt(type, { ...made, inputs }, fault);
    await this.#settle(type, made.id, minutes);
    return { ...made, inputs };
  }

  async update(type: CloudType, id: string, inputs: Properties): Promise<Found> {
    const { minutes, status, delay } = this.#duration(type, type.minutes?.update, inputs, "updating");
    const outputs = await this.file.change((cloud) => {
      const object = cloud.get(type.token, id);
      if (!object) throw new Refusal("P21", `${type.token} ${id} does not exist`);
      // A provider of AWS finds nothing to call, even where the object has failed.
      if (object.status === "failed" && type.looksAgain !== true && same(object.inputs, inputs)) return undefined;
      const computed = type.update?.({ inputs, cloud }, object) ?? {};
      const kept = Object.entries(object.outputs).filter(([key]) => !(key in object.inputs));
      const former = { ...Object.fromEntries(kept), ...nested(object.outputs, inputs) };
      const changed = this.#outputs(inputs, { ...former, ...computed }, id);
      cloud.put({
        ...object,
        ...{ status, inputs, outputs: changed },
        ...(delay !== undefined && { worksFrom: cloud.now + delay }),
      });
      return changed;
    });
    if (!outputs) return this.#unchanged(type, id);
    await this.#settle(type, id, minutes);
    return { id, inputs, outputs };
  }

  read(type: CloudType, id: string): Found | undefined {
    const object = this.file.read().get(type.token, id);
    return object && { id, inputs: object.inputs, outputs: object.outputs };
  }

  /** Deleting what is gone already succeeds. */
  async remove(type: CloudType, id: string, urn: string): Promise<void> {
    const minutes = type.minutes?.remove;
    const waiting = await this.#patiently((cloud) => {
      const object = cloud.get(type.token, id);
      if (!object) return false;
      type.remove?.(object, cloud);
      if (minutes === undefined) cloud.remove(object);
      else cloud.put({ ...object, status: "deleting" });
      return minutes !== undefined;
    });
    const fault = this.interruptions.at(`delete ${urn}`);
    if (waiting && minutes !== undefined) {
      if (fault === undefined) await take(minutes);
      await this.file.change((cloud) => {
        const object = cloud.get(type.token, id);
        if (object) cloud.remove(object);
      });
    }
    await this.interruptions.afterMaking(fault);
  }

  /** What holds an object may be on its way out: the provider tries again for a while, and so does this. */
  async #patiently<Result>(change: (cloud: Cloud) => Result): Promise<Result> {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      try {
        return await this.file.change(change);
      } catch (error) {
        if (!(error instanceof Refusal) || !error.message.startsWith("DependencyViolation")) throw error;
        await take(0.5);
      }
    }
    return this.file.change(change);
  }

  #unchanged(type: CloudType, id: string): Found {
    const found = this.read(type, id);
    if (!found) throw new Refusal("P21", `${type.token} ${id} does not exist`);
    return found;
  }

  /** The cloud goes on by itself, whatever became of whoever asked. */
  async #interrupt(type: CloudType, { id, inputs, outputs }: Found, fault: FaultKind): Promise<void> {
    await this.file.change((cloud) => {
      const object = cloud.get(type.token, id);
      if (object) cloud.put({ ...object, status: fault === "failed" ? "failed" : "active" });
    });
    const reason = await this.interruptions.afterMaking(fault);
    if (reason !== undefined) throw new InitializationFailure(reason, id, inputs, outputs);
  }

  /** How long somebody waits for an object, or how long it does not work although nobody waits for it. */
  #duration(
    type: CloudType,
    stated: Times["create"],
    inputs: Properties,
    busy: CloudObject["status"],
  ): { readonly minutes?: number; readonly status: CloudObject["status"]; readonly delay?: number } {
    const duration = typeof stated === "function" ? stated(inputs) : stated;
    if (duration === undefined) return { status: "active" };
    return type.inBackground?.(inputs) === true
      ? { status: "active", delay: duration }
      : { minutes: duration, status: busy };
  }

  /** What AWS does at once is settled already. */
  async #settle(type: CloudType, id: string, minutes: number | undefined): Promise<void> {
    if (minutes === undefined) return;
    await take(minutes);
    await this.file.change((cloud) => {
      const object = cloud.get(type.token, id);
      if (object) cloud.put({ ...object, status: "active" });
    });
  }

  #outputs(inputs: Properties, computed: Made["computed"], id: string): Properties {
    return { ...inputs, ...computed, ...this.added(inputs, id) };
  }
}

/** Objects that the program declares in part keep what the cloud computed inside them. */
function nested(outputs: Properties, inputs: Properties): Properties {
  const kept: Record<string, Json> = {};
  for (const [key, value] of Object.entries(inputs)) {
    const former = outputs[key];
    if (isMap(value) && isMap(former)) kept[key] = { ...former, ...value };
  }
  return kept;
}
