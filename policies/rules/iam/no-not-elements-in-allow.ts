import { documentReads, judgeStatements } from "../../engine/iam/policy/documents";
import { isAllow } from "../../engine/iam/policy/statements";
import { violation, type Rule } from "../../engine/rule";
import { and } from "../../engine/values/truth";

const elements = [
  ["NotAction", "actions"],
  ["NotResource", "resources"],
  ["NotPrincipal", "principals"],
] as const;

const kinds = ["identity", "trust", "resource"] as const;

export const noNotElementsInAllow: Rule = {
  id: "IAM-04",
  name: "no-not-elements-in-allow",
  title: "Statements that allow say what, not what else",
  why: "To allow all but a few is to allow whatever AWS adds tomorrow.",
  fix: "List what is allowed; keep NotAction, NotResource and NotPrincipal for statements that deny.",
  level: "mandatory",
  scope: "resource",
  references: { soc2: ["CC6.3"], hipaa: ["308(a)(4)"] },
  reads: documentReads(...kinds),
  check(subject) {
    return judgeStatements(subject, kinds, (statement) => {
      const allows = isAllow(statement);
      return elements.map(([element, noun]) => {
        const excluded = statement.child(element);
        return violation(
          and(allows, excluded.present()),
          excluded,
          () => `The statement allows all ${noun} but those that ${element} lists.`,
        );
      });
    });
  },
};
