import { flag, given, text, type Properties } from "../../properties";
import type { Cloud, CloudObject } from "../cloud";
import type { CloudType } from "../cloud-type";
import { allows, namedPrincipals, statementsOf } from "../iam/policy-document";
import { principalExists } from "../iam/role";
import { demandKey, keyAllows } from "../kms";
import { demand } from "../refusal";
import { demandTags } from "../tags";
import { times } from "../times";

const queueToken = "aws:sqs/queue:Queue";
const queuePolicyToken = "aws:sqs/queuePolicy:QueuePolicy";

export const queue: CloudType = {
  token: queueToken,
  replaces: ["name", "fifoQueue"],
  // The provider waits until the new attributes can be read everywhere.
  minutes: times.queue,
  check(inputs) {
    const name = text(inputs, "name");
    demand(
      /^[A-Za-z0-9_-]{1,80}$/.test(name) || (name.length <= 80 && /^[A-Za-z0-9_-]+\.fifo$/.test(name)),
      "N15",
      `invalid value for name: "${name}" must be 1-80 of [A-Za-z0-9_-]`,
    );
    demand(
      !(flag(inputs, "sqsManagedSseEnabled") && given(inputs, "kmsMasterKeyId")),
      "K13",
      "kms_master_key_id conflicts with sqs_managed_sse_enabled",
    );
  },
  create({ inputs, cloud }) {
    demandTags(inputs);
    const name = text(inputs, "name");
    if (given(inputs, "kmsMasterKeyId")) demandKey(text(inputs, "kmsMasterKeyId"), cloud, "K13");
    const { region, accountId } = cloud.account;
    const url = `https://sqs.${region}.amazonaws.com/${accountId}/${name}`;
    demand(
      !cloud.get(queueToken, url),
      "N15",
      "QueueAlreadyExists: A queue already exists with the same name and a different value for attribute",
    );
    return { id: url, computed: { arn: cloud.arn("sqs", name), url } };
  },
  remove(object, cloud) {
    for (const one of cloud.all(queuePolicyToken)) {
      if (text(one.inputs, "queueUrl") === object.id) cloud.remove(one);
    }
  },
};

export const queuePolicy: CloudType = {
  token: queuePolicyToken,
  replaces: ["queueUrl"],
  create({ inputs, cloud }) {
    const url = text(inputs, "queueUrl");
    demand(cloud.get(queueToken, url) !== undefined, "EV2", `QueueDoesNotExist: ${url}`);
    demandPrincipals(inputs, cloud);
    return { id: url };
  },
  update({ inputs, cloud }) {
    demandPrincipals(inputs, cloud);
    return {};
  },
};

function demandPrincipals(inputs: Properties, cloud: Cloud): void {
  for (const principal of namedPrincipals(statementsOf(text(inputs, "policy")))) {
    demand(
      principalExists(principal, cloud),
      "I6",
      `InvalidAttributeValue: Invalid value for the parameter Policy (${principal})`,
    );
  }
}

/**
 * AWS accepts a target whose queue does not take its messages and says nothing; a test has to.
 * @throws Refusal EV2 or K13 unless queue and key admit the sender
 */
export function demandQueueSender(queueArn: string, service: string, sourceArn: string, cloud: Cloud): void {
  const found = cloud.all(queueToken).find(({ outputs }) => text(outputs, "arn") === queueArn);
  demand(found !== undefined, "EV2", `the queue ${queueArn} does not exist`);
  const policy = cloud.get(queuePolicyToken, found.id);
  const context = { "aws:sourcearn": sourceArn, "aws:securetransport": "true" };
  const admitted =
    policy !== undefined &&
    allows(statementsOf(text(policy.inputs, "policy")), {
      principal: service,
      action: "sqs:SendMessage",
      resource: queueArn,
      context,
    });
  demand(admitted, "EV2", `FailedInvocations: ${service} may not send to ${queueArn} for ${sourceArn}`);
  demandKeyFor(found, service, context, cloud);
}

function demandKeyFor(
  found: CloudObject,
  service: string,
  context: Readonly<Record<string, string>>,
  cloud: Cloud,
): void {
  if (!given(found.inputs, "kmsMasterKeyId")) return;
  const encryption = demandKey(text(found.inputs, "kmsMasterKeyId"), cloud, "K13");
  const allowed = ["kms:Decrypt", "kms:GenerateDataKey"].every((action) =>
    keyAllows(encryption, { principal: service, action, context }, cloud),
  );
  demand(allowed, "K13", `FailedInvocations: KMS AccessDenied for ${service} on ${found.id}`);
}
