import { expand } from "../../engine/iam/policy/action-pattern";
import { documentReads, judgeStatements } from "../../engine/iam/policy/documents";
import { isTypeWide } from "../../engine/iam/policy/resource-pattern";
import { isScoped } from "../../engine/iam/policy/scoping-condition";
import { iamPatternMatches, isAllow } from "../../engine/iam/policy/statements";
import type { Property } from "../../engine/values/property";
import { violation, type Rule } from "../../engine/rule";
import { and, not, some, type Truth } from "../../engine/values/truth";
import type { IamAction } from "../../knowledge/iam/actions";

/** Actions for which AWS documents resource types that few accounts have, or that narrow by condition only. */
const exceptions = ["cloudwatch:PutMetricData", "cloudwatch:GetMetricData"];

export const resourceWildcardJustified: Rule = {
  id: "IAM-03",
  name: "resource-wildcard-justified",
  title: "Actions that can be limited to resources are",
  why: "A grant on every resource holds for those of other teams too, and for all that will ever be made.",
  fix: "Name the resources, or add a condition on a tag of theirs.",
  level: "mandatory",
  scope: "resource",
  references: { fsbp: ["IAM.21"], soc2: ["CC6.3"], hipaa: ["308(a)(4)", "312(a)(1)"] },
  reads: documentReads("identity"),
  check(subject, { parameters }) {
    const allowed = [...exceptions, ...parameters.wildcardResourceActions];
    const needsResource = (action: IamAction): boolean =>
      action.types.length > 0 &&
      !action.levels.has("L") &&
      !/^(Describe|List)/.test(action.name) &&
      !allowed.some((pattern) => iamPatternMatches(pattern, action.id));
    return judgeStatements(subject, ["identity"], (statement) => {
      const resources = statement.child("Resource");
      const star = resources.some((resource) => resource.is("*"));
      const anywhere = unlimited(statement, (action) =>
        needsResource(action) ? not(isScoped(statement, action)) : false,
      );
      const wide = unlimited(statement, (action) =>
        needsResource(action) ? and(isTypeWide(statement, action), not(isScoped(statement, action))) : false,
      );
      return [
        violation(
          and(isAllow(statement), star, anywhere.truth),
          resources,
          `The policy allows ${anywhere.shown()} on every resource.`,
        ),
        violation(
          and(isAllow(statement), wide.truth),
          resources,
          `The policy allows ${wide.shown()} on every resource of a type.`,
          { level: "advisory" },
        ),
      ];
    });
  },
};

/** Whether some action of a statement fulfils the judgement, and which do for certain. */
function unlimited(
  statement: Property,
  judge: (action: IamAction) => Truth,
): { readonly truth: Truth; readonly shown: () => string } {
  const { known, open } = statement.at("Action").elements();
  const judged = known
    .flatMap((pattern) => expand(pattern.text() ?? "").actions)
    .map((action) => ({ action, truth: judge(action) }));
  return {
    truth: some(judged, ({ truth }) => truth, open),
    shown: () => {
      const ids = [...new Set(judged.flatMap(({ action, truth }) => (truth === true ? [action.id] : [])))];
      return ids.length > 3 ? `${ids.slice(0, 3).join(", ")} and ${String(ids.length - 3)} more` : ids.join(", ");
    },
  };
}
