import path from "node:path";
import { readProject } from "../../../preview/project/project";
import { readStack } from "../../../preview/project/stack-file";
import { awsFunctions } from "../../../preview/engine/functions/aws";
import { Cloud } from "../cloud/cloud";
import { roleToken, userToken } from "../cloud/iam/role";
import { isList, isMap, list, text, texts, type Json, type Properties } from "../properties";

/**
 * A fresh account: the roles and users that the stack file names, and nothing else. No service has made its linked role
 * yet.
 */
export function freshAccount(project: string, stackFile: string): Cloud {
  const description = readProject(project);
  const { config } = readStack(description, path.join(project, stackFile));
  const access = JSON.parse(config[`${description.name}:access`] ?? "{}") as Properties;
  const accounts = JSON.parse(config["aws:allowedAccountIds"] ?? "[]") as Json;
  const accountId = isList(accounts) ? String(accounts[0]) : "";
  const callerRoleArn = text(access, "deployerRoleArn");
  const cloud = new Cloud({ partition: "aws", accountId, region: config["aws:region"] ?? "", callerRoleArn });
  const named = JSON.stringify(config).match(new RegExp(`arn:aws:iam::${accountId}:(role|user)/[\\w+=,.@/-]+`, "g"));
  const assigned = list(access, "people")
    .filter(isMap)
    .flatMap((person) => permissionSetRoles(text(person, "permissionSet"), cloud));
  for (const arn of new Set([...(named ?? []), ...assigned])) {
    const principal = arn.split("/").pop() ?? "";
    const inputs = { name: principal, assumeRolePolicy: "{}" };
    const type = arn.includes(":user/") ? userToken : roleToken;
    cloud.put({
      ...{ type, id: principal, identity: principal.toLowerCase(), origin: "account", status: "active" },
      ...{ inputs, outputs: { ...inputs, arn } },
    });
  }
  return cloud;
}

/** The role that IAM Identity Center makes of a permission set, as the provider finds it. */
function permissionSetRoles(permissionSet: string, { account }: Cloud): readonly string[] {
  const answer = awsFunctions["aws:iam/getRoles:getRoles"];
  if (permissionSet === "" || answer === undefined) return [];
  const nameRegex = `^AWSReservedSSO_${permissionSet}_[0-9a-f]{16}$`;
  return texts(answer({ nameRegex }, account) as Properties, "arns");
}
