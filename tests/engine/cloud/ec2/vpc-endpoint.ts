import { flag, given, text, texts } from "../../properties";
import type { CloudType } from "../cloud-type";
import { demand } from "../refusal";
import { demandTags } from "../tags";
import { routeTableToken } from "./route";
import { demandGroup } from "./security-group";
import { demandSubnet, zoneOf } from "./subnet";
import { demandVpc } from "./vpc";
import { times } from "../times";

export const vpcEndpointToken = "aws:ec2/vpcEndpoint:VpcEndpoint";

export const vpcEndpoint: CloudType = {
  token: vpcEndpointToken,
  replaces: ["serviceName", "vpcEndpointType", "vpcId"],
  minutes: times.vpcEndpoint,
  create({ inputs, cloud }) {
    demandTags(inputs);
    const owner = demandVpc(text(inputs, "vpcId"), cloud);
    const service = text(inputs, "serviceName");
    const isGateway = text(inputs, "vpcEndpointType") !== "Interface";
    demand(
      service.startsWith(`com.amazonaws.${cloud.account.region}.`),
      "V19",
      `InvalidServiceName: The Vpc Endpoint Service '${service}' does not exist`,
    );
    demand(
      text(inputs, "policy").length <= 20480,
      "V20",
      "InvalidPolicyDocument: the policy exceeds 20,480 characters",
    );
    if (isGateway) {
      demand(
        !given(inputs, "subnetIds") && !given(inputs, "securityGroupIds"),
        "V20",
        "InvalidParameter: a gateway endpoint takes neither subnets nor security groups",
      );
      for (const table of texts(inputs, "routeTableIds")) {
        const exists = cloud.get(routeTableToken, table) !== undefined;
        demand(exists, "V20", `InvalidRouteTableId.NotFound: The routeTable ID '${table}' does not exist`);
      }
    } else {
      demand(!given(inputs, "routeTableIds"), "V20", "InvalidParameter: an interface endpoint takes no route tables");
      const zones = texts(inputs, "subnetIds").map((id) => zoneOf(demandSubnet(id, cloud)));
      demand(
        new Set(zones).size === zones.length,
        "V19",
        "DuplicateSubnetsInSameZone: Found another VPC endpoint subnet in the availability zone",
      );
      for (const group of texts(inputs, "securityGroupIds")) demandGroup(group, cloud, "V20");
    }
    if (flag(inputs, "privateDnsEnabled")) {
      demand(
        flag(owner.outputs, "enableDnsSupport") && flag(owner.outputs, "enableDnsHostnames"),
        "V1",
        "InvalidParameter: Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true",
      );
      const other = cloud
        .all(vpcEndpointToken)
        .some(
          (one) =>
            text(one.inputs, "vpcId") === owner.id &&
            text(one.inputs, "serviceName") === service &&
            flag(one.inputs, "privateDnsEnabled"),
        );
      demand(
        !other,
        "V19",
        `InvalidParameter: private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${service} in the VPC ${owner.id}`,
      );
    }
    const id = cloud.newId("vpce");
    return {
      id,
      computed: { arn: cloud.arn("ec2", `vpc-endpoint/${id}`), state: "available", ownerId: cloud.account.accountId },
    };
  },
};
