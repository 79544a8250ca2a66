import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { dynamodbEndpointPolicy, interfaceEndpointPolicy, s3EndpointPolicy, type EndpointPerimeter } from "./policy";
import { endpointServiceName, type InterfaceEndpointService } from "./services";

export interface VpcEndpointsArgs extends EndpointPerimeter {
  /** Prefix of physical names. */
  readonly name: string;
  readonly vpcId: pulumi.Input<string>;
  /** All IPv4 CIDRs of the VPC, from which the interface endpoints are called. */
  readonly cidrs: readonly string[];
  readonly services: readonly InterfaceEndpointService[];
  /** One subnet a zone for the interface endpoints. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Route tables from which S3 and DynamoDB are reached through the gateway endpoints. */
  readonly routeTableIds: readonly pulumi.Input<string>[];
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * Ways from a VPC to services of AWS that do not lead through the internet: gateway endpoints for S3 and DynamoDB, and an
 * interface endpoint with private DNS for each selected service, behind one security group that admits HTTPS from the VPC.
 * Idle cost: none for gateway endpoints; for each interface endpoint about 7.30 US dollars a month and zone (us-east-1),
 * but none for `guardduty-data`.
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/what-is-privatelink.html
 */
export class VpcEndpoints extends pulumi.ComponentResource {
  /** Endpoints and the rules that admit traffic to them. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: VpcEndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:network:VpcEndpoints", name, { services: ["dynamodb", "s3", ...args.services] }, opts);
    const gateways = [
      createGatewayEndpoint(this, name, args, "s3", s3EndpointPolicy(args)),
      createGatewayEndpoint(this, name, args, "dynamodb", dynamodbEndpointPolicy(args)),
    ];
    this.ready = args.services.length === 0 ? gateways : [...gateways, ...createInterfaceEndpoints(this, name, args)];
    this.registerOutputs();
  }
}

function createGatewayEndpoint(
  parent: VpcEndpoints,
  name: string,
  args: VpcEndpointsArgs,
  service: "s3" | "dynamodb",
  policy: string,
): aws.ec2.VpcEndpoint {
  return new aws.ec2.VpcEndpoint(
    `${name}-${service}`,
    {
      vpcId: args.vpcId,
      serviceName: endpointServiceName(args.location, service),
      vpcEndpointType: "Gateway",
      routeTableIds: [...args.routeTableIds],
      policy,
      tags: { ...args.tags, Name: `${args.name}-${service}` },
    },
    { parent },
  );
}

function createInterfaceEndpoints(
  parent: VpcEndpoints,
  name: string,
  args: VpcEndpointsArgs,
): readonly pulumi.Resource[] {
  const securityGroup = createSecurityGroup(parent, name, args);
  const rules = args.cidrs.map((cidr) => createIngressRule(parent, name, args, securityGroup, cidr));
  const endpoints = args.services.map((service) => {
    const policy = interfaceEndpointPolicy(service, args);
    return new aws.ec2.VpcEndpoint(
      `${name}-${service.replace(".", "-")}`,
      {
        vpcId: args.vpcId,
        serviceName: endpointServiceName(args.location, service),
        vpcEndpointType: "Interface",
        privateDnsEnabled: true,
        subnetIds: [...args.subnetIds],
        securityGroupIds: [securityGroup.id],
        ...(policy === undefined ? {} : { policy }),
        tags: { ...args.tags, Name: `${args.name}-${service.replace(".", "-")}` },
      },
      { parent },
    );
  });
  return [...rules, ...endpoints];
}

function createSecurityGroup(parent: VpcEndpoints, name: string, args: VpcEndpointsArgs): aws.ec2.SecurityGroup {
  return new aws.ec2.SecurityGroup(
    name,
    {
      name: `${args.name}-endpoints`,
      description: "HTTPS from the VPC to its interface endpoints",
      vpcId: args.vpcId,
      tags: { ...args.tags, Name: `${args.name}-endpoints` },
    },
    { parent },
  );
}

function createIngressRule(
  parent: VpcEndpoints,
  name: string,
  args: VpcEndpointsArgs,
  securityGroup: aws.ec2.SecurityGroup,
  cidr: string,
): aws.vpc.SecurityGroupIngressRule {
  return new aws.vpc.SecurityGroupIngressRule(
    `${name}-${cidr.replace(/[./]/g, "-")}`,
    {
      securityGroupId: securityGroup.id,
      description: "HTTPS from the VPC",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrIpv4: cidr,
      tags: { ...args.tags },
    },
    { parent },
  );
}
