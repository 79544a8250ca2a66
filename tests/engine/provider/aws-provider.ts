import type { CloudFile } from "../cloud/cloud-file";
import { demand } from "../cloud/refusal";
import { awsTypes } from "../cloud/types";
import { map, text, texts, type Json, type Properties } from "../properties";
import { awsFunctions } from "../../../preview/engine/functions/aws";
import { Lifecycle } from "./lifecycle";
import type { StandInProvider } from "./stand-in-provider";

/** The stand-in for pulumi-aws. Functions are answered as the offline preview answers them, so that both show the same. */
export function awsProvider(file: CloudFile): StandInProvider {
  let defaultTags: Properties = {};
  const types = new Map(awsTypes.map((type) => [type.token, type]));
  return {
    name: "aws",
    // Bridged providers put the id among the outputs, where policies find it. Others do not.
    lifecycle: new Lifecycle(file, (inputs, id) => ({
      id,
      ...("tags" in inputs && { tagsAll: { ...defaultTags, ...map(inputs, "tags") } }),
    })),
    configure(configuration) {
      const read = (key: string): Json | undefined => parsed(configuration[key]);
      const allowed = texts({ list: read("allowedAccountIds") ?? [] }, "list");
      const { accountId, region } = file.read().account;
      demand(allowed.length === 0 || allowed.includes(accountId), "I22", `AWS account ID not allowed: ${accountId}`);
      demand(
        text(configuration, "region") === region,
        "I22",
        `the stand-in cloud is in ${region}, not in "${text(configuration, "region")}"`,
      );
      defaultTags = map({ defaultTags: read("defaultTags") ?? {} }, "defaultTags.tags");
    },
    typeOf(token) {
      const type = types.get(token);
      if (!type)
        throw new Error(`${token}: the stand-in cloud does not know this type; give it one under tests/engine/cloud.`);
      return type;
    },
    invoke(token, args) {
      const answer = awsFunctions[token];
      if (!answer) throw new Error(`${token}: the offline preview does not know this function.`);
      const { accountId, region } = file.read().account;
      return answer(args, { region, accountId }) as Properties;
    },
  };
}

/** Providers get every value that is not text as JSON. */
function parsed(value: Json | undefined): Json | undefined {
  return typeof value === "string" ? (JSON.parse(value) as Json) : value;
}
