import { z } from "zod";
import { personProblems, type Person } from "../../../components/access/person";
import { platformRoles } from "../../../components/access/platform-role";
import { given } from "../../given";
import { checked, type Report } from "../schema/checked";
import { partName, quoted, roleArn, textLike } from "../schema/fields";
import { namespacePattern } from "./namespaces";

/** What people or members of a group are, and where. */
export const roleFields = {
  role: z
    .enum(platformRoles)
    .describe(
      "What they are: `viewer` reads workloads and nodes, `developer` also runs workloads in namespaces, `operator` views, scales, drains nodes and starts pods again, `auditor` reads roles, policies and events. None reads secrets.",
    ),
  namespaces: z
    .array(namespacePattern())
    .min(1)
    .optional()
    .describe(
      "Namespaces that it holds in; everywhere where the list is left out, which a developer cannot be. Names of a viewer by IAM may end in `*`.",
    ),
};

const fields = z.strictObject({
  name: partName(32, "support").describe("Name of these people in this stack."),
  ...roleFields,
  roleArn: roleArn().optional().describe("IAM role that they assume, with its path. Either this or `permissionSet`."),
  permissionSet: textLike(/^[\w+=,.@-]{1,32}$/, "the name of a permission set", "PlatformViewer")
    .optional()
    .describe(
      "Permission set of IAM Identity Center that they are assigned in this account. Its role is looked up, since AWS chooses the end of its name.",
    ),
});

/** People who share an IAM role. */
export const personSchema = checked(
  fields,
  { reads: ["name", "roleArn", "permissionSet"], check: onePrincipal },
  {
    reads: ["role", "namespaces"],
    check: (person, report) => {
      for (const { path, message } of personProblems(personSettings(person))) report(path, message);
    },
  },
);

type Fields = z.output<typeof fields>;

function onePrincipal({ name, roleArn: arn, permissionSet }: Fields, report: Report): void {
  if (arn === undefined && permissionSet === undefined)
    report([], `nothing says who ${quoted(name)} are; write "roleArn" or "permissionSet".`);
  if (arn !== undefined && permissionSet !== undefined)
    report(["permissionSet"], `${quoted(permissionSet)} is given beside "roleArn" ${quoted(arn)}; keep one of them.`);
}

/** Reports people who are listed twice: a cluster knows each role once. */
export function eachPersonOnce(people: readonly Fields[], report: Report): void {
  people.forEach((person, index) => {
    for (const field of ["roleArn", "permissionSet"] as const) {
      const value = person[field];
      const first = people.findIndex((other) => value !== undefined && other[field] === value);
      if (first >= 0 && first < index)
        report(
          ["people", index, field],
          `${quoted(value)} is that of ${quoted(people[first]?.name)} already, and a cluster takes each role once; give it one role with all its namespaces.`,
        );
    }
  });
}

/** People as the component takes them. */
export function personSettings({ name, role, namespaces }: Fields): Person {
  return { name, role, ...given({ namespaces }) };
}
