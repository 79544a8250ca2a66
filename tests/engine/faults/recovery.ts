import { setTimeout as wait } from "node:timers/promises";
import type { Cloud, CloudObject } from "../cloud/cloud";
import { awsTypes } from "../cloud/types";
import type { StackUnderTest } from "../stack/stack-under-test";
import { madeBy, orphansIn, stateOf, type StateResource } from "./state";

/**
 * What an operator does after an `up` that broke off, whatever broke it: the steps of docs/faults.md.
 * @returns the steps that were needed
 */
export async function recover(test: StackUnderTest): Promise<readonly string[]> {
  const steps: string[] = [];
  if (test.isLocked) {
    await wait(1200); // Providers notice within a second that their engine was killed.
    if (test.removeTornAttributes()) steps.push("remove the state's empty attributes");
    await test.run(["cancel", "--yes"]);
    steps.push("cancel");
  }
  steps.push(...(await completePending(test)));
  const deleted = await test.cloudFile.change((cloud) => deleteByHand(test, cloud));
  if (deleted.length > 0) steps.push(...deleted.map((type) => `delete the ${type} by hand`));
  if (deleted.some((type) => type.startsWith("failed"))) {
    await test.run(["refresh", "--yes", "--skip-preview"]);
    steps.push("refresh");
  }
  return steps;
}

/**
 * Clears the creations that the engine had begun, and adopts what they made. `refresh --import-pending-creates` would do
 * both in one, but drops what it is given.
 */
async function completePending(test: StackUnderTest): Promise<readonly string[]> {
  const state = stateOf(test);
  const creations = state.pending.filter(({ type }) => type === "creating");
  if (creations.length === 0) return [];
  const orphans = orphansIn(test.cloudFile.read(), state);
  await test.run(["refresh", "--yes", "--skip-preview", "--clear-pending-creates"]);
  const steps = ["refresh --clear-pending-creates"];
  for (const operation of creations) {
    const made = madeBy(operation, orphans);
    if (!made) continue;
    await adopt(test, operation.resource, made.id);
    steps.push("import");
  }
  return steps;
}

/** Takes an object into the state, under the URN that its creation had. */
async function adopt(test: StackUnderTest, { urn, type, parent, provider }: StateResource, id: string): Promise<void> {
  const name = urn.split("::").slice(3).join("::");
  // A reference to a provider is its URN and, behind it, its id.
  const providerUrn = provider?.split("::").slice(0, 4).join("::");
  await test.run([
    ...["import", "--yes", "--skip-preview", "--generate-code=false", "--protect=false"],
    ...(parent === undefined ? [] : ["--parent", `parent=${parent}`]),
    ...(providerUrn === undefined ? [] : ["--provider", `provider=${providerUrn}`]),
    ...[type, name, id],
  ]);
}

/** Deletes what failed, and what the stack made without knowing it: it is new, so that nobody uses it. */
function deleteByHand(test: StackUnderTest, cloud: Cloud): readonly string[] {
  const orphans = orphansIn(cloud, stateOf(test));
  const failed = cloud.objects.filter(({ status, type }) => status === "failed" && type.startsWith("aws:"));
  for (const object of [...orphans, ...failed]) {
    awsTypes.find(({ token }) => token === object.type)?.remove?.(unprotected(object), cloud);
    cloud.remove(object);
  }
  return [...orphans.map(({ type }) => type), ...failed.map(({ type }) => `failed ${type}`)];
}

/** Whoever deletes by hand turns protection off before. */
function unprotected(object: CloudObject): CloudObject {
  return { ...object, inputs: { ...object.inputs, deletionProtection: false, deletionProtectionEnabled: false } };
}
