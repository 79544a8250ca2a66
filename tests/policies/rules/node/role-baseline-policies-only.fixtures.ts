import type { GraphResource } from "../../../../policies/engine/graph/resource";
import { unknown } from "../../../../policies/engine/values/value";
import { roleBaselinePoliciesOnly } from "../../../../policies/rules/node/role-baseline-policies-only";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;
const trust = (...statements: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const ec2 = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } };
const aws = (name: string): string => `arn:aws:iam::aws:policy/${name}`;
const role = (inputs: Inputs = {}) =>
  resource("aws:iam/role:Role", "nodes", { name: "prod-nodes", assumeRolePolicy: trust(ec2), ...inputs });
const group = (target: GraphResource = role()) =>
  resource("aws:eks/nodeGroup:NodeGroup", "g", { nodeRoleArn: outputOf(target) });
const attach = (policyArn: Inputs[string], target: Inputs[string] = outputOf(role())) =>
  resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "a", { role: target, policyArn });
const policy = resource("aws:iam/policy:Policy", "p", { name: "own" });
const cni = (inputs: Inputs) => resource("aws:eks/addon:Addon", "cni", { addonName: "vpc-cni", ...inputs });
const profile = resource("aws:iam/instanceProfile:InstanceProfile", "ip", {
  name: "prod-nodes",
  role: outputOf(role()),
});
const broad = aws("AmazonS3FullAccess");
const association = (namespace: Inputs[string]) =>
  resource("aws:eks/podIdentityAssociation:PodIdentityAssociation", "i", { namespace, serviceAccount: "aws-node" });

export const fixtures: RuleFixtures = {
  rule: roleBaselinePoliciesOnly,
  passes: [
    {
      when: "the role has what a node needs",
      resources: [
        role({ managedPolicyArns: [aws("AmazonEKSWorkerNodePolicy")] }),
        group(),
        attach(aws("AmazonEC2ContainerRegistryPullOnly")),
      ],
    },
    {
      when: "it may be managed by Systems Manager, in another partition",
      resources: [
        role({ assumeRolePolicy: trust({ ...ec2, Principal: { Service: ["ec2.amazonaws.com.cn"] } }) }),
        group(),
        attach("arn:aws-cn:iam::aws:policy/AmazonSSMManagedInstanceCore"),
      ],
    },
    {
      when: "the CNI has no role of its own and uses the node's",
      resources: [role(), group(), attach(aws("AmazonEKS_CNI_Policy")), cni({})],
    },
    {
      when: "somebody else is denied to assume it",
      resources: [
        role({ assumeRolePolicy: trust(ec2, { Effect: "Deny", Action: "sts:AssumeRole", Principal: "*" }) }),
        group(),
      ],
    },
    { when: "an empty inline policy demands that there be none", resources: [role({ inlinePolicies: [{}] }), group()] },
    {
      when: "other roles carry more",
      resources: [
        role(),
        group(),
        resource("aws:iam/role:Role", "app", { name: "app", managedPolicyArns: [broad] }),
        attach(broad, "app"),
      ],
    },
  ],
  fails: [
    {
      when: "a broad policy is attached to the role of a managed group",
      resources: [role(), group(), attach(broad)],
      paths: ["policyArn"],
    },
    {
      when: "the role lists it itself",
      resources: [role({ managedPolicyArns: [aws("AmazonEKSWorkerNodePolicy"), broad] }), group()],
      paths: ["managedPolicyArns[1]"],
    },
    {
      when: "a policy of the account is attached",
      resources: [role(), group(), policy, attach(outputOf(policy))],
      paths: ["policyArn"],
    },
    {
      when: "a policy of the account bears the name of a baseline one",
      resources: [role(), group(), attach("arn:aws:iam::111122223333:policy/AmazonEKSWorkerNodePolicy")],
      paths: ["policyArn"],
    },
    {
      when: "a policy is attached to several roles",
      resources: [
        role(),
        group(),
        resource("aws:iam/policyAttachment:PolicyAttachment", "p", {
          roles: [unknown, "prod-nodes"],
          policyArn: broad,
        }),
      ],
      paths: ["policyArn"],
    },
    {
      when: "an inline policy is in the role",
      resources: [role({ inlinePolicies: [{ name: "x", policy: unknown }] }), group()],
      paths: ["inlinePolicies"],
    },
    {
      when: "an inline policy is put on the role",
      resources: [
        role(),
        group(),
        resource("aws:iam/rolePolicy:RolePolicy", "r", { role: "prod-nodes", policy: unknown }),
      ],
      paths: ["role"],
    },
    {
      when: "others may assume it",
      resources: [
        role({
          assumeRolePolicy: trust(ec2, {
            Effect: "Allow",
            Action: "sts:AssumeRole",
            Principal: { AWS: "arn:aws:iam::111122223333:root" },
          }),
        }),
        group(),
      ],
      paths: ["assumeRolePolicy"],
    },
    {
      when: "the CNI has a role of its own",
      resources: [
        role(),
        group(),
        attach(aws("AmazonEKS_CNI_Policy")),
        cni({ serviceAccountRoleArn: unknown, podIdentityAssociations: [{ serviceAccount: "aws-node" }] }),
      ],
      paths: ["policyArn"],
    },
    {
      when: "the CNI is associated with a role of its own",
      resources: [role(), group(), attach(aws("AmazonEKS_CNI_Policy")), association("kube-system")],
    },
    {
      when: "Karpenter's class names the role",
      resources: [
        role(),
        attach(broad),
        resource("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", "n", { spec: { role: "prod-nodes" } }),
      ],
    },
    {
      when: "Karpenter's class names an instance profile",
      resources: [
        role(),
        profile,
        attach(broad),
        resource("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", "n", { spec: { instanceProfile: "prod-nodes" } }),
      ],
    },
    {
      when: "Auto Mode's nodes have it",
      resources: [
        role(),
        attach(broad),
        resource("aws:eks/cluster:Cluster", "c", { computeConfig: { nodeRoleArn: outputOf(role()) } }),
      ],
    },
    {
      when: "components are given it",
      resources: [role(), attach(broad), resource("eks:index:Cluster", "c", { instanceRoles: [outputOf(role())] })],
    },
    {
      when: "a self-managed group starts from a template with its profile",
      resources: [
        role(),
        profile,
        attach(broad),
        resource("aws:ec2/launchTemplate:LaunchTemplate", "t", { iamInstanceProfile: { arn: outputOf(profile) } }),
        resource("aws:autoscaling/group:Group", "a", {
          tags: [{ key: "kubernetes.io/cluster/c", value: "owned" }],
          launchTemplate: { id: outputOf(resource("aws:ec2/launchTemplate:LaunchTemplate", "t")) },
        }),
      ],
    },
  ],
  undecided: [
    {
      when: "the role is outside the stack",
      resources: [
        resource("aws:eks/nodeGroup:NodeGroup", "g", { nodeRoleArn: "arn:aws:iam::111122223333:role/theirs" }),
      ],
    },
    { when: "the policy is unknown", resources: [role(), group(), attach(unknown)] },
    { when: "the trust is unknown", resources: [role({ assumeRolePolicy: unknown }), group()] },
    {
      when: "it is unknown whom the CNI is associated with",
      resources: [role(), group(), attach(aws("AmazonEKS_CNI_Policy")), association(unknown)],
    },
    { when: "it is unknown which role a policy is attached to", resources: [role(), group(), attach(broad, unknown)] },
  ],
  outside: [
    { when: "no nodes run under the role", resources: [role({ managedPolicyArns: [broad] }), attach(broad), profile] },
  ],
};
