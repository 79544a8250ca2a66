import { unknown } from "../../../../policies/engine/values/value";
import { serviceAccountTokenNotMounted } from "../../../../policies/rules/workload/service-account-token-not-mounted";
import { outputOf, resource, type RuleFixtures } from "../../fixture";
import { object, release, type Input, type Inputs } from "../../kubernetes-fixture";
import { pod } from "../../pod-fixture";

const account = (inputs: Inputs = {}, name: Input = "app") => object("core/v1:ServiceAccount", "app", inputs, { name });
const off = { automountServiceAccountToken: false };
const app = { serviceAccountName: "app" };
const binding = (kind: string, ...subjects: Input[]) =>
  object(`rbac.authorization.k8s.io/v1:${kind}`, "binding", {
    roleRef: { kind: "ClusterRole", name: "view" },
    subjects,
  });
const subject = { kind: "ServiceAccount", name: "app", namespace: "app" };
const nameless = account(off, null);
const paths = ["spec.automountServiceAccountToken"];

export const fixtures: RuleFixtures = {
  rule: serviceAccountTokenNotMounted,
  passes: [
    { when: "the pod says no", resources: [pod(off)] },
    { when: "the account says no", resources: [pod(app), account(off)] },
    { when: "the older field names the account", resources: [pod({ serviceAccount: "app" }), account(off)] },
    { when: "the default account says no", resources: [pod(), account(off, "default")] },
    {
      when: "a patch of the default account says no",
      resources: [pod(), object("core/v1:ServiceAccountPatch", "default", off)],
    },
    {
      when: "the account is named by its output",
      resources: [pod({ serviceAccountName: outputOf(nameless) }), nameless],
    },
    { when: "a binding names the account", resources: [pod(app), account(), binding("RoleBinding", subject)] },
    { when: "a cluster binding names it", resources: [pod(app), account(), binding("ClusterRoleBinding", subject)] },
    {
      when: "a binding names it by its user name",
      resources: [pod(app), account(), binding("RoleBinding", { kind: "User", name: "system:serviceaccount:app:app" })],
    },
    {
      when: "a binding names the group of its namespace",
      resources: [pod(app), account(), binding("RoleBinding", { kind: "Group", name: "system:serviceaccounts:app" })],
    },
    {
      when: "an output names the account to the binding",
      resources: [
        pod({ serviceAccountName: outputOf(account({}, null)) }),
        account({}, null),
        binding("RoleBinding", { ...subject, name: outputOf(account({}, null)) }),
      ],
    },
    { when: "the chart of a pod that says no is opaque", resources: [pod(off), release()] },
  ],
  fails: [
    { when: "nobody says anything", resources: [pod()], paths },
    {
      when: "a binding gives something to everybody who is authenticated",
      resources: [pod(app), account(), binding("RoleBinding", { kind: "Group", name: "system:authenticated" })],
      paths,
    },
    { when: "the account is silent", resources: [pod(app), account()], paths },
    {
      when: "the pod overrides its account",
      resources: [pod({ ...app, automountServiceAccountToken: true }), account(off)],
      paths,
    },
    {
      when: "the account of that name is another namespace's",
      resources: [pod(), object("core/v1:ServiceAccount", "default", off, { namespace: "other" })],
      paths,
    },
    {
      when: "a binding names an account of another namespace",
      resources: [pod(app), account(), binding("RoleBinding", { ...subject, namespace: "other" })],
      paths,
    },
    {
      when: "a binding names another account",
      resources: [pod(app), account(), binding("RoleBinding", { ...subject, name: "db" })],
      paths,
    },
    {
      when: "the group is that of another namespace",
      resources: [pod(app), account(), binding("RoleBinding", { kind: "Group", name: "system:serviceaccounts:other" })],
      paths,
    },
    {
      when: "a CronJob's pod has it",
      resources: [
        object("batch/v1:CronJob", "job", {
          spec: { jobTemplate: { spec: { template: { spec: { containers: [] } } } } },
        }),
      ],
      paths: ["spec.jobTemplate.spec.template.spec.automountServiceAccountToken"],
    },
  ],
  undecided: [
    { when: "a chart may bring a binding", resources: [pod(app), account(), release()] },
    { when: "a chart may bring the account", resources: [pod(app), release()] },
    { when: "the account is outside the stack", resources: [pod(app)] },
    { when: "the flag is unknown", resources: [pod({ automountServiceAccountToken: unknown })] },
    { when: "the account's name is unknown", resources: [pod({ serviceAccountName: unknown }), account(off)] },
    {
      when: "the subjects of a binding are unknown",
      resources: [
        pod(app),
        account(),
        resource("kubernetes:rbac.authorization.k8s.io/v1:RoleBinding", "b", { subjects: unknown }),
      ],
    },
    {
      when: "a patch of the account sets something else",
      resources: [pod(), object("core/v1:ServiceAccountPatch", "default")],
    },
  ],
};
