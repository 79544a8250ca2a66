import * as aws from "@pulumi/aws";
import type { ClusterArgs, ClusterNetwork } from "../../../components/cluster/cluster-args";
import { location } from "./addon-cluster";

export const deployer = "arn:aws:iam::111122223333:role/ci/deployer";

/** A network as far as clusters know it. Only inside of `registrations`. */
export function clusterNetwork({ pods = false, ipv6 = false } = {}): ClusterNetwork {
  const vpc = new aws.ec2.Vpc("blue", { cidrBlock: "10.0.0.0/16" });
  const zones = ["eu-west-1a", "eu-west-1b"];
  const subnets = (tier: string, prefix: string) =>
    zones.map((availabilityZone, index) => {
      const cidrBlock = `${prefix}.${String(index * 16)}.0/20`;
      const { id } = new aws.ec2.Subnet(`${tier}-${availabilityZone}`, { vpcId: vpc.id, cidrBlock, availabilityZone });
      return { id, availabilityZone };
    });
  return {
    vpcId: vpc.id,
    cidrs: pods ? ["10.0.0.0/16", "100.64.0.0/16"] : ["10.0.0.0/16"],
    privateSubnets: subnets("private", "10.0"),
    podSubnets: pods ? subnets("pods", "100.64") : [],
    ipv6,
  };
}

/** The least that a cluster takes. Only inside of `registrations`. */
export function clusterArgs(network: ClusterNetwork = clusterNetwork()): ClusterArgs {
  return { name: "blue", location, network, deployerPrincipalArn: deployer };
}
