import type { Launch } from "../launch";
import { serveEngine } from "../engine/services/server";
import type { LogEntry } from "../engine/services/engine-service";
import type { RegisteredResource } from "../engine/registered-resource";
import { listen } from "../listener";
import { readPackConfiguration } from "./pack-configuration";
import { PackProcess } from "./pack-process";
import { packVerdicts, type PackVerdicts } from "./pack-verdicts";
import path from "node:path";

/** The policy packs besides the project's own, running. */
export interface Packs {
  judge(resources: readonly RegisteredResource[]): Promise<readonly PackVerdicts[]>;
  readonly log: readonly LogEntry[];
  stop(): void;
}

/** Starts the packs that the command names. Each keeps running for all stacks, as packs keep state per stack only. */
export async function startPacks({ command }: Launch): Promise<Packs> {
  const log: LogEntry[] = [];
  const packs: PackProcess[] = [];
  if (command.policyPacks.length === 0) return { judge: () => Promise.resolve([]), log, stop: () => undefined };
  const configurations = command.policyPackConfigs.map((file) =>
    readPackConfiguration(path.resolve(command.directory, file)),
  );
  const engine = await listen();
  const close = serveEngine(engine, (entry) => log.push(entry));
  const stop = (): void => {
    for (const pack of packs) pack.stop();
    close();
  };
  try {
    for (const folder of command.policyPacks) {
      packs.push(await PackProcess.start(path.resolve(command.directory, folder), engine.address));
    }
  } catch (error) {
    stop();
    throw error;
  }
  // One stack after the other: a pack may remember the resources of the one that it analyzes.
  let previous: Promise<unknown> = Promise.resolve();
  return {
    judge: (resources) => {
      const verdicts = previous.then(() =>
        Promise.all(packs.map((pack, index) => packVerdicts(pack, configurations[index] ?? {}, resources))),
      );
      previous = verdicts.catch(() => undefined);
      return verdicts;
    },
    log,
    stop,
  };
}
