import { given, text } from "../../properties";
import type { Cloud, CloudObject } from "../cloud";
import type { CloudType } from "../cloud-type";
import { allows, namedPrincipals, statementsOf } from "../iam/policy-document";
import { principalExists } from "../iam/role";
import { demandKey, keyAllows } from "../kms";
import { demand } from "../refusal";
import { demandTags } from "../tags";

const topicToken = "aws:sns/topic:Topic";
const topicPolicyToken = "aws:sns/topicPolicy:TopicPolicy";

export const topic: CloudType = {
  token: topicToken,
  replaces: ["name", "fifoTopic"],
  check(inputs) {
    const name = text(inputs, "name");
    demand(
      /^[A-Za-z0-9_-]{1,256}(\.fifo)?$/.test(name),
      "N17",
      `invalid value for name: "${name}" must be 1-256 of [A-Za-z0-9_-]`,
    );
  },
  create({ inputs, cloud }) {
    demandTags(inputs);
    if (given(inputs, "kmsMasterKeyId")) demandKey(text(inputs, "kmsMasterKeyId"), cloud, "K12");
    const arn = cloud.arn("sns", text(inputs, "name"));
    return { id: arn, computed: { arn, owner: cloud.account.accountId } };
  },
  remove(object, cloud) {
    for (const one of cloud.all("aws:sns/topicSubscription:TopicSubscription")) {
      if (text(one.inputs, "topic") === object.id) cloud.remove(one);
    }
  },
};

export const topicPolicy: CloudType = {
  token: topicPolicyToken,
  replaces: ["arn"],
  create({ inputs, cloud }) {
    const arn = text(inputs, "arn");
    demand(cloud.get(topicToken, arn) !== undefined, "SN2", `NotFound: Topic does not exist (${arn})`);
    const statements = statementsOf(text(inputs, "policy"));
    for (const principal of namedPrincipals(statements)) {
      demand(
        principalExists(principal, cloud),
        "I6",
        `InvalidParameter: Policy Error: PrincipalNotFound (${principal})`,
      );
    }
    return { id: arn, computed: { owner: cloud.account.accountId } };
  },
};

export const topicSubscription: CloudType = {
  token: "aws:sns/topicSubscription:TopicSubscription",
  replaces: ["topic", "protocol", "endpoint"],
  create({ inputs, cloud }) {
    const arn = text(inputs, "topic");
    demand(cloud.get(topicToken, arn) !== undefined, "SN1", `NotFound: Topic does not exist (${arn})`);
    const id = `${arn}:${cloud.newDigits(12)}`;
    return {
      id,
      computed: {
        arn: id,
        pendingConfirmation: text(inputs, "protocol") === "email",
        confirmationWasAuthenticated: false,
      },
    };
  },
};

/**
 * AWS accepts an alarm or a rule whose topic does not take its messages and says nothing; a test has to.
 * @param sourceArn left out for EventBridge, which states no source to topics
 * @throws Refusal K12 or SN2 unless topic and key admit the publisher
 */
export function demandPublisher(topicArn: string, service: string, sourceArn: string | undefined, cloud: Cloud): void {
  const found = cloud.get(topicToken, topicArn);
  demand(found !== undefined, "SN2", `the topic ${topicArn} does not exist`);
  const context: Record<string, string> =
    sourceArn === undefined ? {} : { "aws:sourceaccount": cloud.account.accountId, "aws:sourcearn": sourceArn };
  const policy = cloud.get(topicPolicyToken, topicArn);
  const admitted =
    policy !== undefined &&
    allows(statementsOf(text(policy.inputs, "policy")), {
      principal: service,
      action: "sns:Publish",
      resource: topicArn,
      context,
    });
  demand(admitted, "SN2", `${service} is not authorized to perform: SNS:Publish on resource: ${topicArn}`);
  demandKeyFor(found, service, context, cloud);
}

function demandKeyFor(
  found: CloudObject,
  service: string,
  context: Readonly<Record<string, string>>,
  cloud: Cloud,
): void {
  if (!given(found.inputs, "kmsMasterKeyId")) return;
  const encryption = demandKey(text(found.inputs, "kmsMasterKeyId"), cloud, "K12");
  const allowed = ["kms:Decrypt", "kms:GenerateDataKey"].every((action) =>
    keyAllows(encryption, { principal: service, action, context }, cloud),
  );
  demand(
    allowed,
    "K12",
    `null (Service: AWSKMS; Status Code: 400; Error Code: AccessDeniedException) for ${service} on ${found.id}`,
  );
}
