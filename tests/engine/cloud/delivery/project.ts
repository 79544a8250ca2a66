import { given, list, number, text, texts } from "../../properties";
import type { Cloud, CloudObject } from "../cloud";
import type { CloudType } from "../cloud-type";
import { demandGroup } from "../ec2/security-group";
import { isPublic } from "../ec2/route";
import { demandSubnet } from "../ec2/subnet";
import { demandVpc } from "../ec2/vpc";
import { allows } from "../iam/policy-document";
import { inlineStatements, roleOf, trusts } from "../iam/role";
import { demandKey } from "../kms";
import { demand } from "../refusal";
import { demandTags } from "../tags";

export const projectToken = "aws:codebuild/project:Project";

/** What a build in a VPC does before its first command. */
const networkActions = [
  ...["DhcpOptions", "NetworkInterfaces", "SecurityGroups", "Subnets", "Vpcs"].map((noun) => `ec2:Describe${noun}`),
  ...["ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:CreateNetworkInterfacePermission"],
];

/** A project whose builds run in a VPC, which is how this project runs them. */
export const project: CloudType = {
  token: projectToken,
  replaces: ["name"],
  check(inputs) {
    const name = text(inputs, "name");
    demand(/^[A-Za-z0-9][A-Za-z0-9_-]{1,149}$/.test(name), "CP3", `invalid value for name: "${name}"`);
    const timeout = number(inputs, "buildTimeout") ?? 60;
    demand(timeout >= 5 && timeout <= 2160, "CP3", `expected build_timeout to be in the range (5 - 2160)`);
    const types = [text(inputs, "source.type"), text(inputs, "artifacts.type")];
    const pipelined = types.filter((type) => type === "CODEPIPELINE").length;
    demand(pipelined !== 1, "CP3", "InvalidInputException: both source and artifacts are CODEPIPELINE, or neither");
    const names = list(inputs, "environment.environmentVariables").map((variable) => text(variable, "name"));
    demand(new Set(names).size === names.length, "CP3", "InvalidInputException: duplicate environment variable");
  },
  create({ inputs, cloud }) {
    const name = text(inputs, "name");
    demandTags(inputs);
    demand(!cloud.named(projectToken, name), "CP3", `ResourceAlreadyExistsException: Project already exists: ${name}`);
    const arn = cloud.arn("codebuild", `project/${name}`);
    demandRole(text(inputs, "serviceRole"), arn, cloud);
    if (given(inputs, "encryptionKey")) demandKey(text(inputs, "encryptionKey"), cloud, "CP3");
    demandVpc(text(inputs, "vpcConfig.vpcId"), cloud);
    const subnets = texts(inputs, "vpcConfig.subnets");
    const groups = texts(inputs, "vpcConfig.securityGroupIds");
    demand(subnets.length >= 1 && subnets.length <= 16, "CP3", "InvalidInputException: 1 to 16 subnets");
    demand(groups.length >= 1 && groups.length <= 5, "CP3", "InvalidInputException: 1 to 5 security groups");
    for (const subnet of subnets)
      demand(
        !isPublic(demandSubnet(subnet, cloud), cloud),
        "CP3",
        `builds in the public subnet ${subnet} reach nothing`,
      );
    for (const group of groups) demandGroup(group, cloud, "CP3");
    return { id: arn, identity: name, computed: { arn } };
  },
};

function demandRole(roleArn: string, projectArn: string, cloud: Cloud): void {
  const role = roleOf(roleArn, cloud);
  const context = { "aws:sourceaccount": cloud.account.accountId, "aws:sourcearn": projectArn };
  const assumable = role !== undefined && trusts(role, "codebuild.amazonaws.com", ["sts:AssumeRole"], context);
  demand(
    assumable,
    "CP3",
    `InvalidInputException: CodeBuild is not authorized to perform: sts:AssumeRole on ${roleArn}`,
  );
  for (const action of networkActions)
    demand(can(role, action, cloud), "CP3", `InvalidInputException: Not authorized to perform ${action}`);
}

function can(role: CloudObject, action: string, cloud: Cloud): boolean {
  const context = { "ec2:authorizedservice": "codebuild.amazonaws.com" };
  return allows(inlineStatements(role, cloud), { principal: text(role.outputs, "arn"), action, context });
}
