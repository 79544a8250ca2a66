import { given, number, text } from "../../properties";
import type { Cloud, CloudObject } from "../cloud";
import type { CloudType } from "../cloud-type";
import { demandKey, keyAllows } from "../kms";
import { demand } from "../refusal";
import { demandTags } from "../tags";

export const logGroupToken = "aws:cloudwatch/logGroup:LogGroup";

const retentions = [
  ...[0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
];

/** What CloudWatch Logs does with a key. */
const useOfKey = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptTo", "kms:GenerateDataKey", "kms:DescribeKey"];

export const logGroup: CloudType = {
  token: logGroupToken,
  replaces: ["name", "namePrefix", "logGroupClass"],
  check(inputs) {
    const name = text(inputs, "name");
    const valid = /^[.\-_/#A-Za-z0-9]{1,512}$/.test(name) && !name.startsWith("aws/");
    demand(
      valid,
      "N11",
      `invalid value for name: "${name}" must be 1-512 of [.\\-_/#A-Za-z0-9] and not begin with "aws/"`,
    );
    const days = number(inputs, "retentionInDays") ?? 0;
    demand(
      retentions.includes(days),
      "N12",
      `expected retention_in_days to be one of ${retentions.join(", ")}, got ${days}`,
    );
  },
  create({ inputs, cloud }) {
    demandTags(inputs);
    const name = text(inputs, "name");
    demand(
      !cloud.named(logGroupToken, name),
      "N11",
      `ResourceAlreadyExistsException: The specified log group already exists (${name})`,
    );
    demandKeyOf(inputs, cloud);
    return {
      id: name,
      computed: {
        arn: cloud.arn("logs", `log-group:${name}`),
        logGroupClass: text(inputs, "logGroupClass") || "STANDARD",
      },
    };
  },
  update({ inputs, cloud }) {
    demandKeyOf(inputs, cloud);
    return {};
  },
};

function demandKeyOf(inputs: CloudObject["inputs"], cloud: Cloud): void {
  if (!given(inputs, "kmsKeyId")) return;
  const reference = text(inputs, "kmsKeyId");
  const arn = cloud.arn("logs", `log-group:${text(inputs, "name")}`);
  demand(reference.startsWith("arn:"), "K11", `InvalidParameterException: kmsKeyId must be an ARN, not "${reference}"`);
  const encryption = demandKey(reference, cloud, "K11");
  const principal = `logs.${cloud.account.region}.amazonaws.com`;
  const context = { "kms:encryptioncontext:aws:logs:arn": arn };
  const allowed = useOfKey.every((action) => keyAllows(encryption, { principal, action, context }, cloud));
  demand(
    allowed,
    "K11",
    `AccessDeniedException: The specified KMS key does not exist or is not allowed to be used with Arn '${arn}'`,
  );
}

/** The group of an ARN, with or without the `:*` behind it. */
export function logGroupOf(arn: string, cloud: Cloud): CloudObject | undefined {
  return cloud.named(logGroupToken, arn.replace(/^.*:log-group:/, "").replace(/:\*$/, ""));
}
