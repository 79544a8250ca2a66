import { CustomerKey } from "../../../components/encryption/customer-key";
import { logsEncrypt } from "../../../components/encryption/key-policy";
import { Network, type NetworkArgs } from "../../../components/network";
import { registrations, type Registrations } from "../registrations";

const location = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };
export const type = {
  association: "aws:ec2/routeTableAssociation:RouteTableAssociation",
  cidr: "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
  defaultSecurityGroup: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  egressOnlyGateway: "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway",
  eip: "aws:ec2/eip:Eip",
  endpoint: "aws:ec2/vpcEndpoint:VpcEndpoint",
  flowLog: "aws:ec2/flowLog:FlowLog",
  ingressRule: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  internetGateway: "aws:ec2/internetGateway:InternetGateway",
  logGroup: "aws:cloudwatch/logGroup:LogGroup",
  nat: "aws:ec2/natGateway:NatGateway",
  network: "platform:network:Network",
  route: "aws:ec2/route:Route",
  routeTable: "aws:ec2/routeTable:RouteTable",
  subnet: "aws:ec2/subnet:Subnet",
  vpc: "aws:ec2/vpc:Vpc",
} as const;

/** A network as cheap as it gets. */
const dev: Omit<NetworkArgs, "flowLogs"> = {
  name: "platform-dev",
  clusterName: "platform-dev",
  location,
  cidr: "10.0.0.0/16",
  availabilityZones: ["eu-west-1a", "eu-west-1b"],
  nat: "single",
  endpoints: "none",
};
/** What differs in an environment that must not fail. */
export const prod = {
  nat: "perAz",
  availabilityZones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
  endpoints: "all",
} as const;

/** A small network with one NAT gateway, or what the changes make of it. */
export function build(changes: Partial<NetworkArgs> = {}): Promise<Registrations<Network>> {
  return registrations(() => {
    const logKey = new CustomerKey("logs", {
      name: "platform-dev-logs",
      description: "Logs",
      location,
      statements: [logsEncrypt(location, ["/aws/vpc/platform-dev*"])],
    });
    return new Network("network", { ...dev, flowLogs: { retentionInDays: 30, logKey }, ...changes });
  });
}
