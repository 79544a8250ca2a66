import { stringify } from "yaml";
import { parseConfig, type Config } from "../../infra/config";
import { settingsOf } from "../../infra/config/stack-file/settings";
import { withTenantsFile } from "../../infra/config/stack-file/tenants-file";
import { exitCode, messageOf, UsageError } from "../../preview/failure";
import { readOneStack } from "../one-stack";
import { anywhereSpecification } from "./specification";

/** Writes the specification of a stack's cluster outside AWS to stdout. Exit code 0, or 2 for a mistake. */
export function main(args: readonly string[], directory = process.cwd()): void {
  try {
    process.stdout.write(specificationOf(args, directory));
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exitCode = exitCode.usage;
  }
}

/** @throws UsageError when the arguments name no stack, or the stack has no cluster outside AWS. */
function specificationOf(args: readonly string[], directory: string): string {
  const [name, ...more] = args;
  if (name === undefined || more.length > 0 || name.startsWith("-"))
    throw new UsageError("Name one stack or stack file: npm run --silent anywhere -- STACK > cluster.yaml");
  const config = configOf(name, directory);
  if (config.anywhere === undefined)
    throw new UsageError(
      `Stack "${config.stack}" has no "anywhere"; write there on which machines the cluster is to run, as docs/anywhere.md says.`,
    );
  return anywhereSpecification(config, config.anywhere)
    .map((object) => stringify(object, { lineWidth: 0 }))
    .join("---\n");
}

/** The configuration of a stack as its program would read it. */
function configOf(name: string, directory: string): Config {
  const { project, stack } = readOneStack(name, directory);
  const settings = settingsOf(stack.config, stack.secretKeys, ["aws", project.name]);
  const completed = withTenantsFile(settings, project.name, project.directory);
  if ("problem" in completed) throw new UsageError(completed.problem);
  return parseConfig(project.name, stack.name, completed.settings);
}
