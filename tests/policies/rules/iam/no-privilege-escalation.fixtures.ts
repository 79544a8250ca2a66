import type { GraphResource } from "../../../../policies/engine/graph/resource";
import { unknown } from "../../../../policies/engine/values/value";
import { noPrivilegeEscalation } from "../../../../policies/rules/iam/no-privilege-escalation";
import { outputOf, resource, type RuleFixtures } from "../../fixture";
import { account, allow, document, policy, role, roleWith } from "../../iam-fixture";

const arn = (name: string): string => `arn:aws:iam::${account}:role/${name}`;
const to = (...services: string[]) => ({ Condition: { StringEquals: { "iam:PassedToService": services } } });
const attach = (of: GraphResource, to: GraphResource) =>
  resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "a", { role: outputOf(to), policyArn: outputOf(of) });
/** A policy named `own-policy` that may be written with policies of which the names begin so. */
const versioning = (beginning: string) =>
  resource("aws:iam/policy:Policy", "p", {
    name: "own-policy",
    policy: document(allow("iam:CreatePolicyVersion", `arn:aws:iam::*:policy/${beginning}-*`)),
  });
const managed = (policyArn: string) => role("app", { managedPolicyArns: [policyArn] });
const run = allow("ec2:RunInstances");
const app = role("app");
const bounded = (...statements: object[]) =>
  role("app", {
    inlinePolicies: [{ policy: document(allow(["iam:PutRolePolicy", "s3:GetObject"])) }],
    permissionsBoundary: outputOf(policy(...statements)),
  });
const user = resource("aws:iam/user:User", "u", { name: "u" });
const group = resource("aws:iam/group:Group", "g", { name: "g" });
const groupPolicy = resource("aws:iam/groupPolicy:GroupPolicy", "gp", {
  group: "g",
  policy: document(allow("iam:CreateAccessKey")),
});
const controlPlane = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "eks.amazonaws.com" } };

/** One way to each combination; the first alternative of section 4 unless said otherwise. */
const combinations: Readonly<Record<string, readonly object[]>> = {
  "ESC-01": [allow("iam:CreatePolicyVersion")],
  "ESC-02": [allow("iam:SetDefaultPolicyVersion", `arn:aws:iam::${account}:policy/*`)],
  "ESC-03": [allow("iam:AddUserToGroup")],
  "ESC-04": [allow("iam:AttachGroupPolicy")],
  "ESC-05": [allow("iam:AttachRolePolicy", arn("*"))],
  "ESC-06": [allow("iam:PutUserPolicy")],
  "ESC-07": [allow("iam:PutRolePolicy")],
  "ESC-08": [allow("iam:CreateAccessKey")],
  "ESC-09": [allow("iam:UpdateLoginProfile")],
  "ESC-10": [allow("iam:UpdateAssumeRolePolicy")],
  "ESC-11": [allow("iam:DeleteRolePermissionsBoundary")],
  "ESC-12": [allow("iam:CreateOpenIDConnectProvider"), allow("iam:CreateRole", arn("x"))],
  "ESC-13": [allow(["iam:CreateRole", "iam:AttachRolePolicy", "sts:AssumeRole"], arn("new"))],
  "ESC-14": [allow("sts:AssumeRole")],
  "ESC-15": [allow("iam:PassRole"), run],
  "ESC-16": [allow("iam:PassRole"), allow("ec2:AssociateIamInstanceProfile")],
  "ESC-17": [
    allow("iam:PassRole", arn("x")),
    allow(["autoscaling:CreateAutoScalingGroup", "ec2:CreateLaunchTemplate"]),
  ],
  "ESC-18": [allow(["ec2:ModifyInstanceAttribute", "ec2:StopInstances", "ec2:StartInstances"])],
  "ESC-19": [allow("ec2-instance-connect:SendSSHPublicKey")],
  "ESC-20": [allow("ssm:StartSession")],
  "ESC-21": [allow("iam:PassRole"), allow("ssm:StartAutomationExecution")],
  "ESC-22": [allow("iam:PassRole"), allow(["lambda:CreateFunction", "lambda:InvokeFunction"])],
  "ESC-23": [allow("lambda:UpdateFunctionCode")],
  "ESC-24": [allow("iam:PassRole"), allow("cloudformation:CreateStack")],
  "ESC-25": [allow(["codebuild:UpdateProject", "codebuild:StartBuild"])],
  "ESC-26": [allow("iam:PassRole"), allow(["ecs:RegisterTaskDefinition", "ecs:RunTask"])],
  "ESC-27": [
    allow(["eks:CreateAccessEntry", "eks:AssociateAccessPolicy"], `arn:aws:eks:eu-west-1:${account}:cluster/c`),
  ],
  "ESC-28": [allow("eks:UpdateAccessEntry")],
  "ESC-29": [allow("iam:PassRole"), allow("eks:CreatePodIdentityAssociation")],
  "ESC-30": [allow("iam:PassRole"), allow("eks:CreateNodegroup")],
  "ESC-31": [allow("iam:PassRole"), allow("eks:CreateAddon")],
  "ESC-32": [allow("eks:AssociateIdentityProviderConfig")],
  "ESC-33": [allow("eks-auth:AssumeRoleForPodIdentity")],
  "ESC-34": [allow("iam:PassRole"), allow("scheduler:CreateSchedule")],
  "ESC-35": [allow("glue:UpdateDevEndpoint")],
  "ESC-36": [allow("iam:PassRole"), allow("sagemaker:CreateNotebookInstance")],
  "ESC-37": [allow("iam:PassRole"), allow(["batch:RegisterJobDefinition", "batch:SubmitJob"])],
  "ESC-38": [allow("kms:CreateGrant")],
};

