import { unknown } from "../../../../policies/engine/values/value";
import { serviceTrustConfusedDeputy } from "../../../../policies/rules/iam/service-trust-confused-deputy";
import { resource, type RuleFixtures } from "../../fixture";
import { account, document, role, trusting } from "../../iam-fixture";

const trust = (service: string | string[], rest: object = {}) => ({
  Effect: "Allow",
  Action: "sts:AssumeRole",
  Principal: { Service: service },
  ...rest,
});
const where = (operator: string, key: string, value: string) => ({ Condition: { [operator]: { [key]: value } } });
const deputies = [
  "eks-fargate-pods",
  "vpc-flow-logs",
  "cloudtrail",
  "config",
  "delivery.logs",
  "logging.s3",
  "sns",
  "events",
  "scheduler",
  "backup",
  "guardduty",
];
const paths = ["assumeRolePolicy.Statement[0].Principal"];

export const fixtures: RuleFixtures = {
  rule: serviceTrustConfusedDeputy,
  passes: [
    {
      when: "the account is named",
      resources: [trusting(trust("backup.amazonaws.com", where("StringEquals", "aws:SourceAccount", account)))],
    },
    {
      when: "the resource is",
      resources: [
        trusting(
          trust(
            "vpc-flow-logs.amazonaws.com",
            where("ArnLike", "aws:SourceArn", `arn:aws:ec2:*:${account}:vpc-flow-log/*`),
          ),
        ),
      ],
    },
    {
      when: "the organization is",
      resources: [trusting(trust("sns.amazonaws.com", where("StringEquals", "aws:SourceOrgID", "o-1")))],
    },
    { when: "the service names no source", resources: [trusting(trust("ec2.amazonaws.com"))] },
    ...[
      ["aws:sns/topicPolicy:TopicPolicy", "sns:Publish"],
      ["aws:kms/key:Key", "kms:GenerateDataKey*"],
    ].map(([type = "", Action = ""]) => ({
      when: `EventBridge, which states no source there, uses a ${type}`,
      resources: [
        resource(type, "t", { policy: document({ ...trust("events.amazonaws.com"), Action, Resource: "*" }) }),
      ],
    })),
    { when: "the service is denied", resources: [trusting({ ...trust("sns.amazonaws.com"), Effect: "Deny" })] },
  ],
  fails: [
    ...deputies.map((name) => ({
      when: `${name} is trusted on behalf of anybody`,
      resources: [trusting(trust([`${name}.amazonaws.com`]))],
      paths,
      level: "advisory" as const,
    })),
    {
      when: "any source will do",
      resources: [trusting(trust("sns.amazonaws.com", where("StringLike", "aws:SourceAccount", "*")))],
      paths,
    },
    {
      when: "a topic lets a service publish on behalf of anybody that could state its source",
      resources: [
        resource("aws:sns/topicPolicy:TopicPolicy", "t", {
          policy: document({ ...trust("backup.amazonaws.com"), Action: "sns:Publish", Resource: "*" }),
        }),
      ],
      paths: ["policy.Statement[0].Principal"],
    },
    {
      when: "a bucket lets a service write on behalf of anybody",
      resources: [
        resource("aws:s3/bucketPolicy:BucketPolicy", "b", {
          policy: document({ ...trust("delivery.logs.amazonaws.com"), Action: "s3:PutObject", Resource: "*" }),
        }),
      ],
      paths: ["policy.Statement[0].Principal"],
    },
  ],
  undecided: [
    { when: "the trust policy is unknown", resources: [role("app", { assumeRolePolicy: unknown })] },
    {
      when: "the service is unknown",
      resources: [
        role("app", {
          assumeRolePolicy: {
            Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: unknown } }],
          },
        }),
      ],
    },
  ],
};
