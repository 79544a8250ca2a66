import { isPropertyMap, reveal, type PropertyMap, type Value } from "../../../policies/evaluate";
import { MonitorError } from "../monitor-error";

type Statement = Readonly<Record<string, unknown>>;

interface Document {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement?: Statement | readonly Statement[];
}

/**
 * What `aws.iam.getPolicyDocument` answers: a pure function of its arguments, since the provider only writes JSON.
 * Statements replace those of the source documents that have their sid, and are replaced by those of the override
 * documents.
 * @see Terraform AWS provider, data source `aws_iam_policy_document`
 */
export function policyDocument(args: PropertyMap): PropertyMap {
  const sources = ["sourceJson", "sourcePolicyDocuments"].flatMap((key) => documents(args, key));
  const overrides = ["overridePolicyDocuments", "overrideJson"].flatMap((key) => documents(args, key));
  const own = listOf(args["statements"]).map(statementOf);
  const statements = overridden(overridden(sources.flatMap(statementsOf), own), overrides.flatMap(statementsOf));
  const last = [...sources, ...overrides].at(-1);
  const id = textOf(args["policyId"]) ?? last?.Id;
  const document = {
    Version: textOf(args["version"]) ?? last?.Version ?? "2012-10-17",
    ...(id === undefined ? {} : { Id: id }),
    Statement: statements,
  };
  return {
    ...args,
    id: "policy-document",
    version: document.Version,
    json: JSON.stringify(document, undefined, 2),
    minifiedJson: JSON.stringify(document),
  };
}

/** Statements with those of the second list in place of those that have their sid. */
function overridden(statements: readonly Statement[], by: readonly Statement[]): readonly Statement[] {
  const result = [...statements];
  for (const statement of by) {
    const sid = statement["Sid"];
    const index = sid === undefined ? -1 : result.findIndex((other) => other["Sid"] === sid);
    if (index < 0) result.push(statement);
    else result[index] = statement;
  }
  return result;
}

function statementOf(value: Value): Statement {
  const statement = mapOf(value);
  const sid = textOf(statement["sid"]);
  const sides = {
    Principal: principalsOf(statement["principals"]),
    NotPrincipal: principalsOf(statement["notPrincipals"]),
    Action: stringsOf(statement["actions"]),
    NotAction: stringsOf(statement["notActions"]),
    Resource: stringsOf(statement["resources"]),
    NotResource: stringsOf(statement["notResources"]),
    Condition: conditionsOf(statement["conditions"]),
  };
  const given = Object.entries(sides).filter(([, side]) => side !== undefined);
  return {
    ...(sid === undefined ? {} : { Sid: sid }),
    Effect: textOf(statement["effect"]) ?? "Allow",
    ...Object.fromEntries(given),
  };
}

/** `{AWS: [...]}` by type, or `*` for the type of that name. */
function principalsOf(value: Value): unknown {
  const byType = new Map<string, string[]>();
  for (const principal of listOf(value).map(mapOf)) {
    const type = textOf(principal["type"]) ?? "";
    byType.set(type, [...(byType.get(type) ?? []), ...texts(principal["identifiers"])]);
  }
  if (byType.size === 0) return undefined;
  if (byType.has("*")) return "*";
  return Object.fromEntries([...byType].map(([type, identifiers]) => [type, single(identifiers)]));
}

function conditionsOf(value: Value): unknown {
  const byTest: Record<string, Record<string, string[]>> = {};
  for (const condition of listOf(value).map(mapOf)) {
    const keys = (byTest[textOf(condition["test"]) ?? ""] ??= {});
    const variable = textOf(condition["variable"]) ?? "";
    keys[variable] = [...(keys[variable] ?? []), ...texts(condition["values"])];
  }
  const tests = Object.entries(byTest).map(([test, keys]) => [
    test,
    Object.fromEntries(Object.entries(keys).map(([variable, values]) => [variable, single(values)])),
  ]);
  return tests.length === 0 ? undefined : Object.fromEntries(tests);
}

/** The provider writes IAM's variables as `&{aws:username}`, since `${` means something else in its own language. */
function texts(value: Value): string[] {
  return listOf(value).map((item) => String(reveal(item)).replaceAll("&{", "${"));
}

function stringsOf(value: Value): string | string[] | undefined {
  const all = texts(value);
  return all.length === 0 ? undefined : single(all);
}

function single(values: string[]): string | string[] {
  return values.length === 1 ? (values[0] ?? "") : values;
}

function documents(args: PropertyMap, key: string): readonly Document[] {
  const value = reveal(args[key]);
  const all = Array.isArray(value) ? listOf(value) : [value];
  return all.flatMap((item) => {
    const text = reveal(item);
    if (typeof text !== "string" || text === "") return [];
    try {
      return [JSON.parse(text) as Document];
    } catch {
      throw new MonitorError(`aws:iam/getPolicyDocument:getPolicyDocument: ${key} is not JSON; give policy documents.`);
    }
  });
}

function statementsOf({ Statement: statements }: Document): readonly Statement[] {
  if (statements === undefined) return [];
  return Array.isArray(statements) ? (statements as readonly Statement[]) : [statements as Statement];
}

function listOf(value: Value): readonly Value[] {
  const list = reveal(value);
  return Array.isArray(list) ? (list as readonly Value[]) : [];
}

function mapOf(value: Value): PropertyMap {
  const map = reveal(value);
  return isPropertyMap(map) ? map : {};
}

function textOf(value: Value): string | undefined {
  const text = reveal(value);
  return typeof text === "string" && text !== "" ? text : undefined;
}
