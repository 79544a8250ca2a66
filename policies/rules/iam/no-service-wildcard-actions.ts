import { expand, isEverything, wholeService } from "../../engine/iam/policy/action-pattern";
import { documentReads, judgeStatements } from "../../engine/iam/policy/documents";
import { isAllow } from "../../engine/iam/policy/statements";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { and } from "../../engine/values/truth";
import type { IamAction } from "../../knowledge/iam/actions";

/** So many changing actions may a pattern stand for before it must be spelled out. */
const maxWrites = 15;

export const noServiceWildcardActions: Rule = {
  id: "IAM-02",
  name: "no-service-wildcard-actions",
  title: "Wildcards in actions stand for reading only",
  why: "A wildcard over a service takes in whatever AWS adds to it, and nobody reads which changes it already allows.",
  fix: "List the changing actions that are needed; wildcards such as ec2:Describe* may stay.",
  level: "mandatory",
  scope: "resource",
  references: { fsbp: ["IAM.21"], soc2: ["CC6.3"], hipaa: ["308(a)(4)"] },
  reads: documentReads("identity"),
  check(subject) {
    return judgeStatements(subject, ["identity"], (statement) => {
      const { known, open } = statement.at("Action").elements();
      const unknownAction = open
        ? [violation(and(isAllow(statement), open), open.path, "An action is not known.")]
        : [];
      return [...unknownAction, ...known.map((action) => ofAction(statement, action))];
    });
  },
};

function ofAction(statement: Property, action: Property): Condition {
  const problem = problemOf(action.text() ?? "");
  return violation(
    and(isAllow(statement), problem !== undefined),
    action,
    `The action ${action.shown()} ${problem ?? ""}.`,
  );
}

function problemOf(pattern: string): string | undefined {
  if (!/[*?]/.test(pattern)) return undefined;
  if (isEverything(pattern)) return "stands for every action";
  if (wholeService(pattern) !== undefined) return "stands for every action of its service";
  const actions = expand(pattern).actions.filter((action) => !isMisfiled(action));
  const permissions = actions.find(({ levels }) => levels.has("P"));
  if (permissions) return `takes in ${permissions.id}, which changes permissions`;
  const writes = actions.filter(({ levels }) => levels.has("W")).length;
  return writes > maxWrites
    ? `stands for ${String(writes)} changing actions, more than ${String(maxWrites)}`
    : undefined;
}

/** AWS files some thirty actions that only read under permissions management, such as glue:GetQueries. */
function isMisfiled({ name, levels }: IamAction): boolean {
  return levels.has("P") && /^(BatchGet|Describe|Get|List|Search)/.test(name);
}
