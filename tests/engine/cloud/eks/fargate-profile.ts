import { list, map, text, texts, type Properties } from "../../properties";
import type { Cloud } from "../cloud";
import type { CloudType } from "../cloud-type";
import { isPublic } from "../ec2/route";
import { demandSubnet } from "../ec2/subnet";
import { roleOf, trusts } from "../iam/role";
import { demand } from "../refusal";
import { demandTags } from "../tags";
import { demandActiveCluster, ofCluster } from "./cluster-state";

const profileToken = "aws:eks/fargateProfile:FargateProfile";

export const fargateProfile: CloudType = {
  token: profileToken,
  replaces: ["*"],
  updates: ["tags", "tagsAll"],
  minutes: { create: 1, remove: 3 },
  check(inputs) {
    for (const selector of list(inputs, "selectors"))
      demand(text(selector, "namespace") !== "", "S7", 'missing required property "selectors.namespace"');
  },
  create({ inputs, cloud }) {
    demandTags(inputs);
    const [clusterName, name] = [text(inputs, "clusterName"), text(inputs, "fargateProfileName")];
    demandActiveCluster(clusterName, cloud, "G12");
    const id = `${clusterName}:${name}`;
    demand(
      /^[0-9A-Za-z][\w-]{0,99}$/.test(name) && !name.startsWith("eks-"),
      "N3",
      `InvalidParameterException: fargateProfileName "${name}" is not valid`,
    );
    demand(
      !cloud.named(profileToken, id),
      "S7",
      `ResourceInUseException: Fargate Profile already exists with name ${name}.`,
    );
    demandAlone(clusterName, cloud);
    demandSelectors(inputs);
    demandRole(inputs, clusterName, cloud);
    demandPrivateSubnets(inputs, cloud);
    return { id, computed: { arn: cloud.arn("eks", `fargateprofile/${clusterName}/${name}/1`), status: "ACTIVE" } };
  },
  remove(object, cloud) {
    const others = ofCluster(profileToken, text(object.inputs, "clusterName"), cloud);
    const leaving = others.find(({ id, status }) => id !== object.id && status === "deleting");
    demand(!leaving, "S7", `ResourceInUseException: Cannot delete while profile ${leaving?.id} is DELETING`);
  },
};

/** @throws Refusal S7 while another profile of the cluster is on its way in or out */
function demandAlone(clusterName: string, cloud: Cloud): void {
  const busy = ofCluster(profileToken, clusterName, cloud).find(
    ({ status }) => status === "creating" || status === "deleting",
  );
  demand(!busy, "S7", `ResourceInUseException: Cannot create because cluster ${clusterName} has ${busy?.id} under way`);
}

function demandSelectors(inputs: Properties): void {
  const selectors = list(inputs, "selectors");
  demand(
    selectors.length >= 1 && selectors.length <= 5,
    "S7",
    `InvalidParameterException: ${selectors.length} selectors, expected 1 to 5`,
  );
  for (const selector of selectors)
    demand(Object.keys(map(selector, "labels")).length <= 5, "E34", "InvalidParameterException: more than 5 labels");
}

function demandRole(inputs: Properties, clusterName: string, cloud: Cloud): void {
  const found = roleOf(text(inputs, "podExecutionRoleArn"), cloud);
  const context = {
    "aws:sourcearn": cloud.arn("eks", `fargateprofile/${clusterName}/${text(inputs, "fargateProfileName")}/1`),
  };
  demand(
    found !== undefined && trusts(found, "eks-fargate-pods.amazonaws.com", ["sts:AssumeRole"], context),
    "S7",
    "InvalidParameterException: Misconfigured PodExecutionRole Trust Policy; Please add the eks-fargate-pods.amazonaws.com Service Principal",
  );
}

function demandPrivateSubnets(inputs: Properties, cloud: Cloud): void {
  const ids = texts(inputs, "subnetIds");
  demand(ids.length > 0, "S7", "InvalidParameterException: no subnets");
  for (const id of ids)
    demand(
      !isPublic(demandSubnet(id, cloud), cloud),
      "S7",
      `InvalidParameterException: Subnet ${id} provided in Fargate Profile is not a private subnet`,
    );
}
