import type { Finding, References, UndecidedVerdict, Waived } from "../../../policies/evaluate";
import type { RuleHelp, StackPreview } from "../../stack-preview";
import { nameOf, typeOf } from "../../urn";
import { wrongIn } from "../finding-text";
import { markup, type Markup } from "./markup";
import { lineage, type ReportTree } from "./report-tree";

/** Names of the catalogues that rules refer to. */
const catalogues: Readonly<Record<keyof References, string>> = {
  cis: "CIS EKS",
  fsbp: "AWS FSBP",
  securityHub: "Security Hub",
  soc2: "SOC 2",
  hipaa: "HIPAA §164",
  pss: "PSS",
  nsa: "NSA/CISA",
};

/** The verdicts of a stack, each kind apart, grouped by rule. */
export function verdictSections(
  { verdicts, rules }: StackPreview,
  tree: ReportTree,
  prefix: string,
): readonly Markup[] {
  const help = new Map(rules.map((rule) => [rule.id, rule]));
  const groups = (list: readonly (Finding | UndecidedVerdict)[]): readonly Markup[] =>
    grouped(list).map((group) => ruleGroup(group, help, tree));
  const byLevel = [...verdicts.findings].sort((a, b) => (a.level === b.level ? 0 : a.level === "mandatory" ? -1 : 1));
  return [
    section(
      `${prefix}findings`,
      "Findings",
      verdicts.findings.length,
      "No rule found anything wrong.",
      groups(byLevel),
    ),
    section(
      `${prefix}undecided`,
      "Undecided at preview",
      verdicts.undecided.length,
      "Every rule could decide.",
      groups(verdicts.undecided),
    ),
    section(
      `${prefix}waived`,
      "Waived",
      verdicts.waived.length,
      "No waiver is in use.",
      verdicts.waived.map((waived) => waivedItem(waived, help, tree)),
    ),
    section(
      `${prefix}opaque`,
      "Opaque to the rules",
      verdicts.opaque.length,
      "Rules could look into every resource.",
      verdicts.opaque.map(
        ({ urn, why, groups: hidden }) =>
          markup`<div class="item" ${itemData({ urn, path: "" }, tree)}>${resourceLink(urn, tree)}<p>${why}${hidden.length > 0 ? ` (${hidden.join(", ")})` : ""}</p></div>`,
      ),
    ),
  ];
}

/** The link to a resource's details. */
export function resourceLink(urn: string, tree: ReportTree): Markup {
  const entry = tree.of(urn);
  const text = markup`<b>${nameOf(urn)}</b> <span class="muted">${typeOf(urn)}</span>`;
  return entry ? markup`<a class="resource-link" href="#${entry.id}">${text}</a>` : markup`<span>${text}</span>`;
}

function section(id: string, title: string, count: number, none: string, content: readonly Markup[]): Markup {
  return markup`<section class="verdicts" id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title} <span class="count" data-count="${count}">${count}</span></h2>${
    content.length > 0
      ? markup`${content}<p class="nothing" hidden>Nothing here fits the filter.</p>`
      : markup`<p class="muted">${none}</p>`
  }</section>`;
}

type Verdict = Finding | UndecidedVerdict;

function grouped(list: readonly Verdict[]): readonly (readonly [Verdict, ...Verdict[]])[] {
  const groups = new Map<string, [Verdict, ...Verdict[]]>();
  for (const verdict of list) {
    const key = `${verdict.rule} ${verdict.level}`;
    const group = groups.get(key);
    if (group) group.push(verdict);
    else groups.set(key, [verdict]);
  }
  return [...groups.values()];
}

/** A long group is closed at first, so that the page stays readable. */
const longGroup = 12;

function ruleGroup(
  group: readonly [Verdict, ...Verdict[]],
  help: ReadonlyMap<string, RuleHelp>,
  tree: ReportTree,
): Markup {
  const [first] = group;
  const rule = help.get(first.rule);
  const kind = "message" in first ? first.level : "undecided";
  const level = kind === "undecided" ? `undecided, ${first.level}` : first.level;
  // What most of the group has to do stands above it once; another fix stands with its finding.
  const fix =
    "fix" in first && group.every((other) => "fix" in other && other.fix === first.fix) ? first.fix : rule?.fix;
  const references = rule === undefined ? [] : Object.entries(rule.references);
  return markup`<details class="rule ${kind}" ${group.length <= longGroup ? markup`open` : undefined}><summary><span class="pill ${kind}">${level}</span> <code class="id">${first.rule}</code> <b>${first.title}</b> <span class="count" data-count="${group.length}">${group.length}</span></summary><div class="about">${
    rule === undefined ? undefined : markup`<p>${rule.why}</p>`
  }<p><b>Fix:</b> ${fix}</p>${
    references.length === 0
      ? undefined
      : markup`<p class="muted">${references
          .map(([catalogue, ids]) => `${catalogues[catalogue as keyof References] ?? catalogue} ${ids.join(", ")}`)
          .join(" · ")}</p>`
  }</div>${group.map(
    (verdict) =>
      markup`<div class="item" ${itemData(verdict, tree, kind, rule?.group)}>${resourceLink(verdict.urn, tree)}${pathOf(verdict)}<p>${said(verdict)}</p>${
        "fix" in verdict && verdict.fix !== fix ? markup`<p><b>Fix:</b> ${verdict.fix}</p>` : undefined
      }</div>`,
  )}</details>`;
}

function waivedItem(
  { finding, waiver, daysLeft, by }: Waived,
  help: ReadonlyMap<string, RuleHelp>,
  tree: ReportTree,
): Markup {
  return markup`<div class="item" ${itemData(finding, tree, "waived", help.get(finding.rule)?.group)}><span class="pill waived">waived</span> <code class="id">${finding.rule}</code> <b>${finding.title}</b><br>${resourceLink(finding.urn, tree)}${pathOf(finding)}<p>${said(finding)}</p><p><b>Accepted:</b> ${waiver.reason}</p><p class="muted">${waiver.owner} · until ${waiver.expires} · ${daysLeft} ${daysLeft === 1 ? "day" : "days"} left · ${by === "resource" ? "on the resource itself" : "in the configuration"} · covers a${"message" in finding ? "" : "n undecided,"} ${finding.level} verdict</p></div>`;
}

function pathOf({ path }: Verdict): Markup | undefined {
  return path === "" ? undefined : markup` <code class="path">${path}</code>`;
}

function said(verdict: Verdict): string {
  return "message" in verdict ? wrongIn(verdict) : `Undecided: ${verdict.reason}.`;
}

/** What the filter reads. */
function itemData(
  verdict: { readonly urn: string; readonly path: string; readonly rule?: string },
  tree: ReportTree,
  kind?: string,
  group?: string,
): Markup {
  const entry = tree.of(verdict.urn);
  const within =
    entry === undefined
      ? ""
      : lineage(entry)
          .map(({ id }) => id)
          .join(" ");
  const text = `${nameOf(verdict.urn)} ${typeOf(verdict.urn)} ${verdict.path}`.toLowerCase();
  return markup`data-kind="${kind}" data-group="${group}" data-rule="${verdict.rule}" data-text="${text}" data-within="${within}"`;
}
