import { componentCluster } from "../../engine/clusters/cluster";
import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { and, or, type Truth } from "../../engine/values/truth";

const role = "aws:iam/role:Role";
const user = "aws:iam/user:User";
const reserved = /^(system|eks|aws|amazon|iam):/;

export const accessEntriesNameRoles: Rule = {
  id: "EKS-08",
  name: "access-entries-name-roles",
  title: "Access entries name roles, and no reserved group or user",
  why: "Users and the root have lasting credentials; reserved names carry rights that the entry does not show.",
  fix: "Let the entry name an IAM role, with groups and a user name of its own.",
  level: "mandatory",
  scope: "resource and stack",
  references: {
    cis: ["4.1.1", "5.5.1"],
    soc2: ["CC6.2"],
    hipaa: ["312(a)(2)(i)", "312(d)"],
  },
  reads: {
    "aws:eks/accessEntry:AccessEntry": ["principalArn", "kubernetesGroups", "userName", "type"],
    "eks:index:Cluster": [
      "accessEntries.*.principalArn",
      "accessEntries.*.kubernetesGroups",
      "accessEntries.*.username",
      "accessEntries.*.type",
    ],
  },
  follows: [role, user],
  check(subject, { graph }) {
    if (subject.type !== componentCluster) return conditionsOf(subject, subject.properties, "userName", graph);
    const entries = subject.at("accessEntries");
    if (entries.isAbsent) return [];
    const { known, open } = entries.keys();
    return [
      violation(open ?? false, entries, "The access entries are not known."),
      ...known.flatMap((key) => conditionsOf(subject, entries.child(key), "username", graph)),
    ];
  },
};

function conditionsOf(from: Resource, entry: Property, nameKey: string, graph: Graph): readonly Condition[] {
  const principal = entry.at("principalArn");
  const groups = entry.at("kubernetesGroups");
  const name = entry.child(nameKey);
  const type = entry.at("type");
  const isStandard = or(type.absent(), type.is("STANDARD"));
  return [
    violation(
      isUserOrRoot(from, principal, graph),
      principal,
      "The access entry names an IAM user or the account's root.",
      {
        fix: "Name an IAM role.",
      },
    ),
    violation(
      groups.some((group) => group.matches(reserved)),
      groups,
      "The access entry grants a group whose name is reserved.",
      { fix: "Use a group of your own, and bind it to a role in the cluster." },
    ),
    violation(and(isStandard, name.matches(reserved)), name, "The access entry takes a user name that is reserved.", {
      fix: "Leave the user name out, or choose one without a reserved prefix.",
      cause: "username",
    }),
  ];
}

function isUserOrRoot(from: Resource, principal: Property, graph: Graph): Truth {
  if (!principal.isUnknown) return principal.matches(/:(root$|user\/)/);
  const resolution = graph.resolve(from, principal, role, user);
  if (resolution.kind !== "resolved") return principal.undecided;
  const users = resolution.targets.filter(({ type }) => type === user);
  if (users.length === 0) return false;
  return users.length === resolution.targets.length ? true : principal.undecided;
}
