import { unknown } from "../../../../policies/engine/values/value";
import { podIdentityTrust } from "../../../../policies/rules/iam/pod-identity-trust";
import { outputOf, resource, type RuleFixtures } from "../../fixture";
import { account, podIdentity, role, trusting } from "../../iam-fixture";

const at = "assumeRolePolicy.Statement[0]";
const under = (Condition: object) => trusting(podIdentity({ Condition }));
const clusterArn = `arn:aws:eks:eu-west-1:${account}:cluster/c`;
const association = (inputs: object = {}) =>
  resource("aws:eks/podIdentityAssociation:PodIdentityAssociation", "i", {
    ...{ clusterName: "c", namespace: "apps", serviceAccount: "web", roleArn: outputOf(trusting()) },
    ...inputs,
  });
const addon = (roleArn: string) =>
  resource("aws:eks/addon:Addon", "a", {
    clusterName: "c",
    addonName: "vpc-cni",
    podIdentityAssociations: [{ serviceAccount: "aws-node", roleArn }],
  });
const tags = { "aws:RequestTag/kubernetes-namespace": "apps", "aws:RequestTag/kubernetes-service-account": "web" };

export const fixtures: RuleFixtures = {
  rule: podIdentityTrust,
  passes: [
    { when: "the account is pinned", resources: [trusting(podIdentity()), association()] },
    { when: "the cluster is", resources: [under({ ArnEquals: { "aws:SourceArn": clusterArn } })] },
    {
      when: "the cluster is by its tag",
      resources: [under({ StringEquals: { "aws:RequestTag/eks-cluster-arn": clusterArn } })],
    },
    { when: "namespace and account are by their tags", resources: [under({ StringEquals: tags })] },
    {
      when: "actions differ in case",
      resources: [trusting(podIdentity({ Action: ["sts:tagsession", "STS:AssumeRole"] }))],
    },
    { when: "an add-on's role does", resources: [trusting(podIdentity()), addon(`arn:aws:iam::${account}:role/app`)] },
  ],
  fails: [
    {
      when: "sessions cannot be tagged",
      resources: [trusting(podIdentity({ Action: "sts:AssumeRole" }))],
      paths: [`${at}.Action`],
      level: "mandatory",
    },
    { when: "more is allowed", resources: [trusting(podIdentity({ Action: "sts:*" }))], paths: [`${at}.Action`] },
    { when: "no source is named", resources: [under({})], paths: [`${at}.Condition`], level: "production" },
    {
      when: "the source is no cluster",
      resources: [under({ ArnEquals: { "aws:SourceArn": `arn:aws:ec2:eu-west-1:${account}:instance/i` } })],
      level: "production",
    },
    {
      when: "the source is any cluster",
      resources: [under({ ArnEquals: { "aws:SourceArn": "arn:aws:eks:*:*:cluster/*" } })],
      level: "production",
    },
    {
      when: "only the namespace is pinned",
      resources: [under({ StringEquals: { "aws:RequestTag/kubernetes-namespace": "apps" } })],
      level: "production",
    },
    {
      when: "the operator passes without a source",
      resources: [under({ StringEqualsIfExists: { "aws:SourceAccount": account } })],
      level: "production",
    },
    {
      when: "the association disables the tags that are asked for",
      resources: [
        under({ StringEquals: { "aws:SourceAccount": account, ...tags } }),
        association({ disableSessionTags: true }),
      ],
      paths: [`${at}.Condition`],
    },
    {
      when: "the associated role trusts somebody else",
      resources: [
        trusting({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } }),
        association(),
      ],
      paths: ["roleArn"],
    },
    {
      when: "an add-on's role does",
      resources: [trusting(), addon("app")],
      paths: ["podIdentityAssociations[0].roleArn"],
    },
  ],
  undecided: [
    { when: "the trust policy is unknown", resources: [role("app", { assumeRolePolicy: unknown })] },
    {
      when: "the role is outside the stack",
      resources: [association({ roleArn: `arn:aws:iam::${account}:role/theirs` })],
    },
    { when: "the role is unknown", resources: [association({ roleArn: unknown })] },
  ],
  outside: [
    {
      when: "another service is trusted",
      resources: [trusting({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } })],
    },
  ],
};
