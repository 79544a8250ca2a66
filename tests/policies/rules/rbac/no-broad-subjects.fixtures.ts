import { unknown } from "../../../../policies/engine/values/value";
import { noBroadSubjects } from "../../../../policies/rules/rbac/no-broad-subjects";
import type { RuleFixtures } from "../../fixture";
import { chart, object, release } from "../../kubernetes-fixture";
import { pod } from "../../pod-fixture";
import { clusterBinding, people, roleBinding, serviceAccount, user } from "../../rbac-fixture";

const off = { automountServiceAccountToken: false };
const account = "spec.serviceAccountName";

export const fixtures: RuleFixtures = {
  rule: noBroadSubjects,
  passes: [
    {
      when: "subjects are named",
      resources: [clusterBinding("view", people("team"), user("anna"), serviceAccount("app"))],
    },
    { when: "a user has the name of a broad group", resources: [clusterBinding("view", user("system:authenticated"))] },
    { when: "a user is called default", resources: [clusterBinding("view", user("default"))] },
    { when: "nobody is bound", resources: [clusterBinding("view")] },
    { when: "a pod has an account of its own", resources: [pod({ serviceAccountName: "app" })] },
    { when: "a pod names it by the older field", resources: [pod({ serviceAccount: "app" })] },
  ],
  fails: [
    {
      when: "a chart creates no account, and names none",
      resources: [chart("kured", { serviceAccount: { create: false } }, { namespace: "kured" })],
      paths: ["values.serviceAccount.name"],
    },
    {
      when: "a chart names the default one",
      resources: [chart("kured", { serviceAccount: { name: "default" } }, { namespace: "kured" })],
      paths: ["values.serviceAccount.name"],
    },
    {
      when: "everybody is bound",
      resources: [clusterBinding("view", people("system:authenticated"))],
      paths: ["subjects[0].name"],
    },
    {
      when: "strangers are bound",
      resources: [clusterBinding("view", people("system:unauthenticated"), user("system:anonymous"))],
      paths: ["subjects[0].name", "subjects[1].name"],
    },
    {
      when: "the masters are bound",
      resources: [roleBinding("Role", "r", "app", people("system:masters"))],
      paths: ["subjects[0].name"],
    },
    {
      when: "all pods are bound",
      resources: [clusterBinding("view", people("system:serviceaccounts"))],
      paths: ["subjects[0].name"],
    },
    {
      when: "all pods of a namespace are bound",
      resources: [roleBinding("Role", "r", "app", people("system:serviceaccounts:app"))],
      paths: ["subjects[0].name"],
    },
    {
      when: "a default account is bound",
      resources: [clusterBinding("view", serviceAccount("default", "kube-system"))],
      paths: ["subjects[0].name"],
    },
    { when: "a pod runs as the default account", resources: [pod()], paths: [account], level: "mandatory" },
    { when: "it says so", resources: [pod({ serviceAccountName: "default" })], paths: [account], level: "mandatory" },
    { when: "it does, without a token", resources: [pod(off)], paths: [account], level: "advisory" },
    {
      when: "it does, and the account withholds the token",
      resources: [pod(), object("core/v1:ServiceAccount", "default", off)],
      paths: [account],
      level: "advisory",
    },
    {
      when: "one subject is too broad while another is unknown",
      resources: [clusterBinding("view", unknown, people("system:authenticated"))],
      paths: ["subjects[1].name"],
    },
  ],
  undecided: [
    {
      when: "it is unknown whether a chart creates one",
      resources: [chart("kured", { serviceAccount: { create: unknown } }, { namespace: "kured" })],
    },
    { when: "the name of a subject is unknown", resources: [clusterBinding("view", people(unknown))] },
    { when: "the account of a pod is unknown", resources: [pod({ serviceAccountName: unknown })] },
    { when: "a chart may set up the default account", resources: [pod(), release()] },
    { when: "the namespace of the pod may be the system's", resources: [pod({}, { namespace: unknown })] },
  ],
  outside: [{ when: "the pod is the system's", resources: [pod({}, { namespace: "kube-system" })] }],
};
