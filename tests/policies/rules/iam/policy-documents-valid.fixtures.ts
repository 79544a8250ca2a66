import { unknown } from "../../../../policies/engine/values/value";
import { policyDocumentsValid } from "../../../../policies/rules/iam/policy-documents-valid";
import { resource, type RuleFixtures } from "../../fixture";
import { allow, document, policy, podIdentity, role, trusting } from "../../iam-fixture";

const raw = (text: string) => resource("aws:iam/policy:Policy", "p", { policy: text });
const statement = (each: object) => policy(each);

export const fixtures: RuleFixtures = {
  rule: policyDocumentsValid,
  passes: [
    {
      when: "statements are complete",
      resources: [
        policy(allow(["s3:GetObject", "EC2:describe*"], "*"), { Effect: "Deny", NotAction: "iam:*", Resource: "*" }),
      ],
    },
    {
      when: "a document is an object with one statement",
      resources: [
        resource("aws:iam/policy:Policy", "p", { policy: { Version: "2012-10-17", Statement: allow("s3:GetObject") } }),
      ],
    },
    { when: "a trust policy names its principal", resources: [trusting(podIdentity())] },
    {
      when: "conditions use every family of operators",
      resources: [
        policy(
          allow("s3:ListBucket", "*", {
            Sid: "List1",
            Condition: {
              "ForAnyValue:StringLikeIfExists": { "s3:prefix": "home/" },
              NumericLessThanEquals: { "s3:max-keys": "10" },
              DateGreaterThan: { "aws:CurrentTime": "2019-07-16T12:00:00Z" },
              ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" },
              NotIpAddress: { "aws:SourceIp": "192.0.2.0/24" },
              Null: { "aws:ResourceTag/team": false },
              Bool: { "aws:SecureTransport": true },
            },
          }),
          allow("s3:GetObject", ["arn:aws-cn:s3:::bucket/${aws:username}/*"], { Sid: "Get1" }),
        ),
      ],
    },
    {
      when: "a service takes sentences as statement ids, and the same twice",
      resources: [
        resource("aws:kms/key:Key", "k", {
          policy: document(
            {
              ...allow("kms:*"),
              Sid: "Enable IAM User Permissions",
              Principal: { AWS: "arn:aws:iam::111122223333:root" },
            },
            {
              ...allow("kms:*"),
              Sid: "Enable IAM User Permissions",
              Principal: { AWS: "arn:aws:iam::111122223333:root" },
            },
          ),
        }),
      ],
    },
    {
      when: "an endpoint's policy allows everything",
      resources: [
        resource("aws:ec2/vpcEndpoint:VpcEndpoint", "e", { policy: document({ ...allow("*"), Principal: "*" }) }),
      ],
    },
  ],
  fails: [
    { when: "the text is no JSON", resources: [raw("{")], paths: ["policy"] },
    {
      when: "the version is missing",
      resources: [raw(JSON.stringify({ Statement: [allow("s3:GetObject")] }))],
      paths: ["policy.Version"],
    },
    {
      when: "the version is the old one",
      resources: [raw(JSON.stringify({ Version: "2008-10-17", Statement: [allow("s3:GetObject")] }))],
      paths: ["policy.Version"],
    },
    { when: "there is no statement", resources: [policy()], paths: ["policy.Statement"] },
    {
      when: "the effect is misspelt",
      resources: [statement({ ...allow("s3:GetObject"), Effect: "allow" })],
      paths: ["policy.Statement[0].Effect"],
    },
    {
      when: "there is no action",
      resources: [statement({ Effect: "Allow", Resource: "*" })],
      paths: ["policy.Statement[0].Action"],
    },
    {
      when: "there are actions and exclusions",
      resources: [statement({ ...allow("s3:GetObject"), NotAction: "iam:GetRole" })],
      paths: ["policy.Statement[0].Action"],
    },
    {
      when: "the service does not exist",
      resources: [policy(allow(["s3:GetObject", "s4:GetObject"]))],
      paths: ["policy.Statement[0].Action[1]"],
    },
    {
      when: "the action does not exist",
      resources: [policy(allow("s3:GetObjects"))],
      paths: ["policy.Statement[0].Action"],
    },
    {
      when: "a pattern matches nothing",
      resources: [policy(allow("ec2:Explain*"))],
      paths: ["policy.Statement[0].Action"],
    },
    {
      when: "an action has no service",
      resources: [policy(allow("GetObject"))],
      paths: ["policy.Statement[0].Action"],
    },
    {
      when: "a statement is about nothing",
      resources: [statement({ Effect: "Allow", Action: "s3:GetObject" })],
      paths: ["policy.Statement[0].Resource"],
    },
    {
      when: "a statement is about something, and about all else",
      resources: [statement({ ...allow("s3:GetObject"), NotResource: "arn:aws:s3:::b/*" })],
      paths: ["policy.Statement[0].Resource"],
    },
    {
      when: "a resource is no ARN",
      resources: [policy(allow("s3:GetObject", ["arn:aws:s3:::b/*", "b/*"]))],
      paths: ["policy.Statement[0].Resource[1]"],
    },
    {
      when: "an element has a plural that the grammar lacks",
      resources: [statement({ ...allow("s3:GetObject"), Conditions: { Bool: { "aws:SecureTransport": "true" } } })],
      paths: ["policy.Statement[0].Conditions"],
    },
    {
      when: "a condition operator does not exist",
      resources: [policy(allow("s3:GetObject", "*", { Condition: { StringEqual: { "aws:username": "a" } } }))],
      paths: ["policy.Statement[0].Condition.StringEqual"],
    },
    {
      when: "the existence of a key is asked for if it exists",
      resources: [policy(allow("s3:GetObject", "*", { Condition: { NullIfExists: { "aws:username": "true" } } }))],
      paths: ["policy.Statement[0].Condition.NullIfExists"],
    },
    {
      when: "a statement id has a dash",
      resources: [policy(allow("s3:GetObject", "*", { Sid: "read-objects" }))],
      paths: ["policy.Statement[0].Sid"],
    },
    {
      when: "two statements have one id",
      resources: [policy(allow("s3:GetObject", "*", { Sid: "A" }), allow("s3:ListBucket", "*", { Sid: "A" }))],
      paths: ["policy.Statement[1].Sid"],
    },
    {
      when: "principals are a list, or of a kind that does not exist",
      resources: [
        trusting(
          { ...podIdentity(), Principal: ["arn:aws:iam::111122223333:root"] },
          { ...podIdentity(), Principal: { Role: "a" } },
        ),
      ],
      paths: ["assumeRolePolicy.Statement[0].Principal", "assumeRolePolicy.Statement[1].Principal.Role"],
    },
    {
      when: "a trust policy is about a resource",
      resources: [trusting({ ...podIdentity(), Resource: "*" })],
      paths: ["assumeRolePolicy.Statement[0].Resource"],
    },
    {
      when: "an identity's policy names a principal",
      resources: [statement({ ...allow("s3:GetObject"), Principal: "*" })],
      paths: ["policy.Statement[0].Principal"],
    },
    {
      when: "a trust policy names none",
      resources: [trusting({ Effect: "Allow", Action: "sts:AssumeRole" })],
      paths: ["assumeRolePolicy.Statement[0].Principal"],
    },
    {
      when: "a bucket's policy has a misspelt action",
      resources: [
        resource("aws:s3/bucketPolicy:BucketPolicy", "b", {
          policy: document({ ...allow("s3:GetObjekt"), Principal: "*" }),
        }),
      ],
      paths: ["policy.Statement[0].Action"],
    },
  ],
  undecided: [
    { when: "the document is unknown", resources: [role("app", { assumeRolePolicy: unknown })] },
    {
      when: "an action is unknown to an old list of actions",
      resources: [policy(allow("s3:GetObjectOfTomorrow"))],
      parameters: { today: "2027-09-27" },
    },
  ],
};
