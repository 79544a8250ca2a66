import assert from "node:assert/strict";
import { BreakGlass } from "../../../components/access/break-glass";
import { AlarmTopic } from "../../../components/monitoring/alarms/alarm-topic";
import { addonCluster, location } from "../cluster/addon-cluster";
import { registrations, type Registrations } from "../registrations";

const principalArns = ["arn:aws:iam::111122223333:user/emergency-1", "arn:aws:iam::111122223333:role/on-call"];
const roleArn = "arn:aws:iam::111122223333:role/platform/blue-break-glass";

const build = (principals: readonly string[] = principalArns): Promise<Registrations<BreakGlass>> =>
  registrations(() => {
    const topic = new AlarmTopic("alarms", {
      name: "blue-alarms",
      location,
      publishers: [],
      eventBridge: true,
      emails: [],
    });
    return new BreakGlass("break-glass", {
      prefix: "blue",
      cluster: addonCluster(),
      principalArns: principals,
      topic,
      roles: { path: "/platform/" },
    });
  });

const statements = (policy: unknown): unknown => (JSON.parse(String(policy)) as { Statement: unknown }).Statement;

describe("BreakGlass", () => {
  let found: Registrations<BreakGlass>;
  before(async () => {
    found = await build();
  });

  it("is assumed by the named only, with a fresh second factor, in the region whose rule tells of it", () => {
    const { inputs } = found.only("aws:iam/role:Role");
    assert.deepEqual(statements(inputs["assumeRolePolicy"]), [
      {
        Sid: "PeopleAssumeInEmergencies",
        Effect: "Allow",
        Principal: { AWS: principalArns },
        Action: ["sts:AssumeRole"],
        Condition: {
          Bool: { "aws:MultiFactorAuthPresent": "true" },
          NumericLessThan: { "aws:MultiFactorAuthAge": "900" },
          StringEquals: { "aws:RequestedRegion": "eu-west-1" },
        },
      },
    ]);
    assert.equal(inputs["maxSessionDuration"], 3600);
  });

  it("finds its cluster in AWS and does nothing else there", () => {
    assert.deepEqual(statements(found.only("aws:iam/rolePolicy:RolePolicy").inputs["policy"]), [
      {
        Sid: "FindCluster",
        Effect: "Allow",
        Action: ["eks:DescribeCluster"],
        Resource: ["arn:aws:eks:eu-west-1:111122223333:cluster/blue"],
      },
    ]);
  });

  it("administers the cluster by an entry that waits for role and alarm, and is replaced with the role", () => {
    const entry = found.only("aws:eks/accessEntry:AccessEntry");
    assert.equal(entry.inputs["principalArn"], roleArn);
    assert.deepEqual(entry.inputs["kubernetesGroups"], []);
    const association = found.only("aws:eks/accessPolicyAssociation:AccessPolicyAssociation");
    assert.equal(association.inputs["policyArn"], "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy");
    assert.deepEqual(association.inputs["accessScope"], { type: "cluster" });
    const role = found.only("aws:iam/role:Role");
    assert.ok(found.waitsFor(entry, role));
    for (const { replaceWith } of [entry, association])
      assert.deepEqual([...replaceWith].sort(), [role.urn, found.only("aws:eks/cluster:Cluster").urn].sort());
    assert.ok(found.waitsFor(entry, found.only("aws:cloudwatch/eventTarget:EventTarget")));
  });

  it("listens to CloudTrail for anybody who assumes it, also as a call that only reads", () => {
    const { inputs } = found.only("aws:cloudwatch/eventRule:EventRule");
    assert.deepEqual(JSON.parse(String(inputs["eventPattern"])), {
      source: ["aws.sts"],
      "detail-type": ["AWS API Call via CloudTrail"],
      detail: {
        eventSource: ["sts.amazonaws.com"],
        eventName: ["AssumeRole"],
        requestParameters: { roleArn: [roleArn] },
      },
    });
    assert.equal(inputs["state"], "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS");
    assert.equal(inputs["name"], "blue-break-glass");
  });

  it("tells the topic in one sentence who, when and from where, once topic and key take it", () => {
    const target = found.only("aws:cloudwatch/eventTarget:EventTarget");
    assert.equal(target.inputs["arn"], "arn:aws:sns:eu-west-1:111122223333:blue-alarms");
    const { inputPaths, inputTemplate } = target.inputs["inputTransformer"] as {
      inputPaths: Record<string, string>;
      inputTemplate: string;
    };
    const text: unknown = JSON.parse(inputTemplate);
    assert.ok(typeof text === "string");
    assert.deepEqual(
      [...text.matchAll(/<(\w+)>/g)].map(([, name]) => name).sort(),
      Object.keys(inputPaths).sort(),
      "every placeholder has a path, and every path a placeholder",
    );
    assert.equal(inputPaths["principal"], "$.detail.userIdentity.arn");
    assert.ok(found.waitsFor(target, found.only("aws:sns/topicPolicy:TopicPolicy")));
    assert.ok(found.waitsFor(target, found.only("aws:kms/key:Key")));
  });

  it("lets EventBridge through to topic and key without conditions, which it never meets", () => {
    for (const [type, actions] of [
      ["aws:sns/topicPolicy:TopicPolicy", ["sns:Publish"]],
      ["aws:kms/key:Key", ["kms:Decrypt", "kms:GenerateDataKey*"]],
    ] as const) {
      const all = statements(found.only(type).inputs["policy"]) as Record<string, unknown>[];
      const own = all.find(({ Sid }) => Sid === "EventBridgePublishes");
      assert.deepEqual(own?.["Principal"], { Service: "events.amazonaws.com" }, type);
      assert.deepEqual(own["Action"], actions);
      assert.equal("Condition" in own, false);
    }
  });

  const refused: readonly [string, readonly string[], RegExp][] = [
    ["nobody", [], /principalArns is \[\], so nobody could get in/],
    ["a whole account", ["arn:aws:iam::111122223333:root"], /"arn:aws:iam::111122223333:root" is not the ARN of one/],
    ["everybody of a kind", ["arn:aws:iam::111122223333:user/*"], /user\/\*" is not the ARN of one IAM user or role/],
    [
      "a role of Identity Center, whose sessions carry no second factor",
      ["arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef"],
      /is a role of IAM Identity Center/,
    ],
    ["somebody twice", [principalArns[0] ?? "", principalArns[0] ?? ""], /is listed twice; keep one/],
  ];
  for (const [what, principals, message] of refused)
    it(`refuses ${what}`, async () => {
      await assert.rejects(build(principals), message);
    });
});