export const fixtures: RuleFixtures = {
  rule: noPrivilegeEscalation,
  passes: [
    { when: "a role has no policy", resources: [app] },
    { when: "a role reads", resources: [roleWith("app", allow(["ec2:Describe*", "s3:GetObject"], "*"))] },
    {
      when: "Karpenter hands only the node role to EC2",
      resources: [role("nodes"), roleWith("app", allow("iam:PassRole", arn("nodes"), to("ec2.amazonaws.com")), run)],
    },
    {
      when: "a role may be handed to a service that none of its actions uses",
      resources: [roleWith("app", allow("iam:PassRole", "*", to("lambda.amazonaws.com")), run)],
    },
    {
      when: "two roles hand each other on, and neither is strong",
      resources: [
        roleWith("one", allow("iam:PassRole", arn("two"), to("ec2.amazonaws.com")), run),
        roleWith("two", allow("iam:PassRole", arn("one"), to("ec2.amazonaws.com")), run),
      ],
    },
    { when: "two roles have one half each", resources: [roleWith("one", allow("iam:PassRole")), roleWith("two", run)] },
    {
      when: "it writes new versions of policies that it does not have",
      resources: [app, versioning("other"), attach(versioning("other"), app)],
    },
    {
      when: "an unconditional Deny takes an action away",
      resources: [roleWith("app", allow("iam:*"), { Effect: "Deny", Action: "iam:*", Resource: "*" })],
    },
    { when: "a boundary leaves one action out", resources: [policy(allow("s3:*")), bounded(allow("s3:*"))] },
    {
      when: "a boundary denies one action",
      resources: [
        policy(allow("*"), { Effect: "Deny", Action: "iam:*", Resource: "*" }),
        bounded(allow("*"), { Effect: "Deny", Action: "iam:*", Resource: "*" }),
      ],
    },
    {
      when: "roles are only written with a boundary",
      resources: [
        roleWith(
          "app",
          allow(["iam:PutRolePolicy", "iam:AttachRolePolicy", "iam:CreateRole"], "*", {
            Condition: { StringEquals: { "iam:PermissionsBoundary": `arn:aws:iam::${account}:policy/boundary` } },
          }),
          allow("sts:AssumeRole", arn("x")),
        ),
      ],
    },
    {
      when: "access entries get a policy of a namespace only",
      resources: [
        roleWith(
          "app",
          allow("eks:CreateAccessEntry", "*", {
            Condition: { "ForAllValues:StringEquals": { "eks:kubernetesGroups": ["viewers"] } },
          }),
          allow("eks:AssociateAccessPolicy", "*", {
            Condition: { ArnEquals: { "eks:policyArn": "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy" } },
          }),
        ),
      ],
    },
    {
      when: "grants on keys are for AWS services only",
      resources: [
        roleWith(
          "app",
          allow("kms:CreateGrant", "*", { Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } } }),
        ),
      ],
    },
    {
      when: "sessions are for tagged instances",
      resources: [
        roleWith(
          "app",
          allow("ssm:StartSession", "*", {
            Condition: { StringEquals: { "ssm:resourceTag/team": "a", "aws:ResourceTag/team": "a" } },
          }),
        ),
      ],
    },
    {
      when: "nodes take credentials for their pods",
      resources: [
        roleWith("nodes", allow("eks-auth:AssumeRoleForPodIdentity")),
        resource("aws:eks/nodeGroup:NodeGroup", "g", { nodeRoleArn: arn("nodes") }),
      ],
    },
    {
      when: "a policy of AWS's is known to be harmless",
      resources: [managed("arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy")],
    },
    {
      when: "a role changes a weaker role",
      resources: [
        roleWith("weak", allow("s3:GetObject")),
        roleWith("app", allow(["iam:PutRolePolicy", "s3:Get*"], arn("weak"))),
      ],
    },
    {
      when: "a user is in a group that does nothing",
      resources: [
        user,
        group,
        resource("aws:iam/userGroupMembership:UserGroupMembership", "m", { user: "u", groups: ["g"] }),
      ],
    },
  ],
  fails: [
    ...Object.entries(combinations).map(([id, statements]) => ({
      when: `a role has all of ${id}`,
      resources: [roleWith("app", ...statements)],
      paths: [""],
    })),
    {
      when: "two policies of a role complete a combination (attribute-only linters)",
      resources: [
        app,
        resource("aws:iam/rolePolicy:RolePolicy", "one", { role: "app", policy: document(allow("iam:PassRole")) }),
        policy(run),
        attach(policy(run), app),
      ],
      paths: [""],
    },
    {
      when: "a policy is attached to several",
      resources: [
        app,
        policy(allow("iam:PutRolePolicy")),
        resource("aws:iam/policyAttachment:PolicyAttachment", "p", { roles: ["app"], policyArn: outputOf(policy()) }),
      ],
    },
    {
      when: "AWS's policy makes it an administrator",
      resources: [managed("arn:aws:iam::aws:policy/AdministratorAccess")],
    },
    {
      when: "it hands on a role of the stack that is an administrator's",
      resources: [
        role("strong", { managedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"] }),
        roleWith("app", allow("iam:PassRole", arn("strong"), to("ec2.amazonaws.com")), run),
      ],
      paths: ["", ""],
    },
    {
      when: "two roles hand each other on, and one of them writes policies",
      resources: [
        roleWith("one", allow("iam:PassRole", arn("two"), to("ec2.amazonaws.com")), run),
        roleWith("two", allow("iam:PassRole", arn("one"), to("ec2.amazonaws.com")), run, allow("iam:PutRolePolicy")),
      ],
      paths: ["", ""],
    },
    { when: "it writes its own policy", resources: [roleWith("app", allow("iam:PutRolePolicy", arn("app")))] },
    {
      when: "it writes a new version of a policy that it has",
      resources: [app, versioning("own"), attach(versioning("own"), app)],
    },
    {
      when: "it lets itself into a role that may do more",
      resources: [
        roleWith("strong", allow("s3:DeleteBucket")),
        roleWith("app", allow("iam:UpdateAssumeRolePolicy", arn("strong"))),
      ],
    },
    {
      when: "all but a few actions are allowed",
      resources: [roleWith("app", { Effect: "Allow", NotAction: "s3:*", Resource: "*" })],
    },
    {
      when: "all but a few resources are meant",
      resources: [roleWith("app", { Effect: "Allow", Action: "iam:PutRolePolicy", NotResource: arn("x") })],
    },
    {
      when: "a Deny is for another resource, or under a condition",
      resources: [
        roleWith(
          "app",
          allow("iam:PutRolePolicy"),
          { Effect: "Deny", Action: "iam:*", Resource: arn("x") },
          {
            Effect: "Deny",
            Action: "*",
            Resource: "*",
            Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } },
          },
        ),
      ],
    },
    { when: "the boundary allows it as well", resources: [policy(allow("iam:*")), bounded(allow("iam:*"))] },
    {
      when: "a user has it by a group",
      resources: [
        user,
        group,
        groupPolicy,
        resource("aws:iam/groupMembership:GroupMembership", "m", { group: "g", users: ["u"] }),
      ],
      paths: ["", ""],
    },
    {
      when: "another policy is unknown",
      resources: [
        role("app", { inlinePolicies: [{ policy: unknown }, { policy: document(allow("iam:PutRolePolicy")) }] }),
      ],
    },
  ],
  undecided: [
    { when: "a policy is unknown", resources: [role("app", { inlinePolicies: [{ policy: unknown }] })] },
    {
      when: "a policy of AWS's is not among those known",
      resources: [managed("arn:aws:iam::aws:policy/AmazonS3FullAccess")],
    },
    { when: "a policy is outside the stack", resources: [managed(`arn:aws:iam::${account}:policy/theirs`)] },
    {
      when: "the boundary is outside the stack",
      resources: [
        role("app", {
          inlinePolicies: [{ policy: document(allow("iam:PutRolePolicy")) }],
          permissionsBoundary: `arn:aws:iam::${account}:policy/theirs`,
        }),
      ],
    },
    {
      when: "it is unknown whom a policy belongs to",
      resources: [
        app,
        resource("aws:iam/rolePolicy:RolePolicy", "r", { role: unknown, policy: document(allow("iam:PutRolePolicy")) }),
      ],
    },
    {
      when: "a group of the user is outside the stack",
      resources: [
        user,
        resource("aws:iam/userGroupMembership:UserGroupMembership", "m", { user: "u", groups: ["theirs"] }),
      ],
    },
  ],
  outside: [
    {
      when: "only the control plane of EKS becomes the role",
      resources: [
        role("cluster", {
          assumeRolePolicy: document(controlPlane),
          inlinePolicies: [{ policy: document(allow("iam:PassRole"), run) }],
        }),
      ],
    },
  ],
};
