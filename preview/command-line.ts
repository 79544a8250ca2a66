import path from "node:path";
import { Command, Option } from "commander";
import { readArguments } from "./arguments";
import { UsageError } from "./failure";

/** The formats, with the file name endings that choose them for `--out`. */
export const formatNames = ["text", "json", "markdown", "sarif", "junit", "github", "html"] as const;
export type FormatName = (typeof formatNames)[number];

const endings: readonly (readonly [string, FormatName])[] = [
  [".json", "json"],
  [".md", "markdown"],
  [".sarif", "sarif"],
  [".junit.xml", "junit"],
  [".html", "html"],
  [".txt", "text"],
];

/** What the user asked for. */
export interface CommandLine {
  /** Stacks, stack files or folders of them. */
  readonly stacks: readonly string[];
  readonly format: FormatName;
  readonly out: readonly { readonly file: string; readonly format: FormatName }[];
  /** Folders of other policy packs. */
  readonly policyPacks: readonly string[];
  /** Configurations of those packs, in the same order. */
  readonly policyPackConfigs: readonly string[];
  readonly policyConfig: string | undefined;
  /** An earlier result of `--format json` to compare with. */
  readonly against: string | undefined;
  /** Files with the outputs of other stacks. */
  readonly references: readonly { readonly stack: string; readonly file: string }[];
  readonly color: boolean | undefined;
  /** The folder to start in. */
  readonly directory: string;
}

/**
 * Reads the arguments. Asking for help prints it and ends the process.
 * @throws UsageError on an unknown option or an unknown file ending.
 */
export function readCommandLine(args: readonly string[], environment: NodeJS.ProcessEnv): CommandLine {
  const command = new Command("preview")
    .usage("[options] [stacks...]")
    .description("Previews stacks offline and judges them by the policy pack.")
    .argument("[stacks...]", "stacks by name, stack files by path, or folders of them", ["dev"])
    .addOption(new Option("--format <format>", "what is printed").choices(formatNames))
    .option(
      "--out <file>",
      "also write a file, in the format of its ending (.json, .md, .sarif, .junit.xml, .html, .txt)",
      collect,
    )
    .option("--policy-pack <folder>", "also run another policy pack", collect)
    .option("--policy-pack-config <file>", "configuration of that pack; the first is for the first pack", collect)
    .option("--policy-config <file>", "judge by this configuration")
    .option("--against <file>", "show what is different from an earlier result of --format json")
    .option("--reference <stack=file>", "outputs of another stack that is referred to", collect)
    .option("--no-color", "print no colors")
    .option("-C, --cwd <folder>", "run as if started in this folder", ".")
    .addHelpText(
      "after",
      "\nExit code: 0 no mandatory finding, 1 at least one, 2 a mistake in a stack file or here, 3 the program or a pack failed.",
    );
  readArguments(command, args);
  const options = command.opts<{
    format?: FormatName;
    out?: string[];
    policyPack?: string[];
    policyPackConfig?: string[];
    policyConfig?: string;
    against?: string;
    reference?: string[];
    color: boolean;
    cwd: string;
  }>();
  return {
    stacks: command.args,
    format: options.format ?? (environment["GITHUB_ACTIONS"] === "true" ? "github" : "text"),
    out: (options.out ?? []).map((file) => ({ file, format: formatOf(file) })),
    policyPacks: options.policyPack ?? [],
    policyPackConfigs: options.policyPackConfig ?? [],
    policyConfig: options.policyConfig,
    against: options.against,
    references: (options.reference ?? []).map(referenceOf),
    color: options.color && environment["NO_COLOR"] === undefined ? undefined : false,
    directory: path.resolve(options.cwd),
  };
}

function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}

function referenceOf(text: string): { readonly stack: string; readonly file: string } {
  const [, stack, file] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (stack !== undefined && file !== undefined) return { stack, file };
  throw new UsageError(
    `--reference ${text}: write the name of the stack, an equals sign and a file, such as acme/eks-platform/dev=outputs.json.`,
  );
}

function formatOf(file: string): FormatName {
  const format = endings.find(([ending]) => file.endsWith(ending))?.[1];
  if (format !== undefined) return format;
  const known = endings.map(([ending]) => ending).join(", ");
  throw new UsageError(`--out ${file}: no format has this ending; use one of ${known}.`);
}
