import type { Cloud, CloudObject } from "../cloud/cloud";
import { same, type Properties } from "../properties";
import type { StackUnderTest } from "../stack/stack-under-test";

/** A resource in the state of a stack. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly id?: string;
  readonly inputs?: Properties;
  readonly parent?: string;
  readonly provider?: string;
  readonly deletedWith?: string;
}

/** What the engine had begun and not ended. */
export interface PendingOperation {
  readonly type: string;
  readonly resource: StateResource;
}

/** The state of a stack, as its backend keeps it. */
export interface State {
  readonly resources: readonly StateResource[];
  readonly pending: readonly PendingOperation[];
}

interface Checkpoint {
  readonly checkpoint: {
    readonly latest?: {
      readonly resources?: readonly StateResource[];
      readonly pending_operations?: readonly PendingOperation[];
    };
  };
}

export function stateOf(test: StackUnderTest): State {
  const { latest } = (JSON.parse(test.stateText) as Checkpoint).checkpoint;
  return { resources: latest?.resources ?? [], pending: latest?.pending_operations ?? [] };
}

/** Resources of providers: neither components nor the providers themselves. */
export function managed({ resources }: State): readonly StateResource[] {
  return resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
}

/** What the stack made, and its state does not know. */
export function orphansIn(cloud: Cloud, state: State): readonly CloudObject[] {
  const known = new Set(managed(state).map(({ type, id }) => `${type} ${id}`));
  return cloud.objects.filter(({ origin, type, id }) => origin === "stack" && !known.has(`${type} ${id}`));
}

/** What the state knows, and is not there. */
export function missingIn(cloud: Cloud, state: State): readonly StateResource[] {
  return managed(state).filter(({ type, id }) => cloud.get(type, id ?? "") === undefined);
}

/** The object that an interrupted creation made, as an operator finds it: by its type, and its name and tags. */
export function madeBy({ resource }: PendingOperation, orphans: readonly CloudObject[]): CloudObject | undefined {
  const candidates = orphans.filter(({ type }) => type === resource.type);
  return candidates.find(({ inputs }) => same(inputs, resource.inputs)) ?? candidates[0];
}
