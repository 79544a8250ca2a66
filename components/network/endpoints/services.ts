import type { Location } from "../../arn";

/** Services reached through interface endpoints, by the last part of their names. */
export const interfaceEndpointServices = [
  "aps-workspaces",
  "autoscaling",
  "ec2",
  "ec2messages",
  "ecr.api",
  "ecr.dkr",
  "eks",
  "eks-auth",
  "elasticfilesystem",
  "elasticloadbalancing",
  "guardduty-data",
  "kms",
  "logs",
  "monitoring",
  "secretsmanager",
  "sqs",
  "ssm",
  "ssmmessages",
  "sts",
  "xray",
] as const;

export type InterfaceEndpointService = (typeof interfaceEndpointServices)[number];

/** Without these and a NAT gateway a node does not join, pull images or hand credentials to its pods. */
const neededByNodes: readonly InterfaceEndpointService[] = [
  "ec2",
  "ecr.api",
  "ecr.dkr",
  "eks",
  "eks-auth",
  "elasticloadbalancing",
  "logs",
  "sts",
];

/**
 * Which interface endpoints a VPC has: `none`, what `nodes` need, `all` that the platform may use, or a list.
 * Each costs per hour and zone. The gateway endpoints for S3 and DynamoDB are free and always there.
 */
export type EndpointSelection = "none" | "nodes" | "all" | readonly InterfaceEndpointService[];

/** The services of a selection, without duplicates, in the order of their names. */
export function selectedServices(selection: EndpointSelection): readonly InterfaceEndpointService[] {
  if (selection === "none") return [];
  if (selection === "nodes") return neededByNodes;
  if (selection === "all") return interfaceEndpointServices;
  return interfaceEndpointServices.filter((service) => selection.includes(service));
}

/**
 * Everything that is wrong with a selection, one sentence each.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html
 */
export function endpointProblems(selection: EndpointSelection, nat: string, location: Location): readonly string[] {
  const services = selectedServices(selection);
  const problems: string[] = [];
  const missing = neededByNodes.filter((service) => !services.includes(service));
  if (nat === "none" && missing.length > 0) {
    problems.push(
      `endpoints lacks ${missing.map((service) => `"${service}"`).join(", ")}, which nodes reach in no other way with nat "none"; write endpoints "nodes" or "all".`,
    );
  }
  if (location.partition === "aws-cn" && services.length > 0) {
    problems.push(
      `endpoints names ${String(services.length)} interface endpoints in partition "aws-cn", whose service names differ; write endpoints "none".`,
    );
  }
  return problems;
}

/** The full name of a service: `com.amazonaws.eu-west-1.sts`. */
export function endpointServiceName({ region }: Location, service: string): string {
  return `com.amazonaws.${region}.${service}`;
}
