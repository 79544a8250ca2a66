import { flag, given, text } from "../../properties";
import type { Cloud, CloudObject } from "../cloud";
import type { CloudType } from "../cloud-type";
import { demand, Refusal } from "../refusal";
import { demandTags } from "../tags";
import { contains, overlap } from "./cidr";
import { interfacesIn } from "./network-interfaces";
import { cidrsOf, demandBlock, demandVpc } from "./vpc";
import { times } from "../times";

export const subnetToken = "aws:ec2/subnet:Subnet";

export const subnet: CloudType = {
  token: subnetToken,
  replaces: ["availabilityZone", "availabilityZoneId", "cidrBlock", "vpcId", "ipv6Native", "outpostArn"],
  minutes: times.subnet,
  create({ inputs, cloud }) {
    demandTags(inputs);
    const owner = demandVpc(text(inputs, "vpcId"), cloud);
    const [cidr, zone] = [text(inputs, "cidrBlock"), text(inputs, "availabilityZone")];
    demandBlock(cidr, "InvalidSubnet.Range");
    const inside = cidrsOf(owner, cloud).some((block) => contains(block, cidr));
    demand(inside, "V9", `InvalidSubnet.Range: The CIDR '${cidr}' is invalid.`);
    const neighbour = cloud
      .all(subnetToken)
      .find((other) => text(other.inputs, "vpcId") === owner.id && overlap(text(other.inputs, "cidrBlock"), cidr));
    demand(!neighbour, "V10", `InvalidSubnet.Conflict: The CIDR '${cidr}' conflicts with another subnet`);
    demand(
      zone.startsWith(cloud.account.region) && zone.length === cloud.account.region.length + 1,
      "V10",
      `InvalidParameterValue: Value (${zone}) for parameter availabilityZone is invalid.`,
    );
    const id = cloud.newId("subnet");
    return {
      id,
      computed: {
        arn: cloud.arn("ec2", `subnet/${id}`),
        ownerId: cloud.account.accountId,
        ...(!given(inputs, "mapPublicIpOnLaunch") && { mapPublicIpOnLaunch: false }),
        ...(!given(inputs, "assignIpv6AddressOnCreation") && {
          assignIpv6AddressOnCreation: flag(inputs, "ipv6Native"),
        }),
      },
    };
  },
  remove(object, cloud) {
    const held = interfacesIn(cloud).filter(({ subnetId }) => subnetId === object.id);
    demand(
      held.length === 0,
      "V26",
      `DependencyViolation: The subnet '${object.id}' has dependencies and cannot be deleted. (interfaces of ${held.map(({ owner }) => owner).join(", ")})`,
    );
  },
};

/** @throws Refusal when there is no such subnet */
export function demandSubnet(id: string, cloud: Cloud): CloudObject {
  const found = cloud.get(subnetToken, id);
  if (!found) throw new Refusal("V2", `InvalidSubnetID.NotFound: The subnet ID '${id}' does not exist`);
  return found;
}

export function zoneOf(object: CloudObject): string {
  return text(object.inputs, "availabilityZone");
}
