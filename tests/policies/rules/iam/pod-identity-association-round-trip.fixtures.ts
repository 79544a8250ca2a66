import { unknown } from "../../../../policies/engine/values/value";
import { podIdentityAssociationRoundTrip } from "../../../../policies/rules/iam/pod-identity-association-round-trip";
import { outputOf, resource, type RuleFixtures } from "../../fixture";
import { account, podIdentity, role, trusting, document } from "../../iam-fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;
const app = trusting(podIdentity());
const association = (inputs: Inputs = {}, name = "i") =>
  resource("aws:eks/podIdentityAssociation:PodIdentityAssociation", name, {
    ...{ clusterName: "c", namespace: "apps", serviceAccount: "web", roleArn: outputOf(app) },
    ...inputs,
  });
const bearer = (metadata: Inputs = {}) =>
  resource("kubernetes:core/v1:ServiceAccount", "web", { metadata: { name: "web", namespace: "apps", ...metadata } });
const chart = (namespace: string) => resource("kubernetes:helm.sh/v3:Release", "r", { namespace, chart: "c" });
const addon = (inputs: Inputs = {}) =>
  resource("aws:eks/addon:Addon", "a", {
    ...{ clusterName: "c", addonName: "aws-ebs-csi-driver" },
    ...{ podIdentityAssociations: [{ serviceAccount: "ebs-csi-controller-sa", roleArn: "app" }] },
    ...inputs,
  });
const target = (Condition: object, AWS = `arn:aws:iam::${account}:role/app`) =>
  role("target", {
    assumeRolePolicy: document({
      Effect: "Allow",
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Principal: { AWS },
      Condition,
    }),
  });
const external = { StringEquals: { "sts:ExternalId": "eu-west-1/111122223333/c/apps/web" } };
const chained = association({
  roleArn: `arn:aws:iam::${account}:role/app`,
  targetRoleArn: `arn:aws:iam::${account}:role/target`,
});

export const fixtures: RuleFixtures = {
  rule: podIdentityAssociationRoundTrip,
  passes: [
    { when: "the account is in the stack", resources: [app, bearer(), association()] },
    {
      when: "two clusters have an account each",
      resources: [app, bearer(), association(), association({ clusterName: "d" }, "j")],
    },
    { when: "the add-on brings its account", resources: [app, addon()] },
    {
      when: "a session policy goes without session tags",
      resources: [app, bearer(), association({ policy: "{}", disableSessionTags: true })],
    },
    { when: "the target role admits the first one", resources: [app, bearer(), target(external), chained] },
    {
      when: "the target role admits the account, with the pod's tags",
      resources: [
        app,
        bearer(),
        target({ StringEquals: { "aws:RequestTag/kubernetes-namespace": "apps" } }, `arn:aws:iam::${account}:root`),
        chained,
      ],
    },
    {
      when: "the target role is another account's",
      resources: [app, bearer(), association({ targetRoleArn: "arn:aws:iam::444455556666:role/theirs" })],
    },
  ],
  fails: [
    {
      when: "the account has two associations",
      resources: [app, bearer(), association(), association({}, "j")],
      paths: ["serviceAccount", "serviceAccount"],
      level: "production",
    },
    {
      when: "an association doubles that of an add-on",
      resources: [app, addon(), association({ namespace: "kube-system", serviceAccount: "ebs-csi-controller-sa" })],
      paths: ["podIdentityAssociations[0].serviceAccount", "serviceAccount"],
    },
    {
      when: "the account also carries a role by annotation",
      resources: [app, bearer({ annotations: { "eks.amazonaws.com/role-arn": "x" } }), association()],
      paths: ["serviceAccount"],
    },
    {
      when: "a session policy needs tags to be off",
      resources: [app, bearer(), association({ policy: "{}" })],
      paths: ["disableSessionTags"],
    },
    {
      when: "the target role does not ask for the pod",
      resources: [app, bearer(), target({}), chained],
      paths: ["targetRoleArn"],
    },
    {
      when: "the target role trusts another role",
      resources: [app, bearer(), role("other"), target(external, `arn:aws:iam::${account}:role/other`), chained],
      paths: ["targetRoleArn"],
    },
    {
      when: "no account has the name",
      resources: [app, bearer({ name: "other" }), association()],
      paths: ["serviceAccount"],
    },
    {
      when: "the account is in another namespace",
      resources: [app, bearer({ namespace: "other" }), association()],
      paths: ["serviceAccount"],
    },
  ],
  undecided: [
    { when: "the name of the account is unknown", resources: [app, bearer({ name: unknown }), association()] },
    {
      when: "the association's account is unknown",
      resources: [app, bearer(), association({ serviceAccount: unknown })],
    },
    { when: "a chart of the namespace may bring the account", resources: [app, chart("apps"), association()] },
    {
      when: "an add-on of the namespace may bring the account",
      resources: [app, addon(), association({ namespace: "kube-system" })],
    },
    {
      when: "the cluster of another association is unknown",
      resources: [app, bearer(), association(), association({ clusterName: unknown }, "j")],
    },
    {
      when: "the target's trust policy is unknown",
      resources: [app, bearer(), role("target", { assumeRolePolicy: unknown }), chained],
    },
  ],
};
