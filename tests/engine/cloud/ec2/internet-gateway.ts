import { text } from "../../properties";
import type { CloudType } from "../cloud-type";
import { demand } from "../refusal";
import { demandTags } from "../tags";
import { subnetToken } from "./subnet";
import { demandVpc } from "./vpc";

export const internetGatewayToken = "aws:ec2/internetGateway:InternetGateway";
export const natGatewayToken = "aws:ec2/natGateway:NatGateway";

export const internetGateway: CloudType = {
  token: internetGatewayToken,
  replaces: [],
  create({ inputs, cloud }) {
    demandTags(inputs);
    const vpcId = text(inputs, "vpcId");
    demandVpc(vpcId, cloud);
    const attached = cloud.all(internetGatewayToken).some((other) => text(other.inputs, "vpcId") === vpcId);
    demand(!attached, "V15", `Resource.AlreadyAssociated: resource ${vpcId} is already attached to network`);
    const id = cloud.newId("igw");
    return { id, computed: { arn: cloud.arn("ec2", `internet-gateway/${id}`), ownerId: cloud.account.accountId } };
  },
  remove(object, cloud) {
    const vpcId = text(object.inputs, "vpcId");
    const mapped = cloud
      .all(natGatewayToken)
      .some((nat) => text(cloud.get(subnetToken, text(nat.inputs, "subnetId"))?.inputs, "vpcId") === vpcId);
    demand(
      !mapped,
      "V15",
      `DependencyViolation: Network ${vpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
    );
    const routed = cloud.all("aws:ec2/route:Route").some((route) => text(route.inputs, "gatewayId") === object.id);
    demand(!routed, "V15", `DependencyViolation: internetGateway '${object.id}' is the target of a route`);
  },
};
