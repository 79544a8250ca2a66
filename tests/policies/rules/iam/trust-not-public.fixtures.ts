import { unknown } from "../../../../policies/engine/values/value";
import { trustNotPublic } from "../../../../policies/rules/iam/trust-not-public";
import { resource, type RuleFixtures } from "../../fixture";
import { account, document, role, stranger, trusting } from "../../iam-fixture";

const provider = resource("pulumi:providers:aws", "aws", { allowedAccountIds: JSON.stringify([account]) });
const trust = (Principal: unknown, rest: object = {}) => ({
  Effect: "Allow",
  Action: "sts:AssumeRole",
  Principal,
  ...rest,
});
const here = (...statements: object[]) => [
  provider,
  resource(
    "aws:iam/role:Role",
    "app",
    { name: "app", assumeRolePolicy: document(...statements) },
    { provider: provider.urn },
  ),
];
const root = (id: string): object => ({ AWS: `arn:aws:iam::${id}:root` });
const where = (operator: string, key: string, value: string) => ({ Condition: { [operator]: { [key]: value } } });
const paths = ["assumeRolePolicy.Statement[0].Principal"];

const everybody = { Effect: "Allow", Action: "sqs:SendMessage", Principal: "*", Resource: "*" };
const queue = (...statements: object[]) =>
  resource("aws:sqs/queuePolicy:QueuePolicy", "queue", { queueUrl: "queue", policy: document(...statements) });
const mounts = { "elasticfilesystem:AccessedViaMountTarget": "true" };
const invoke = (inputs: Parameters<typeof resource>[2]) =>
  resource("aws:lambda/permission:Permission", "invoke", {
    ...{ action: "lambda:InvokeFunction", function: "f", principal: "*" },
    ...inputs,
  });

