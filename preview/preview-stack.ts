import { evaluate, ruleDescriptions, type Verdicts } from "../policies/evaluate";
import { isDefaultProvider } from "./engine/default-provider";
import { Deployment } from "./engine/deployment";
import { withManifests } from "./engine/manifest-files";
import type { LogEntry } from "./engine/services/engine-service";
import type { MonitorError } from "./engine/monitor-error";
import type { RegisteredResource } from "./engine/registered-resource";
import { serve } from "./engine/services/server";
import type { Packs } from "./packs";
import type { Program } from "./program/program";
import { throwIfFailed } from "./program/program-failure";
import type { PolicyConfiguration } from "./project/policy-configuration";
import type { Project } from "./project/project";
import type { References } from "./project/references";
import { sourcesOf } from "./program/sources";
import type { Stack } from "./project/stack-file";
import type { Counts, StackPreview } from "./stack-preview";

/** Told how far a preview is. */
export interface Progress {
  registered(resources: number): void;
}

/**
 * Serves the program of one stack until it ends, and judges what it registered.
 * @throws UsageError when the program refuses the stack's configuration
 * @throws ProgramError when the program fails
 */
export async function previewStack(
  project: Project,
  stack: Stack,
  program: Program,
  policies: PolicyConfiguration,
  packs: Packs,
  references: References,
  progress: Progress,
): Promise<StackPreview> {
  const { started } = program;
  let firstResource: number | undefined;
  let registered = 0;
  const deployment = new Deployment(project, stack, references, () => {
    firstResource ??= performance.now();
    progress.registered(++registered);
  });
  const log: LogEntry[] = [];
  const refusals: MonitorError[] = [];
  const close = serve(
    program.engine,
    deployment,
    (entry) => log.push(entry),
    (refusal) => refusals.push(refusal),
  );
  const end = await program.ended.finally(close);
  const ended = performance.now();
  throwIfFailed(project, stack, { ...end, log, refusals });

  const resources = deployment.resources;
  const judged = resources.filter(({ external }) => !external);
  const read = judged.map((resource) => withManifests(resource, project.programDirectory));
  const own = evaluate({ project: project.name, stack: stack.name, resources: read }, policies.configuration);
  const others = await packs.judge(judged);
  const verdicts = {
    ...own,
    findings: [...own.findings, ...others.flatMap(({ findings }) => findings)],
    undecided: [...own.undecided, ...others.flatMap(({ undecided }) => undecided)],
  };
  const finished = performance.now();
  const output = end.output.trim();
  return {
    project: project.name,
    stack: stack.name,
    stackFile: stack.file,
    resources,
    rules: [...ruleDescriptions, ...others.flatMap(({ rules }) => rules)],
    verdicts,
    policyConfiguration: policies.file,
    sources: sourcesOf(resources, project.directory),
    outputs: deployment.outputs,
    log: [...log, ...packs.log, ...(output === "" ? [] : [{ severity: "info" as const, message: output }])],
    timings: {
      load: Math.round((firstResource ?? ended) - started),
      run: Math.round(ended - (firstResource ?? ended)),
      judge: Math.round(finished - ended),
      total: Math.round(finished - started),
    },
    counts: countsOf(resources, verdicts),
    failed: [...verdicts.findings, ...verdicts.undecided].some(({ level }) => level === "mandatory"),
  };
}

function countsOf(resources: readonly RegisteredResource[], verdicts: Verdicts): Counts {
  const shown = resources.filter((resource) => !isDefaultProvider(resource));
  const read = shown.filter(({ external }) => external).length;
  const mandatory = verdicts.findings.filter(({ level }) => level === "mandatory").length;
  return {
    resources: shown.length,
    components: shown.filter(({ custom }) => !custom).length,
    create: shown.length - read,
    read,
    mandatory,
    advisory: verdicts.findings.length - mandatory,
    undecided: verdicts.undecided.length,
    waived: verdicts.waived.length,
    opaque: verdicts.opaque.length,
  };
}
