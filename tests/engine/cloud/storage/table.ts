import { flag, given, list, text } from "../../properties";
import type { CloudType } from "../cloud-type";
import { demandKey } from "../kms";
import { demand } from "../refusal";
import { demandTags } from "../tags";
import { times } from "../times";

export const table: CloudType = {
  token: "aws:dynamodb/table:Table",
  replaces: ["name", "hashKey", "rangeKey", "localSecondaryIndexes"],
  minutes: times.table,
  check(inputs) {
    const name = text(inputs, "name");
    demand(
      /^[a-zA-Z0-9_.-]{3,255}$/.test(name),
      "DS4",
      `invalid value for name: "${name}" must be 3-255 of [a-zA-Z0-9_.-]`,
    );
    const attributes = list(inputs, "attributes").map((attribute) => text(attribute, "name"));
    const keys = ["hashKey", "rangeKey"].map((key) => text(inputs, key)).filter((key) => key !== "");
    const indexed = list(inputs, "globalSecondaryIndexes").flatMap((index) => [
      text(index, "hashKey"),
      text(index, "rangeKey"),
    ]);
    const missing = keys.find((key) => !attributes.includes(key));
    demand(missing === undefined, "DS4", `all attributes must be indexed; "${missing}" is a key without an attribute`);
    const unused = attributes.find((attribute) => ![...keys, ...indexed].includes(attribute));
    demand(unused === undefined, "DS4", `all attributes must be indexed. Unused attributes: ["${unused}"]`);
  },
  create({ inputs, cloud }) {
    demandTags(inputs);
    const name = text(inputs, "name");
    demand(!cloud.named(table.token, name), "DS4", `ResourceInUseException: Table already exists: ${name}`);
    const key = text(inputs, "serverSideEncryption.kmsKeyArn");
    if (given(inputs, "serverSideEncryption.kmsKeyArn")) demandKey(key, cloud, "DS4");
    return { id: name, computed: { arn: cloud.arn("dynamodb", `table/${name}`) } };
  },
  remove(object) {
    const kept = flag(object.inputs, "deletionProtectionEnabled");
    demand(
      !kept,
      "DS4",
      `ValidationException: Resource cannot be deleted as it is currently protected against deletion (${object.id})`,
    );
  },
};
