import { z } from "zod";
import { parametersSchema } from "../../../policies/engine/parameters";
import { groupOf, type Level, type References } from "../../../policies/engine/rule";
import { ruleDescriptions } from "../../../policies/evaluate";
import type { RuleFixtures } from "../fixture";
import { allFixtures } from "../rules";
import { exampleOf } from "./example";

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

/** What the groups are about, in the order of the catalogue. */
const groups: Readonly<Record<string, string>> = {
  EKS: "The cluster",
  NODE: "Nodes",
  NET: "Network",
  IAM: "Identity and access in AWS",
  DATA: "Data",
  "PSS-B": "Pod Security Standards, baseline",
  "PSS-R": "Pod Security Standards, restricted",
  WL: "Workloads",
  RBAC: "Access in Kubernetes",
  LOG: "Logs",
  TAG: "Tags",
  COST: "Cost",
  META: "What the rules are judged by",
};

/** The page that describes every rule and parameter, as Markdown. */
export function referencePage(): string {
  const fixtures = new Map(allFixtures.map((each) => [each.rule.id, each]));
  return [
    "# Policy rules and parameters",
    "",
    "Generated from the rules and their tests by `npm run generate`; [policies.md](policies.md) explains how they are judged.",
    "",
    "What fails a rule is what its tests try. An example is the smallest difference between a stack that fails the rule in a test and one that passes it:",
    "lines with `-` are of the one, lines with `+` of the other. Documents in JSON are shown as what they say.",
    "",
    ...table(
      ["rules", "about"],
      Object.entries(groups).map(([group, about]) => [`[${group}](#${anchor(`${group}: ${about}`)})`, about]),
    ),
    "",
    ...Object.entries(groups).flatMap(([group, about]) => [
      `## ${group}: ${about}`,
      "",
      ...ruleDescriptions
        .filter(({ id }) => groupOf(id) === group)
        .flatMap((rule) => ruleLines(rule, fixtures.get(rule.id))),
    ]),
    "## Parameters",
    "",
    "Under `parameters` of the configuration. Defaults are the choice for production.",
    "",
    ...table(["parameter", "default", "meaning"], parameterRows()),
    "",
  ].join("\n");
}

function ruleLines(
  { id, name, title, why, fix, level, references }: (typeof ruleDescriptions)[number],
  fixtures: RuleFixtures | undefined,
): readonly string[] {
  const example = fixtures && exampleOf(fixtures);
  const controls = Object.entries(references).map(
    ([standard, ids]: [string, readonly string[]]) => `${standards[standard as keyof References]} ${ids.join(", ")}`,
  );
  return [
    `### ${id} ${name}`,
    "",
    `**${title}.** ${why}`,
    "",
    `- Level: ${levels[level]}`,
    `- Covers: ${controls.join("; ")}`,
    ...(fixtures ? [`- Fails when ${fixtures.fails.map(({ when }) => when).join("; ")}.`] : []),
    `- Fix: ${fix}`,
    "",
    ...(example === undefined ? [] : ["```diff", example, "```", ""]),
  ];
}

/** The anchor that a heading gets where Markdown is shown. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, "")
    .replaceAll(" ", "-");
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
