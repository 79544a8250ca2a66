import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { globMatches } from "../glob";
import {
  coversAction,
  isAllow,
  principalsOf,
  someCondition,
  type Principal,
  type Statements,
} from "../iam/policy/statements";
import type { Property } from "../values/property";
import { and, not, or, some, type Truth } from "../values/truth";

/** Rights by which whoever has them takes the key over. */
const takeover = "kms:PutKeyPolicy";

/** The account that a principal belongs to; undefined for services and stars. */
function accountOf({ type, value }: Principal): string | undefined {
  const text = value.text() ?? "";
  if (type !== "AWS") return undefined;
  return /^\d{12}$/.test(text) ? text : /^arn:[^:]+:(?:iam|sts)::(\d{12}):/.exec(text)?.[1];
}

function isAccountRoot({ type, value }: Principal): Truth {
  return type === "AWS" ? value.matches(/^(\d{12}|arn:[^:]+:iam::\d{12}:root)$/) : false;
}

function isAdministrator(principal: Principal, kmsAdmins: readonly string[]): Truth {
  return or(
    isAccountRoot(principal),
    principal.value.satisfies(
      (value) => typeof value === "string" && kmsAdmins.some((glob) => globMatches(glob, value)),
    ),
  );
}

/**
 * The account of a key: what the provider is restricted to, else the only account whose root the policy lets change it,
 * since AWS refuses a policy that locks the key's own account out.
 */
export function accountOfKey(key: Resource, statements: Statements, graph: Graph): string | undefined {
  const provider = key.source.provider === undefined ? undefined : graph.get(key.source.provider);
  const allowed = provider?.at("allowedAccountIds").json()?.elements().known ?? [];
  if (allowed.length === 1) return allowed[0]?.text();
  const accounts = new Set(
    statements.known
      .filter((statement) => and(isAllow(statement), coversAction(statement, takeover)) === true)
      .flatMap((statement) => principalsOf(statement).known)
      .filter((principal) => isAccountRoot(principal) === true)
      .map(accountOf),
  );
  return accounts.size === 1 ? [...accounts][0] : undefined;
}

/** Whether a statement gives a foreign account the power to take the key over or to pass it on. */
export function empowersForeigners(statement: Property, own: string | undefined, trusted: readonly string[]): Truth {
  const { known, open } = principalsOf(statement);
  const foreign = some(
    known,
    (principal): Truth => {
      const account = accountOf(principal);
      if (account === undefined || account === own || trusted.includes(account)) return false;
      return own === undefined
        ? { path: principal.value.path, reason: "the account of the stack is not known, so this one may be it" }
        : true;
    },
    open,
  );
  const onlyForServices = someCondition(statement, (operator, key, values) =>
    /^Bool$/i.test(operator) && key.toLowerCase() === "kms:grantisforawsresource" ? values.isTrue() : false,
  );
  const power = or(
    coversAction(statement, takeover),
    and(coversAction(statement, "kms:CreateGrant"), not(onlyForServices)),
  );
  return and(isAllow(statement), foreign, power);
}

/** Whether a statement lets somebody change the policy who is neither an account nor a key administrator. */
export function letsOthersAdminister(statement: Property, kmsAdmins: readonly string[]): Truth {
  const { known, open } = principalsOf(statement);
  const other = some(known, (principal) => not(isAdministrator(principal, kmsAdmins)), open);
  return and(isAllow(statement), coversAction(statement, takeover), other);
}

/** Whether somebody who should be able to can still change the policy. */
export function isAdministrable(statements: Statements, kmsAdmins: readonly string[]): Truth {
  return some(
    statements.known,
    (statement) => {
      const { known, open } = principalsOf(statement);
      const by = some(known, (principal) => isAdministrator(principal, kmsAdmins), open);
      return and(isAllow(statement), coversAction(statement, takeover), by);
    },
    statements.open,
  );
}
