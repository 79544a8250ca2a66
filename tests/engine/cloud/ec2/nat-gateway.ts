import { given, text } from "../../properties";
import type { Cloud } from "../cloud";
import type { CloudType } from "../cloud-type";
import { demand } from "../refusal";
import { demandTags } from "../tags";
import { natGatewayToken } from "./internet-gateway";
import { isPublic } from "./route";
import { demandSubnet, subnetToken, zoneOf } from "./subnet";
import { times } from "../times";

const eipToken = "aws:ec2/eip:Eip";

export const eip: CloudType = {
  token: eipToken,
  replaces: ["domain", "publicIpv4Pool", "networkBorderGroup"],
  create({ inputs, cloud }) {
    demandTags(inputs);
    const taken = cloud.all(eipToken);
    demand(taken.length < 5, "V13", "AddressLimitExceeded: The maximum number of addresses has been reached.");
    const id = cloud.newId("eipalloc");
    const publicIp = `198.51.100.${taken.length + 1}`;
    return { id, computed: { allocationId: id, publicIp, arn: cloud.arn("ec2", `elastic-ip/${id}`) } };
  },
  remove(object, cloud) {
    const user = natOf(object.id, cloud);
    demand(!user, "V13", `InvalidIPAddress.InUse: Address ${object.id} is in use.`);
  },
};

export const natGateway: CloudType = {
  token: natGatewayToken,
  replaces: ["allocationId", "connectivityType", "privateIp", "subnetId"],
  minutes: times.natGateway,
  create({ inputs, cloud }) {
    demandTags(inputs);
    const home = demandSubnet(text(inputs, "subnetId"), cloud);
    if (text(inputs, "connectivityType") !== "private") {
      const allocationId = text(inputs, "allocationId");
      const known = cloud.get(eipToken, allocationId) !== undefined;
      demand(known, "V14", `InvalidAllocationID.NotFound: The allocation ID '${allocationId}' does not exist`);
      demand(
        !natOf(allocationId, cloud),
        "V14",
        `Resource.AlreadyAssociated: resource ${allocationId} is already associated`,
      );
      demand(
        isPublic(home, cloud),
        "V14",
        `Gateway.NotAttached: Network ${text(home.inputs, "vpcId")} has no Internet gateway attached`,
      );
    }
    const neighbours = cloud.all(natGatewayToken).filter((other) => {
      const its = cloud.get(subnetToken, text(other.inputs, "subnetId"));
      return its !== undefined && zoneOf(its) === zoneOf(home);
    });
    demand(
      neighbours.length < 5,
      "V14",
      "NatGatewayLimitExceeded: The maximum number of NAT Gateways has been reached.",
    );
    const address = cloud.get(eipToken, text(inputs, "allocationId"));
    return {
      id: cloud.newId("nat"),
      computed: {
        networkInterfaceId: cloud.newId("eni"),
        publicIp: text(address?.outputs, "publicIp"),
        ...(!given(inputs, "privateIp") && { privateIp: "10.0.0.10" }),
      },
    };
  },
};

function natOf(allocationId: string, cloud: Cloud): string | undefined {
  return cloud.all(natGatewayToken).find(({ inputs }) => text(inputs, "allocationId") === allocationId)?.id;
}
