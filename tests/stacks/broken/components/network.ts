import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

export interface Network {
  readonly vpcId: pulumi.Output<string>;
  readonly subnetIds: readonly pulumi.Output<string>[];
}

/** DATA-04, LOG-04, LOG-05 of the stack: it holds an account's only cluster, and none of the account's settings. */
export function createNetwork(): Network {
  // NET-05. NET-09: nodes, and no endpoint for what they need. LOG-03
  const vpc = new aws.ec2.Vpc("tutorial", { cidrBlock: "10.0.0.0/16" });
  const gateway = new aws.ec2.InternetGateway("internet", { vpcId: vpc.id });
  const table = new aws.ec2.RouteTable("everything", { vpcId: vpc.id });
  new aws.ec2.Route("out", {
    routeTableId: table.id,
    destinationCidrBlock: "0.0.0.0/0",
    gatewayId: gateway.id,
  });
  const subnets = ["eu-west-1a", "eu-west-1b"].map((availabilityZone, index) => {
    const cidrBlock = `10.0.${index}.0/24`;
    const subnet = new aws.ec2.Subnet(`everything-${index}`, { vpcId: vpc.id, cidrBlock, availabilityZone });
    new aws.ec2.RouteTableAssociation(`everything-${index}`, { subnetId: subnet.id, routeTableId: table.id });
    return subnet;
  });
  return { vpcId: vpc.id, subnetIds: subnets.map(({ id }) => id) };
}
