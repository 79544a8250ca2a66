import { unknown } from "../../../../policies/engine/values/value";
import { serviceAccountRoleRoundTrip } from "../../../../policies/rules/iam/service-account-role-round-trip";
import { outputOf, resource, type RuleFixtures } from "../../fixture";
import { account, irsa, issuer, pinned, role, trusting } from "../../iam-fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;
const web = trusting(irsa(pinned("system:serviceaccount:apps:web")));
const arn = `arn:aws:iam::${account}:role/app`;
const namespace = resource("kubernetes:core/v1:Namespace", "apps", { metadata: { name: "apps" } });
const bearer = (roleArn: Inputs[string], metadata: Inputs = {}) =>
  resource("kubernetes:core/v1:ServiceAccount", "web", {
    metadata: { name: "web", namespace: "apps", annotations: { "eks.amazonaws.com/role-arn": roleArn }, ...metadata },
  });
const chart = resource("kubernetes:helm.sh/v3:Release", "r", { namespace: "apps", chart: "c" });
const identity = resource("platform:identity:WorkloadIdentity", "web", {
  mechanism: "irsa",
  namespace: "apps",
  serviceAccount: "api",
});
const child = resource(
  "aws:iam/role:Role",
  "app",
  { name: "app", assumeRolePolicy: unknown },
  { parent: identity.urn },
);
const at = "metadata.annotations.eks.amazonaws.com/role-arn";
const subjectAt = `assumeRolePolicy.Statement[0].Condition.StringEquals.${issuer}:sub`;

export const fixtures: RuleFixtures = {
  rule: serviceAccountRoleRoundTrip,
  passes: [
    { when: "account and role name each other", resources: [namespace, web, bearer(arn)] },
    { when: "the annotation is an output of the role", resources: [namespace, web, bearer(outputOf(web))] },
    {
      when: "the subject is a pattern of names",
      resources: [
        namespace,
        trusting(irsa({ StringLike: { [`${issuer}:sub`]: "system:serviceaccount:apps:w*" } })),
        bearer(arn),
      ],
    },
    { when: "the role is outside the stack", resources: [bearer(`arn:aws:iam::${account}:role/theirs`)] },
    { when: "the trusted account's namespace is not of this stack", resources: [web] },
    {
      when: "an add-on brings the account",
      resources: [namespace, web, resource("aws:eks/addon:Addon", "a", { serviceAccountRoleArn: arn })],
    },
  ],
  fails: [
    { when: "the annotation is no ARN of a role", resources: [bearer("app")], paths: [at] },
    { when: "the role admits another account", resources: [web, bearer(arn, { name: "other" })], paths: [at] },
    {
      when: "the role admits the account of another namespace",
      resources: [web, bearer(outputOf(web), { namespace: "other" })],
      paths: [at],
    },
    {
      when: "the role admits no tokens at all",
      resources: [
        trusting({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } }),
        bearer(arn),
      ],
      paths: [at],
    },
    {
      when: "the component says that the role is for another account",
      resources: [identity, child, bearer(arn)],
      paths: [at],
    },
    { when: "no account of the namespace has the name", resources: [namespace, web], paths: [subjectAt] },
    {
      when: "the account of that name does not carry the role",
      resources: [
        namespace,
        web,
        resource("kubernetes:core/v1:ServiceAccount", "web", { metadata: { name: "web", namespace: "apps" } }),
      ],
      paths: [subjectAt],
    },
  ],
  undecided: [
    { when: "the annotation is unknown", resources: [bearer(unknown)] },
    { when: "the name of the account is unknown", resources: [web, bearer(arn, { name: unknown })] },
    { when: "the namespace is unknown", resources: [web, bearer(arn, { namespace: unknown })] },
    { when: "the trust policy is unknown", resources: [role("app", { assumeRolePolicy: unknown }), bearer(arn)] },
    { when: "a chart may bring the account", resources: [namespace, chart, web] },
  ],
  outside: [
    {
      when: "an account carries no role",
      resources: [resource("kubernetes:core/v1:ServiceAccount", "web", { metadata: { name: "web" } })],
    },
  ],
};
