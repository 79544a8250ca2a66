import { text } from "../../properties";
import type { CloudType } from "../cloud-type";
import { demand } from "../refusal";
import { demandTags } from "../tags";
import { roleToken } from "./role";

export const instanceProfileToken = "aws:iam/instanceProfile:InstanceProfile";

export const instanceProfile: CloudType = {
  token: instanceProfileToken,
  replaces: ["name", "namePrefix", "path"],
  autonamed: true,
  check(inputs) {
    const name = text(inputs, "name");
    demand(
      name === "" || /^[\w+=,.@-]{1,128}$/.test(name),
      "N8",
      `invalid value for name: "${name}" must be 1-128 of [\\w+=,.@-]`,
    );
  },
  create({ inputs, cloud }) {
    demandTags(inputs);
    const [name, role] = [text(inputs, "name"), text(inputs, "role")];
    const identity = name.toLowerCase();
    const taken = cloud.named(instanceProfileToken, identity);
    demand(!taken, "N8", `EntityAlreadyExists: Instance Profile ${name} already exists.`);
    demand(
      role === "" || cloud.get(roleToken, role) !== undefined,
      "I4",
      `NoSuchEntity: The role with name ${role} cannot be found.`,
    );
    const path = text(inputs, "path") || "/";
    return { id: name, identity, computed: { arn: cloud.iamArn(`instance-profile${path}${name}`), path } };
  },
};