export const fixtures: RuleFixtures = {
  rule: trustNotPublic,
  passes: [
    {
      when: "a queue is open to what a topic sends",
      resources: [
        queue({
          ...everybody,
          Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:sns:eu-west-1:111122223333:topic" } },
        }),
      ],
    },
    {
      when: "a topic is open to those of its own account",
      resources: [
        resource("aws:sns/topic:Topic", "topic", {
          policy: document({ ...everybody, Condition: { StringEquals: { "AWS:SourceOwner": account } } }),
        }),
      ],
    },
    { when: "a queue is closed to everybody without TLS", resources: [queue({ ...everybody, Effect: "Deny" })] },
    {
      when: "a file system is open to those who mount it",
      resources: [
        resource("aws:efs/fileSystemPolicy:FileSystemPolicy", "files", {
          policy: document({ ...everybody, Action: "elasticfilesystem:ClientMount", Condition: { Bool: mounts } }),
        }),
      ],
    },
    {
      when: "an open domain is in a network of one's own",
      resources: [
        resource("aws:opensearch/domain:Domain", "search", {
          accessPolicies: document({ ...everybody, Action: "es:*" }),
          vpcOptions: { subnetIds: ["subnet-1"] },
        }),
      ],
    },
    {
      when: "a domain is open to some networks only",
      resources: [
        resource("aws:opensearch/domain:Domain", "search", {
          accessPolicies: document({
            ...everybody,
            Action: "es:ESHttpGet",
            Condition: { IpAddress: { "aws:SourceIp": ["203.0.113.0/24"] } },
          }),
        }),
      ],
    },
    { when: "a function is open to an organization", resources: [invoke({ principalOrgId: "o-1234567890" })] },
    { when: "a function is open to a service", resources: [invoke({ principal: "events.amazonaws.com" })] },
    { when: "a service is trusted", resources: [trusting(trust({ Service: "ec2.amazonaws.com" }))] },
    { when: "the own account is trusted", resources: here(trust(root(account))) },
    { when: "a role of another account is", resources: here(trust({ AWS: `arn:aws:iam::${stranger}:role/deploy` })) },
    {
      when: "a trusted account is",
      resources: here(trust({ AWS: stranger })),
      parameters: { trustedAccounts: [stranger] },
    },
    {
      when: "another account needs an external id",
      resources: here(trust(root(stranger), where("StringEquals", "sts:ExternalId", "x"))),
    },
    {
      when: "another account is of the organization",
      resources: here(trust(root(stranger), where("StringEquals", "aws:PrincipalOrgID", "o-1"))),
    },
    {
      when: "everybody is limited to the organization (checkov #6839)",
      resources: here(trust("*", where("StringEquals", "aws:PrincipalOrgID", "o-1"))),
    },
    {
      when: "everybody is limited to one role (checkov #6839)",
      resources: here(trust({ AWS: "*" }, where("ArnLike", "aws:PrincipalArn", `arn:aws:iam::${account}:role/*`))),
    },
    { when: "everybody is denied (checkov #4394)", resources: here({ ...trust("*"), Effect: "Deny" }) },
  ],
  fails: [
    { when: "a queue is open to everybody", resources: [queue(everybody)], paths: ["policy.Statement[0].Principal"] },
    {
      when: "a topic is open to everybody by its own policy",
      resources: [
        resource("aws:sns/topic:Topic", "topic", { policy: document({ ...everybody, Action: "sns:Publish" }) }),
      ],
      paths: ["policy.Statement[0].Principal"],
    },
    {
      when: "a vault is open to everybody",
      resources: [
        resource("aws:backup/vaultPolicy:VaultPolicy", "vault", {
          policy: document({ ...everybody, Action: "backup:CopyIntoBackupVault", Principal: { AWS: "*" } }),
        }),
      ],
      paths: ["policy.Statement[0].Principal"],
    },
    {
      when: "a domain outside of any network is open to everybody",
      resources: [
        resource("aws:opensearch/domain:Domain", "search", {
          accessPolicies: document({ ...everybody, Action: "es:*" }),
        }),
      ],
      paths: ["accessPolicies.Statement[0].Principal"],
    },
    {
      when: "a domain of the older class and an event bus are open to everybody",
      resources: [
        resource("aws:elasticsearch/domain:Domain", "search", {
          accessPolicies: document({ ...everybody, Action: "es:*" }),
        }),
        resource("aws:cloudwatch/eventBusPolicy:EventBusPolicy", "bus", {
          policy: document({ ...everybody, Action: "events:PutEvents" }),
        }),
      ],
      paths: ["accessPolicies.Statement[0].Principal", "policy.Statement[0].Principal"],
    },
    {
      when: "a domain is open to half of the internet",
      resources: [
        resource("aws:opensearch/domain:Domain", "search", {
          accessPolicies: document({
            ...everybody,
            Action: "es:*",
            Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/1" } },
          }),
        }),
      ],
      paths: ["accessPolicies.Statement[0].Principal"],
    },
    { when: "a function is open to everybody", resources: [invoke({})], paths: ["principal"] },
    { when: "everybody is trusted", resources: here(trust("*")), paths },
    { when: "every AWS principal is", resources: here(trust({ AWS: ["*"] })), paths },
    {
      when: "the condition limits nobody",
      resources: here(trust("*", where("StringLike", "aws:PrincipalArn", "arn:aws:iam::*:role/x"))),
      paths,
    },
    { when: "another account is trusted", resources: here(trust(root(stranger))), paths },
    { when: "another account is, by its number", resources: here(trust({ AWS: [account, stranger] })), paths },
    {
      when: "the external id may be missing",
      resources: here(trust(root(stranger), where("StringEqualsIfExists", "sts:ExternalId", "x"))),
      paths,
    },
    {
      when: "the external id may be anything",
      resources: here(trust(root(stranger), where("StringLike", "sts:ExternalId", "*"))),
      paths,
    },
  ],
  undecided: [
    {
      when: "the policy of a queue is unknown",
      resources: [resource("aws:sqs/queue:Queue", "q", { policy: unknown })],
    },
    { when: "the source of an open function is unknown", resources: [invoke({ principal: unknown })] },
    { when: "the trust policy is unknown", resources: [role("app", { assumeRolePolicy: unknown })] },
    { when: "the stack's own account is not known", resources: [trusting(trust(root(stranger)))] },
    {
      when: "the principal is unknown",
      resources: [
        role("app", {
          assumeRolePolicy: { Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: unknown } }] },
        }),
      ],
    },
  ],
};
