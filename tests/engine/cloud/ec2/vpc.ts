import { flag, given, text } from "../../properties";
import type { Cloud, CloudObject } from "../cloud";
import type { CloudType } from "../cloud-type";
import { demand, Refusal } from "../refusal";
import { demandTags } from "../tags";
import { isNetwork, overlap, prefixLengthOf } from "./cidr";
import { times } from "../times";

export const vpcToken = "aws:ec2/vpc:Vpc";
const associationToken = "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation";

export const vpc: CloudType = {
  token: vpcToken,
  replaces: ["cidrBlock"],
  minutes: times.vpc,
  create({ inputs, cloud }) {
    demandTags(inputs);
    const cidr = text(inputs, "cidrBlock");
    demandBlock(cidr, "InvalidVpc.Range");
    demand(cloud.all(vpcToken).length < 5, "V22", "VpcLimitExceeded: The maximum number of VPCs has been reached.");
    const id = cloud.newId("vpc");
    return {
      id,
      computed: {
        arn: cloud.arn("ec2", `vpc/${id}`),
        defaultSecurityGroupId: cloud.newId("sg"),
        defaultNetworkAclId: cloud.newId("acl"),
        defaultRouteTableId: cloud.newId("rtb"),
        mainRouteTableId: cloud.newId("rtb"),
        dhcpOptionsId: cloud.newId("dopt"),
        instanceTenancy: "default",
        // The provider's default, not AWS's.
        ...(!given(inputs, "enableDnsHostnames") && { enableDnsHostnames: false }),
        ...(!given(inputs, "enableDnsSupport") && { enableDnsSupport: true }),
        ...(flag(inputs, "assignGeneratedIpv6CidrBlock") && { ipv6CidrBlock: "2a05:d018:1000:100::/56" }),
      },
    };
  },
  remove(object, cloud) {
    const left = cloud.objects.filter(
      (other) => other.id !== object.id && text(other.outputs, "vpcId") === object.id && !isDefault(other, object),
    );
    demand(
      left.length === 0,
      "V26",
      `DependencyViolation: The vpc '${object.id}' has dependencies and cannot be deleted. (${left.map(({ type, id }) => `${type} ${id}`).join(", ")})`,
    );
  },
};

/** The default security group goes with its VPC, whoever adopted it. */
function isDefault(other: CloudObject, owner: CloudObject): boolean {
  return other.id === text(owner.outputs, "defaultSecurityGroupId");
}

export const vpcIpv4CidrBlockAssociation: CloudType = {
  token: associationToken,
  replaces: ["*"],
  create({ inputs, cloud }) {
    const owner = demandVpc(text(inputs, "vpcId"), cloud);
    const cidr = text(inputs, "cidrBlock");
    demandBlock(cidr, "InvalidVpc.Range");
    const blocks = cidrsOf(owner, cloud);
    demand(blocks.length < 5, "V7", "CidrLimitExceeded: This network has the maximum number of CIDRs.");
    demand(
      !blocks.some((block) => overlap(block, cidr)),
      "V7",
      `InvalidVpc.Range: The CIDR '${cidr}' conflicts with another of the VPC.`,
    );
    const [primary = ""] = blocks;
    demand(!isRestricted(cidr, blocks, primary), "V7", `InvalidVpc.Range: The CIDR '${cidr}' is restricted.`);
    return { id: cloud.newId("vpc-cidr-assoc") };
  },
};

const privateFamilies = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/** @see VPC User Guide, "IPv4 CIDR block association restrictions" */
function isRestricted(cidr: string, blocks: readonly string[], primary: string): boolean {
  const familyOf = (block: string) => privateFamilies.find((family) => overlap(family, block));
  if (overlap(cidr, "169.254.0.0/16") || overlap(cidr, "198.19.0.0/16")) return true;
  if (familyOf(cidr) !== undefined && familyOf(cidr) !== familyOf(primary)) return true;
  if (overlap(cidr, "172.31.0.0/16") && blocks.some((block) => overlap(block, "172.16.0.0/12"))) return true;
  return overlap(cidr, "10.0.0.0/16") && blocks.some((block) => overlap(block, "10.0.0.0/15"));
}

/** @throws Refusal V6 unless the block is a network of /16 to /28 */
export function demandBlock(cidr: string, code: string): void {
  const length = prefixLengthOf(cidr);
  demand(isNetwork(cidr) && length >= 16 && length <= 28, "V6", `${code}: The CIDR '${cidr}' is invalid.`);
}

/** The primary CIDR of a VPC, then the others. */
export function cidrsOf(owner: CloudObject, cloud: Cloud): readonly string[] {
  const others = cloud.all(associationToken).filter(({ inputs }) => text(inputs, "vpcId") === owner.id);
  return [owner, ...others].map(({ inputs }) => text(inputs, "cidrBlock"));
}

/** @throws Refusal when there is no such VPC */
export function demandVpc(id: string, cloud: Cloud): CloudObject {
  const found = cloud.get(vpcToken, id);
  if (!found) throw new Refusal("V26", `InvalidVpcID.NotFound: The vpc ID '${id}' does not exist`);
  return found;
}
