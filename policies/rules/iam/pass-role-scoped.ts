import { documentReads, judgeStatements } from "../../engine/iam/policy/documents";
import { limitsPassedTo } from "../../engine/iam/policy/pass-role";
import { isLiteralStar, isTypeWide } from "../../engine/iam/policy/resource-pattern";
import { coversAction, isAllow } from "../../engine/iam/policy/statements";
import { violation, type Rule } from "../../engine/rule";
import { and, not, or } from "../../engine/values/truth";
import { actionsOf } from "../../knowledge/iam/actions";

export const passRoleScoped: Rule = {
  id: "IAM-06",
  name: "pass-role-scoped",
  title: "Roles are handed on by name, and to named services",
  why: "Whoever may hand any role to any service has the rights of the strongest role that a service can take.",
  fix: "Name the roles, and add a StringEquals condition on iam:PassedToService.",
  level: "mandatory",
  scope: "resource",
  references: { soc2: ["CC6.3"], hipaa: ["308(a)(4)"] },
  reads: documentReads("identity"),
  check(subject) {
    return judgeStatements(subject, ["identity"], (statement) => {
      const passes = and(isAllow(statement), coversAction(statement, "iam:PassRole"));
      const action = actionsOf("iam")?.get("passrole");
      const wide = or(isLiteralStar(statement), action ? isTypeWide(statement, action) : false);
      return [
        violation(and(passes, wide), statement.child("Resource"), "The policy lets its bearer hand on any role."),
        violation(
          and(passes, not(limitsPassedTo(statement))),
          statement.child("Condition"),
          "The policy lets its bearer hand roles to any service.",
          { fix: "Add a StringEquals condition on iam:PassedToService with the services that need the roles." },
        ),
      ];
    });
  },
};
