import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Command, Option } from "commander";
import { offlinePreview } from "../stack/offline-preview";
import { StackUnderTest } from "../stack/stack-under-test";
import { projectFolder } from "../stack/work-folder";
import { findPulumiCli } from "../toolchain/pulumi-cli";
import { faultKinds, type FaultKind, type CreationFaults } from "./fault";
import { reportOf } from "./report";
import { Results, resultsPath } from "./results";
import { sweep } from "./sweep";

interface Options {
  readonly stack: string;
  readonly kinds: readonly FaultKind[];
  readonly fresh: boolean;
  readonly inject: boolean;
  readonly report: boolean;
}

const reportFile = path.join(projectFolder, "docs", "faults.md");
const [begin, end] = ["<!-- sweep -->", "<!-- end of sweep -->"];

/** `npm run test:faults`: every kind of fault at every creation of a stack, one after the other, and a report of it. */
async function main({ stack, kinds, fresh, inject, report }: Options): Promise<void> {
  process.env["ENGINE_TEST_MILLISECONDS_PER_MINUTE"] ??= "0";
  const cli = findPulumiCli((line) => {
    console.log(line);
  });
  const results = new Results(resultsPath(projectFolder, stack));
  if (fresh) results.clear();
  const create = () => StackUnderTest.create(cli, `Pulumi.${stack}.yaml`);
  const urns = await urnsOf(stack);
  for (const kind of inject ? kinds : []) {
    const faults = (): CreationFaults => {
      const done = new Set(results.trials.filter((trial) => trial.kind === kind).map(({ urn }) => urn));
      return Object.fromEntries(urns.filter((urn) => !done.has(urn)).map((urn) => [urn, kind]));
    };
    const left = Object.keys(faults()).length;
    console.log(`${kind}: ${urns.length - left} of ${urns.length} creations were tried before.`);
    if (left === 0) continue;
    const test = await create();
    try {
      await sweep(test, faults(), (trial) => {
        results.add(trial);
        console.log(
          `${trial.problems.length === 0 ? "survived" : "LOST"} ${kind} ${trial.urn} ${trial.problems.join("; ")}`,
        );
      });
    } finally {
      test.remove();
    }
  }
  const trials = results.trials.filter(({ urn }) => urns.includes(urn));
  if (report) writeReport(reportOf(stack, trials, urns.length));
  process.exitCode = trials.every(({ problems }) => problems.length === 0) ? 0 : 1;
}

/** The resources that a stack creates. */
async function urnsOf(stack: string): Promise<readonly string[]> {
  const { resources } = await offlinePreview(stack);
  return resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:")).map(({ urn }) => urn);
}

function writeReport(text: string): void {
  const document = readFileSync(reportFile, "utf8");
  const [before = "", rest = ""] = document.split(begin);
  const [, after = ""] = rest.split(end);
  writeFileSync(reportFile, `${before}${begin}\n\n${text}\n${end}${after}`);
}

const known = Object.keys(faultKinds);
const command = new Command("test:faults")
  .option("--stack <name>", "a stack of the project", "prod")
  .addOption(new Option("--kinds <kind...>", "faults to inject").choices(known).default(known))
  .option("--fresh", "forget the results of earlier runs", false)
  .option("--no-inject", "write the report of what was tried, and try nothing more")
  .option("--no-report", "leave docs/faults.md as it is")
  .parse();
main(command.opts<Options>()).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
