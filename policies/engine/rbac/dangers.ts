import type { Property } from "../values/property";
import { violation, type Condition } from "../rule";
import { and, or, type Truth } from "../values/truth";
import { grants, hasStar, hasWritingVerb, type Permission } from "./policy-rule";

/** The rules about what roles grant. */
export const dangerRules = ["RBAC-02", "RBAC-03", "RBAC-04", "RBAC-05", "RBAC-06"] as const;

export type DangerRule = (typeof dangerRules)[number];

/** Where the rules of a role hold. */
export interface Reach {
  /** In all namespaces, and for what is in none. */
  readonly isClusterWide: boolean;
  /** Else: whether the one namespace is a tenant's. */
  readonly isTenant: Truth;
}

/** A permission that is too much, where it is, and what can be done with it. */
interface Danger extends Permission {
  /** `cluster`: only where it holds for the whole cluster; `tenant`: also in the namespace of a tenant. */
  readonly where: "anywhere" | "cluster" | "tenant";
  readonly means: string;
  /** Whether it is too much even for objects that are named. */
  readonly evenNamed?: boolean;
}

const rbacGroup = "rbac.authorization.k8s.io";
const writes = ["create", "update", "patch", "delete"] as const;
const workloads: Readonly<Record<string, readonly string[]>> = {
  "": ["replicationcontrollers"],
  apps: ["deployments", "statefulsets", "daemonsets", "replicasets"],
  batch: ["jobs", "cronjobs"],
  "argoproj.io": ["rollouts"],
};
const admission = [
  "validatingwebhookconfigurations",
  "mutatingwebhookconfigurations",
  "validatingadmissionpolicies",
  "validatingadmissionpolicybindings",
  "mutatingadmissionpolicies",
  "mutatingadmissionpolicybindings",
];

const dangers: Readonly<Record<Exclude<DangerRule, "RBAC-02">, readonly Danger[]>> = {
  "RBAC-03": [
    core(["secrets"], ["get", "list", "watch"], "anywhere", "read all secrets"),
    core(["secrets"], [...writes, "deletecollection"], "cluster", "change the secrets of every namespace"),
  ],
  "RBAC-04": [
    {
      group: rbacGroup,
      resources: ["roles", "clusterroles", "rolebindings", "clusterrolebindings"],
      verbs: ["bind", "escalate"],
      where: "anywhere",
      means: "give itself permissions that it does not have",
      evenNamed: true,
    },
    {
      ...core(["users", "groups", "serviceaccounts"], ["impersonate"], "anywhere", "act as somebody else"),
      evenNamed: true,
    },
    {
      group: "authentication.k8s.io",
      resources: ["userextras/*", "uids"],
      verbs: ["impersonate"],
      where: "anywhere",
      means: "act as somebody else",
      evenNamed: true,
    },
  ],
  "RBAC-05": [
    core(["pods/exec", "pods/attach", "pods/portforward"], ["create", "get"], "tenant", "get into running pods"),
    core(["pods/ephemeralcontainers"], ["update", "patch"], "tenant", "put a container into running pods"),
    core(["pods"], ["create"], "cluster", "run pods with any service account"),
    ...Object.entries(workloads).map(([group, resources]): Danger => ({
      group,
      resources,
      verbs: ["create", "update", "patch"],
      where: "cluster",
      means: "run pods with any service account",
    })),
  ],
  "RBAC-06": [
    {
      group: "",
      resources: ["nodes/proxy"],
      where: "cluster",
      means: "run commands in every pod through the kubelets",
    },
    core(["persistentvolumes"], ["create"], "cluster", "mount any directory of a node"),
    {
      group: "admissionregistration.k8s.io",
      resources: admission,
      verbs: writes,
      where: "cluster",
      means: "read and change whatever is written to the API server",
    },
    core(["serviceaccounts/token"], ["create"], "anywhere", "get a token of any service account"),
    {
      group: "certificates.k8s.io",
      resources: ["signers"],
      verbs: ["approve"],
      where: "cluster",
      means: "issue certificates for any user",
    },
    {
      group: "certificates.k8s.io",
      resources: ["certificatesigningrequests/approval"],
      verbs: ["update"],
      where: "cluster",
      means: "issue certificates for any user",
    },
    core(["namespaces"], ["update", "patch"], "anywhere", "relax the Pod Security level of a namespace"),
  ],
};

function core(
  resources: readonly string[],
  verbs: readonly string[],
  where: Danger["where"],
  means: string,
): Danger & { readonly verbs: readonly string[] } {
  return { group: "", resources, verbs, where, means };
}

/** What one rule of a role grants against one rule of the pack. The messages continue "The role may". */
export function dangersIn(
  rule: Property,
  danger: DangerRule,
  { isClusterWide, isTenant }: Reach,
): readonly Condition[] {
  if (danger === "RBAC-02") return wildcardsIn(rule);
  return dangers[danger].map(({ where, means, evenNamed, ...permission }) => {
    const applies: Truth = isClusterWide || where === "anywhere" || (where === "tenant" && isTenant);
    const granted = applies === false ? false : and(applies, grants(rule, permission, evenNamed));
    return violation(granted, rule, `The role may ${means}.`);
  });
}

function wildcardsIn(rule: Property): readonly Condition[] {
  const at = (key: string): Property => rule.child(key);
  return [
    violation(hasStar(at("verbs")), at("verbs"), "The role may do everything with its resources, now and later."),
    violation(hasStar(at("resources")), at("resources"), "The role is about all resources, now and later."),
    violation(
      and(hasStar(at("apiGroups")), hasWritingVerb(rule)),
      at("apiGroups"),
      "The role may write to resources of all API groups, now and later.",
    ),
    violation(hasStar(at("nonResourceURLs")), at("nonResourceURLs"), "The role may call every URL of the API server."),
  ];
}

/** Whether one rule of a role grants anything against one rule of the pack. */
export function isDangerous(rule: Property, danger: DangerRule, reach: Reach): Truth {
  return or(...dangersIn(rule, danger, reach).map(({ when }) => when));
}
