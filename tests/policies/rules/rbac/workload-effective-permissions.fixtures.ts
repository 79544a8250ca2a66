import { unknown } from "../../../../policies/engine/values/value";
import { workloadEffectivePermissions } from "../../../../policies/rules/rbac/workload-effective-permissions";
import { outputOf, type RuleFixtures } from "../../fixture";
import { object, release, type Inputs } from "../../kubernetes-fixture";
import { pod } from "../../pod-fixture";
import {
  clusterBinding,
  clusterRole,
  people,
  policyRule,
  role,
  roleBinding,
  serviceAccount,
  user,
} from "../../rbac-fixture";

const tenant = (spec: Inputs = {}) => pod({ serviceAccountName: "app", ...spec }, { namespace: "tenant-a" });
const account = (namespace = "tenant-a", name: string | null = "app") =>
  object("core/v1:ServiceAccount", "app", {}, { name, namespace });
const own = serviceAccount("app", "tenant-a");
const secrets = policyRule(["secrets"], ["get"]);
const harmless = policyRule(["pods"], ["get"]);
const aggregate = { "example.com/aggregate": "true" };
const paths = ["spec.serviceAccountName"];

export const fixtures: RuleFixtures = {
  rule: workloadEffectivePermissions,
  passes: [
    { when: "the account is bound to nothing", resources: [tenant(), account()] },
    {
      when: "its role is harmless",
      resources: [tenant(), account(), role([harmless], "tenant-a"), roleBinding("Role", "reader", "tenant-a", own)],
    },
    {
      when: "somebody else is bound",
      resources: [
        tenant(),
        account(),
        clusterRole([secrets]),
        clusterBinding("reader", serviceAccount("other", "tenant-a"), user("app")),
      ],
    },
    {
      when: "the account of another namespace is bound",
      resources: [
        tenant(),
        account(),
        clusterRole([secrets]),
        clusterBinding("reader", serviceAccount("app", "tenant-b")),
      ],
    },
    {
      when: "it is bound in another namespace",
      resources: [tenant(), account(), role([secrets], "tenant-b"), roleBinding("Role", "reader", "tenant-b", own)],
    },
    {
      when: "it may read with a role that Kubernetes ships",
      resources: [tenant(), account(), roleBinding("ClusterRole", "view", "tenant-a", own)],
    },
    {
      when: "what is too much for the cluster is right in its namespace",
      resources: [
        tenant(),
        account(),
        clusterRole([policyRule(["deployments"], ["create"], { apiGroups: ["apps"] })]),
        roleBinding("ClusterRole", "reader", "tenant-a", own),
      ],
    },
    {
      when: "the account is allowed what its role grants",
      resources: [tenant(), account(), role([secrets], "tenant-a"), roleBinding("Role", "reader", "tenant-a", own)],
      parameters: { rbacAllowedSubjects: { "RBAC-03": ["ServiceAccount:tenant-a/app"] } },
    },
    {
      when: "an aggregated role collects harmless rules",
      resources: [
        tenant(),
        account(),
        clusterRole(null, { aggregationRule: { clusterRoleSelectors: [{ matchLabels: aggregate }] } }),
        clusterRole([harmless], {}, { name: "part", labels: aggregate }),
        clusterRole([secrets], {}, { name: "other" }),
        clusterBinding("reader", own),
      ],
    },
  ],
  fails: [
    {
      when: "a RoleBinding means the account of its own namespace",
      resources: [
        tenant(),
        account(),
        role([secrets], "tenant-a"),
        roleBinding("Role", "reader", "tenant-a", { kind: "ServiceAccount", name: "app" }),
      ],
      paths,
    },
    {
      when: "its role reads secrets",
      resources: [
        tenant(),
        account(),
        role([harmless, secrets], "tenant-a"),
        roleBinding("Role", "reader", "tenant-a", own),
      ],
      paths,
      level: "mandatory",
    },
    {
      when: "a cluster binding does",
      resources: [tenant(), account(), clusterRole([policyRule(["pods"], ["create"])]), clusterBinding("reader", own)],
      paths,
    },
    {
      when: "a RoleBinding gives it a ClusterRole",
      resources: [tenant(), account(), clusterRole([secrets]), roleBinding("ClusterRole", "reader", "tenant-a", own)],
      paths,
    },
    {
      when: "all service accounts have it",
      resources: [
        tenant(),
        account(),
        clusterRole([secrets]),
        clusterBinding("reader", people("system:serviceaccounts")),
      ],
      paths,
    },
    {
      when: "those of the namespace have it",
      resources: [
        tenant(),
        account(),
        clusterRole([secrets]),
        clusterBinding("reader", people("system:serviceaccounts:tenant-a")),
      ],
      paths,
    },
    {
      when: "everybody has it",
      resources: [
        tenant(),
        account(),
        clusterRole([secrets]),
        clusterBinding("reader", people("system:authenticated")),
      ],
      paths,
    },
    {
      when: "it is bound by its user name",
      resources: [
        tenant(),
        account(),
        clusterRole([secrets]),
        clusterBinding("reader", user("system:serviceaccount:tenant-a:app")),
      ],
      paths,
    },
    { when: "it is an administrator", resources: [tenant(), account(), clusterBinding("cluster-admin", own)], paths },
    {
      when: "it may edit its namespace",
      resources: [tenant(), account(), roleBinding("ClusterRole", "edit", "tenant-a", own)],
      paths,
    },
    {
      when: "its pod runs as the default account",
      resources: [
        pod({}, { namespace: "tenant-a" }),
        clusterRole([secrets]),
        clusterBinding("reader", serviceAccount("default", "tenant-a")),
      ],
      paths,
    },
    {
      when: "two harmless bindings and one that is not reach it",
      resources: [
        tenant(),
        account(),
        clusterRole([harmless]),
        clusterBinding("reader", own),
        role([policyRule(["*"], ["get"])], "tenant-a"),
        roleBinding("Role", "reader", "tenant-a", own),
      ],
      paths,
    },
    {
      when: "an aggregated role collects too much",
      resources: [
        tenant(),
        account(),
        clusterRole(null, {
          aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: "b" } }, { matchLabels: aggregate }] },
        }),
        clusterRole([secrets], {}, { name: "part", labels: aggregate }),
        clusterBinding("reader", own),
      ],
      paths,
    },
    {
      when: "the names are outputs",
      resources: [
        tenant({ serviceAccountName: outputOf(account("tenant-a", null)) }),
        account("tenant-a", null),
        clusterRole([secrets], {}, { name: null }),
        clusterBinding(
          outputOf(clusterRole([secrets], {}, { name: null })),
          serviceAccount(outputOf(account("tenant-a", null)), "tenant-a"),
        ),
      ],
      paths,
    },
    {
      when: "the platform's pod has it",
      resources: [
        pod({ serviceAccountName: "app" }),
        account("app"),
        clusterRole([secrets]),
        clusterBinding("reader", serviceAccount("app", "app")),
      ],
      paths,
      level: "advisory",
    },
  ],
  undecided: [
    { when: "a chart may bring a binding", resources: [tenant(), account(), release("tenant-a")] },
    { when: "the role is outside the stack", resources: [tenant(), account(), clusterBinding("elsewhere", own)] },
    { when: "the role is one of the system's", resources: [tenant(), account(), clusterBinding("system:node", own)] },
    {
      when: "the rules are unknown",
      resources: [tenant(), account(), clusterRole(unknown), clusterBinding("reader", own)],
    },
    {
      when: "the subjects are unknown",
      resources: [tenant(), account(), clusterRole([secrets]), clusterBinding("reader", unknown)],
    },
    {
      when: "the role of the binding is unknown",
      resources: [tenant(), account(), clusterRole([secrets]), clusterBinding(unknown, own)],
    },
    {
      when: "the account is unknown",
      resources: [
        tenant({ serviceAccountName: unknown }),
        account(),
        clusterRole([secrets]),
        clusterBinding("reader", own),
      ],
    },
    {
      when: "the labels of a role that may be aggregated are unknown",
      resources: [
        tenant(),
        account(),
        clusterRole(null, { aggregationRule: { clusterRoleSelectors: [{ matchLabels: aggregate }] } }),
        clusterRole([secrets], {}, { name: "part", labels: unknown }),
        clusterBinding("reader", own),
      ],
    },
  ],
  outside: [
    {
      when: "the pod is the system's",
      resources: [
        pod({}, { namespace: "kube-system" }),
        clusterBinding("cluster-admin", people("system:serviceaccounts")),
      ],
    },
  ],
};
