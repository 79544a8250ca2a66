import type { Resource } from "../../engine/graph/resource";
import { accountOfStack, accountPrincipal } from "../../engine/iam/account";
import { conditionsOf, everyValue } from "../../engine/iam/policy/conditions";
import { documentReads, judgeStatements } from "../../engine/iam/policy/documents";
import {
  hasPrincipalRestriction,
  isAllow,
  namesEverybody,
  principalsOf,
  type Principal,
} from "../../engine/iam/policy/statements";
import type { Property } from "../../engine/values/property";
import { violation, type Context, type Rule } from "../../engine/rule";
import { and, not, some, type Truth } from "../../engine/values/truth";

export const trustNotPublic: Rule = {
  id: "IAM-14",
  name: "trust-not-public",
  title: "Roles are assumed by known accounts only",
  why: "A role that trusts everybody, or a stranger's account without an external id, is a role for others to use.",
  fix: "Name the principals, or add the account to trustedAccounts.",
  level: "mandatory",
  scope: "resource",
  references: { soc2: ["CC6.1", "CC6.6"], hipaa: ["312(a)(1)", "312(d)"] },
  reads: documentReads("trust"),
  check(role, context) {
    return judgeStatements(role, ["trust"], (statement) => {
      const principal = statement.child("Principal");
      const { known, open } = principalsOf(statement);
      return [
        violation(
          and(isAllow(statement), namesEverybody(statement), not(hasPrincipalRestriction(statement))),
          principal,
          "The trust policy lets everybody assume the role.",
        ),
        violation(
          and(
            isAllow(statement),
            some(known, (each) => isStranger(each, role, context), open),
            not(isLimited(statement)),
          ),
          principal,
          "The trust policy lets another account assume the role.",
          { fix: "Ask for sts:ExternalId or for an organization, or add the account to trustedAccounts." },
        ),
      ];
    });
  },
};

function isStranger(principal: Principal, role: Resource, { graph, parameters }: Context): Truth {
  const account = accountPrincipal(principal);
  if (account === undefined || parameters.trustedAccounts.includes(account)) return false;
  const own = accountOfStack(role, graph);
  return own === undefined
    ? { path: principal.value.path, reason: "the account of the stack is not known, so this one may be it" }
    : account !== own;
}

/** Whether a statement asks for an external id or for an organization. */
function isLimited(statement: Property): Truth {
  const { known, open } = conditionsOf(statement);
  return some(
    known,
    (each) =>
      /^(foranyvalue:)?string(equals|equalsignorecase|like)$/.test(each.operator) &&
      /^(sts:externalid|aws:principalorg(id|paths))$/.test(each.key)
        ? everyValue(each, (value) => not(value.matches(/^\**$/)))
        : false,
    open,
  );
}
