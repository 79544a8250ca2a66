import type { AccessEntryArgs } from "../cluster";
import {
  bindingProblems,
  platformGroup,
  scopeProblems,
  type GrantProblem,
  type GroupGrant,
  type PlatformRole,
} from "./platform-role";

/** People who share an IAM role, and what they are to the platform. */
export interface Person {
  /** Logical name of their access entry. */
  readonly name: string;
  readonly role: PlatformRole;
  /** Where. Default everywhere, which a developer cannot be. A viewer's may end in `*`. */
  readonly namespaces?: readonly string[];
}

/**
 * Whether an access policy of EKS says all of it: a viewer of namespaces has AmazonEKSViewPolicy, which reads no secrets
 * and takes patterns of namespaces that need not exist yet. All others of EKS's policies read secrets, open shells or
 * change network policies, or leave nodes and volumes out.
 */
function isByPolicy({ role, namespaces }: Omit<Person, "name">): boolean {
  return role === "viewer" && namespaces !== undefined;
}

/** The access entry of people: an access policy where it says all, else the groups that are bound to their role. */
export function personEntry(person: Person, principalArn: string): AccessEntryArgs {
  const { name, namespaces } = person;
  return isByPolicy(person) && namespaces !== undefined
    ? { name, principalArn, policies: [{ policy: "AmazonEKSViewPolicy", namespaces }] }
    : { name, principalArn, kubernetesGroups: personGrants(person).map(({ group }) => group) };
}

/** What has to be bound for people: nothing for those who have an access policy. */
export function personGrants(person: Person): readonly GroupGrant[] {
  if (isByPolicy(person)) return [];
  const { role, namespaces } = person;
  if (namespaces === undefined) return [{ group: platformGroup(role), role }];
  return namespaces.map((namespace) => ({ group: platformGroup(role, namespace), role, namespace }));
}

/** What is wrong with what people are given. */
export function personProblems({ role, namespaces }: Omit<Person, "name">): readonly GrantProblem[] {
  return [
    ...scopeProblems(role, namespaces),
    ...(isByPolicy({ role, ...(namespaces && { namespaces }) }) ? [] : bindingProblems(role, namespaces)),
  ];
}
