import { unknown } from "../../../../policies/engine/values/value";
import { resourceWildcardJustified } from "../../../../policies/rules/iam/resource-wildcard-justified";
import { resource, type RuleFixtures } from "../../fixture";
import { allow, document, policy } from "../../iam-fixture";

const path = ["policy.Statement[0].Resource"];
const scoped = (action: string, Condition: object) => policy(allow(action, "*", { Condition }));

export const fixtures: RuleFixtures = {
  rule: resourceWildcardJustified,
  passes: [
    {
      when: "actions accept nothing else (checkov #5134, #5442)",
      resources: [
        policy(
          allow(["s3:ListAllMyBuckets", "logs:DescribeLogGroups", "ecr:GetAuthorizationToken", "eks:ListClusters"]),
        ),
      ],
    },
    {
      when: "they describe, even where AWS documents resources",
      resources: [policy(allow(["ec2:Describe*", "eks:DescribeCluster", "eks:DescribeNodegroup"]))],
    },
    {
      when: "metrics are put and read",
      resources: [policy(allow(["cloudwatch:PutMetricData", "cloudwatch:GetMetricData"]))],
    },
    { when: "resources are named", resources: [policy(allow("s3:GetObject", "arn:aws:s3:::bucket/prefix/*"))] },
    {
      when: "the operator allows the action",
      resources: [policy(allow("sns:Publish"))],
      parameters: { wildcardResourceActions: ["sns:Pub*"] },
    },
    {
      when: "a tag of the resource is asked for",
      resources: [scoped("ec2:TerminateInstances", { StringEquals: { "aws:ResourceTag/team": "a" } })],
    },
    {
      when: "a tag of the resource must be there",
      resources: [scoped("ec2:TerminateInstances", { Null: { "ec2:ResourceTag/cluster": "false" } })],
    },
    {
      when: "the cluster whose zonal shift is read is named by the condition that alone can name it",
      resources: [
        scoped("arc-zonal-shift:GetManagedResource", {
          StringEquals: {
            "arc-zonal-shift:ResourceIdentifier": "arn:aws:eks:eu-west-1:111122223333:cluster/platform",
          },
        }),
      ],
    },
    {
      when: "the created resource must be tagged",
      resources: [scoped("ec2:CreateVolume", { StringLike: { "aws:RequestTag/cluster": "prod-?" } })],
    },
    {
      when: "keys are used through a service (checkov #5148)",
      resources: [scoped("kms:Decrypt", { StringEquals: { "kms:ViaService": "ec2.eu-west-1.amazonaws.com" } })],
    },
    {
      when: "keys are picked by alias (checkov #2336)",
      resources: [scoped("kms:Decrypt", { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/a" } })],
    },
    {
      when: "grants are for AWS services only",
      resources: [scoped("kms:CreateGrant", { Bool: { "kms:GrantIsForAWSResource": "true" } })],
    },
    {
      when: "the request comes from a named resource (checkov #5181)",
      resources: [scoped("sqs:SendMessage", { ArnLike: { "aws:SourceArn": "arn:aws:sns:*:*:t" } })],
    },
    {
      when: "tags are made together with the resource only",
      resources: [scoped("ec2:CreateTags", { StringEquals: { "ec2:CreateAction": "CreateVolume" } })],
    },
    {
      when: "tags of another service are, too",
      resources: [
        policy(
          allow("elasticfilesystem:TagResource", "arn:aws:elasticfilesystem:eu-west-1:111122223333:access-point/*", {
            Condition: { StringEquals: { "elasticfilesystem:CreateAction": "CreateAccessPoint" } },
          }),
        ),
      ],
    },
    {
      when: "a service-linked role of one service is made",
      resources: [
        scoped("iam:CreateServiceLinkedRole", { StringEquals: { "iam:AWSServiceName": "spot.amazonaws.com" } }),
      ],
    },
    { when: "everything is denied", resources: [policy({ Effect: "Deny", Action: "s3:GetObject", Resource: "*" })] },
    {
      when: "the one resource that there is of a kind is named",
      resources: [
        policy(allow("eks:DescribeClusterVersions")),
        policy(allow("s3:GetAccessGrant", "arn:aws:s3:eu-west-1:111122223333:access-grants/default/grant/g")),
      ],
    },
  ],
  fails: [
    ...["secretsmanager:GetSecretValue", "s3:GetObject", "ec2:RunInstances", "sns:Publish", "S3:GETOBJECT"].map(
      (action) => ({
        when: `${action} is allowed on everything`,
        resources: [policy(allow(action))],
        paths: path,
        level: "mandatory" as const,
      }),
    ),
    { when: "everything is allowed on everything", resources: [policy(allow("*"))], paths: path },
    {
      when: "one of several resources is everything",
      resources: [policy(allow("s3:GetObject", ["arn:aws:s3:::b/*", "*"]))],
      paths: path,
    },
    {
      when: "the condition is about the region",
      resources: [scoped("s3:GetObject", { StringEquals: { "aws:RequestedRegion": "eu-west-1" } })],
      paths: path,
    },
    {
      when: "the condition is about the caller's address",
      resources: [scoped("sqs:SendMessage", { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } })],
      paths: path,
    },
    {
      when: "the condition is about the account",
      resources: [scoped("s3:GetObject", { StringEquals: { "aws:ResourceAccount": "111122223333" } })],
      paths: path,
    },
    {
      when: "the condition passes without the tag",
      resources: [scoped("ec2:TerminateInstances", { StringEqualsIfExists: { "aws:ResourceTag/team": "a" } })],
      paths: path,
    },
    {
      when: "the condition excludes",
      resources: [scoped("ec2:TerminateInstances", { StringNotEquals: { "aws:ResourceTag/team": "a" } })],
      paths: path,
    },
    {
      when: "the condition takes any value",
      resources: [scoped("ec2:TerminateInstances", { StringLike: { "aws:ResourceTag/team": ["a", "*"] } })],
      paths: path,
    },
    {
      when: "the action does not look at the key",
      resources: [scoped("sns:Publish", { StringEquals: { "kms:ViaService": "ec2.eu-west-1.amazonaws.com" } })],
      paths: path,
    },
    {
      when: "a tag of the request says nothing of the resource",
      resources: [scoped("ec2:CreateTags", { StringEquals: { "aws:RequestTag/team": "a" } })],
      paths: path,
    },
    {
      when: "one of several actions is not covered by the condition",
      resources: [
        policy(
          allow(["ec2:TerminateInstances", "sns:Publish"], "*", {
            Condition: { StringEquals: { "ec2:ResourceTag/team": "a" } },
          }),
        ),
      ],
      paths: path,
    },
    {
      when: "all resources of a type are meant",
      resources: [policy(allow("dynamodb:PutItem", "arn:aws:dynamodb:eu-west-1:111122223333:table/*"))],
      paths: path,
      level: "advisory",
    },
    {
      when: "all buckets are meant",
      resources: [policy(allow("s3:PutObject", "arn:aws:s3:::*"))],
      paths: path,
      level: "advisory",
    },
  ],
  undecided: [
    { when: "the policy is unknown", resources: [resource("aws:iam/policy:Policy", "p", { policy: unknown })] },
    {
      when: "the resource is unknown",
      resources: [
        resource("aws:iam/policy:Policy", "p", {
          policy: {
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: unknown }],
          },
        }),
      ],
    },
    {
      when: "a value of the condition is unknown",
      resources: [
        resource("aws:iam/policy:Policy", "p", {
          policy: {
            Version: "2012-10-17",
            Statement: [
              {
                Effect: "Allow",
                Action: "ec2:RebootInstances",
                Resource: "*",
                Condition: { StringEquals: { "aws:ResourceTag/team": unknown } },
              },
            ],
          },
        }),
      ],
    },
  ],
  outside: [
    {
      when: "the document is a key policy, where * is the key itself (checkov #5148)",
      resources: [
        resource("aws:kms/key:Key", "k", {
          policy: document({ ...allow("kms:*"), Principal: { AWS: "111122223333" } }),
        }),
      ],
    },
  ],
};
