import { unknown } from "../../../../policies/engine/values/value";
import { oneRolePerServiceAccount } from "../../../../policies/rules/iam/one-role-per-service-account";
import { resource, type RuleFixtures } from "../../fixture";
import { account, irsa, issuer, pinned, podIdentity, role, trusting } from "../../iam-fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;
const arn = `arn:aws:iam::${account}:role/app`;
const web = "system:serviceaccount:apps:web";
const agent = trusting(podIdentity());
const association = (name: string, inputs: Inputs = {}) =>
  resource("aws:eks/podIdentityAssociation:PodIdentityAssociation", name, {
    clusterName: "c",
    namespace: "apps",
    serviceAccount: name,
    roleArn: arn,
    ...inputs,
  });
const bearer = (name: string) =>
  resource("kubernetes:core/v1:ServiceAccount", name, {
    metadata: { name, namespace: "apps", annotations: { "eks.amazonaws.com/role-arn": arn } },
  });
const paths = ["assumeRolePolicy"];

export const fixtures: RuleFixtures = {
  rule: oneRolePerServiceAccount,
  passes: [
    { when: "the role trusts one account, which carries it", resources: [trusting(irsa(pinned(web))), bearer("web")] },
    { when: "one account is associated", resources: [agent, association("web")] },
    {
      when: "each of two clusters associates an account of its own",
      resources: [agent, association("web"), association("api", { clusterName: "d" })],
    },
  ],
  fails: [
    {
      when: "the trust policy names two accounts",
      resources: [trusting(irsa(pinned([web, "system:serviceaccount:apps:api"])))],
      paths,
      level: "advisory",
    },
    {
      when: "the trust policy has a pattern of names",
      resources: [trusting(irsa({ StringLike: { [`${issuer}:sub`]: "system:serviceaccount:apps:web-*" } }))],
      paths,
    },
    { when: "two accounts are associated", resources: [agent, association("web"), association("api")], paths },
    { when: "two accounts carry the role", resources: [role("app"), bearer("web"), bearer("api")], paths },
    {
      when: "an add-on shares it",
      resources: [
        agent,
        association("web"),
        resource("aws:eks/addon:Addon", "a", {
          clusterName: "c",
          addonName: "vpc-cni",
          podIdentityAssociations: [{ serviceAccount: "aws-node", roleArn: arn }],
        }),
      ],
      paths,
    },
  ],
  undecided: [
    { when: "the trust policy is unknown", resources: [role("app", { assumeRolePolicy: unknown })] },
    {
      when: "the name of a second account is unknown",
      resources: [agent, association("web"), association("api", { serviceAccount: unknown })],
    },
    {
      when: "the role of a second association is unknown",
      resources: [agent, association("web"), association("api", { roleArn: unknown })],
    },
  ],
  outside: [{ when: "the role serves no account", resources: [agent] }],
};
