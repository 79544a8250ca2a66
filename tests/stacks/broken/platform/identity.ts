import * as aws from "@pulumi/aws";

const issuer = "oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";
const github = "token.actions.githubusercontent.com";

interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly [element: string]: unknown;
}

function documentOf(...statements: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

function trust(principal: unknown, action: unknown = "sts:AssumeRole", condition?: unknown): string {
  return documentOf({
    Effect: "Allow",
    Action: action,
    Principal: principal,
    ...(condition === undefined ? {} : { Condition: condition }),
  });
}

export function createIdentities(): void {
  createPermissions();
  createTrust();
  createUsers();
}

function createPermissions(): void {
  const assumeRolePolicy = trust({ Service: "lambda.amazonaws.com" });
  const operations = new aws.iam.Role("operations", { name: "operations", assumeRolePolicy });
  const inline = (name: string, ...statements: readonly Statement[]) =>
    new aws.iam.RolePolicy(name, { role: operations.name, policy: documentOf(...statements) });
  // IAM-01
  new aws.iam.RolePolicyAttachment("operations-admin", {
    role: operations.name,
    policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
  });
  // IAM-02
  inline("all-of-s3", { Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::broken-assets/reports/*" });
  // IAM-03
  inline("any-instance", { Effect: "Allow", Action: "ec2:TerminateInstances", Resource: "*" });
  // IAM-04
  inline("all-but", { Effect: "Allow", NotAction: "iam:*", Resource: "arn:aws:sqs:eu-west-1:111122223333:jobs" });
  // IAM-06; IAM-03 advises, as every role is nearly everything.
  inline("any-role", { Effect: "Allow", Action: "iam:PassRole", Resource: "arn:aws:iam::111122223333:role/*" });
  // IAM-07; IAM-03 likewise.
  inline("any-secret", {
    Effect: "Allow",
    Action: "secretsmanager:GetSecretValue",
    Resource: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:*",
  });
  // IAM-20
  inline("typing-mistake", { Effect: "Allow", Action: "s3:GetObjekt", Resource: "arn:aws:s3:::broken-assets/x" });
  // IAM-05: whoever writes functions and hands them roles has all of these.
  const builder = new aws.iam.Role("builder", { name: "builder", assumeRolePolicy });
  new aws.iam.RolePolicy("builder", {
    role: builder.name,
    policy: documentOf({ Effect: "Allow", Action: "iam:CreatePolicyVersion", Resource: "*" }), // IAM-03
  });
}

function createTrust(): void {
  const web = "sts:AssumeRoleWithWebIdentity";
  const provider = `arn:aws:iam::111122223333:oidc-provider/${issuer}`;
  // IAM-08: every pod of the cluster. IAM-18: one role for them all.
  new aws.iam.Role("any-pod", {
    name: "any-pod",
    assumeRolePolicy: trust({ Federated: provider }, web, {
      StringLike: { [`${issuer}:sub`]: "system:serviceaccount:*:*" },
    }),
  });
  // IAM-09: an issuer that is no cluster's here, for an audience that is not AWS.
  new aws.iam.OpenIdConnectProvider("elsewhere", { url: `https://${issuer}`, clientIdLists: ["somebody"] });
  // IAM-10: without tags, and from any cluster.
  new aws.iam.Role("any-cluster", {
    name: "any-cluster",
    assumeRolePolicy: trust({ Service: "pods.eks.amazonaws.com" }),
  });
  // IAM-13: every repository of every owner.
  new aws.iam.Role("any-repository", {
    name: "any-repository",
    assumeRolePolicy: trust({ Federated: `arn:aws:iam::111122223333:oidc-provider/${github}` }, web, {
      StringLike: { [`${github}:sub`]: "repo:*" },
    }),
  });
  // IAM-14
  new aws.iam.Role("anybody", { name: "anybody", assumeRolePolicy: trust("*") });
  // IAM-15
  new aws.iam.Role("flow-logs", {
    name: "flow-logs",
    assumeRolePolicy: trust({ Service: "vpc-flow-logs.amazonaws.com" }),
  });
}

function createUsers(): void {
  const user = new aws.iam.User("deploy", { name: "deploy" }); // IAM-17
  new aws.iam.AccessKey("deploy", { user: user.name }); // IAM-17
}
