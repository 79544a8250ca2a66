import { z } from "zod";
import { parametersSchema } from "./engine/parameters";
import type { Level, References } from "./engine/rule";
import { ruleDescriptions } from "./evaluate";

const levels: Readonly<Record<Level, string>> = {
  mandatory: "mandatory",
  production: "mandatory in prod, else advisory",
  advisory: "advisory",
};

const standards: Readonly<Record<keyof References, string>> = {
  cis: "CIS EKS",
  fsbp: "FSBP",
  securityHub: "Security Hub",
  soc2: "SOC 2",
  hipaa: "HIPAA §164",
  pss: "PSS",
  nsa: "NSA/CISA",
};

/** The page that lists every rule and parameter, as Markdown. */
export function referencePage(): string {
  return [
    "# Policy rules and parameters",
    "",
    "Generated from the rules by `npm run generate`; [policies.md](policies.md) explains how they are judged.",
    "",
    "## Rules",
    "",
    ...table(
      ["id", "name", "requirement and reason", "what to do", "level", "references"],
      ruleDescriptions.map(({ id, name, title, why, fix, level, references }) => [
        ...[id, `\`${name}\``, `**${title}.** ${why}`, fix, levels[level]],
        Object.entries(references)
          .map(([standard, controls]: [string, readonly string[]]) => {
            return `${standards[standard as keyof References]} ${controls.join(", ")}`;
          })
          .join("; "),
      ]),
    ),
    "",
    "## Parameters",
    "",
    "Under `parameters` of the configuration. Defaults are the choice for production.",
    "",
    ...table(["parameter", "default", "meaning"], parameterRows()),
    "",
  ].join("\n");
}

function parameterRows(): readonly (readonly string[])[] {
  const { properties = {} } = z.toJSONSchema(parametersSchema, { io: "input" });
  return Object.entries(properties).map(([name, property]) => {
    const { default: value, description = "" } = typeof property === "object" ? property : {};
    // The day of the generation is nobody's default.
    const shown = value === undefined || name === "today" ? "–" : `\`${JSON.stringify(value)}\``;
    return [`\`${name}\``, shown, description];
  });
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}
