import { flag, given, isMap, list, text, texts, type Properties } from "../../properties";
import type { Cloud, CloudObject } from "../cloud";
import { routesOf, routeTableOf } from "../ec2/route";
import { demandSubnet } from "../ec2/subnet";
import { vpcEndpointToken } from "../ec2/vpc-endpoint";
import { allows } from "../iam/policy-document";
import { attachedPolicies, inlineStatements, roleOf } from "../iam/role";
import { demand } from "../refusal";

/** @throws Refusal G14 when nodes would run but never join */
export function demandJoining(inputs: Properties, cluster: CloudObject, cloud: Cloud): void {
  const failure = "NodeCreationFailure: Instances failed to join the kubernetes cluster";
  const cni = cloud.named("aws:eks/addon:Addon", `${cluster.id}:vpc-cni`);
  demand(cni?.status === "active", "G14", `${failure} (no vpc-cni)`);
  const ipv6 = text(cluster.inputs, "kubernetesNetworkConfig.ipFamily") === "ipv6";
  const roles = [...list(cni.inputs, "podIdentityAssociations").map((one) => text(one, "roleArn"))];
  const assigns = [...roles, text(cni.inputs, "serviceAccountRoleArn"), text(inputs, "nodeRoleArn")].some((arn) =>
    mayAssign(arn, ipv6 ? "ec2:AssignIpv6Addresses" : "ec2:AssignPrivateIpAddresses", cloud),
  );
  demand(assigns, ipv6 ? "V11" : "G14", `${failure} (vpc-cni may not assign addresses to pods)`);
  const services = ["ec2", "ecr.api", "ecr.dkr", "sts", "eks"].map(
    (service) => `com.amazonaws.${cloud.account.region}.${service}`,
  );
  for (const id of texts(inputs, "subnetIds")) {
    const home = demandSubnet(id, cloud);
    demand(
      !ipv6 || flag(home.inputs, "assignIpv6AddressOnCreation"),
      "V11",
      `Ec2SubnetMissingIpv6Assignment: subnet ${id} gives no IPv6 addresses`,
    );
    const wayOut = routesOf(home, cloud).some(
      (route) => isMap(route.inputs) && (given(route.inputs, "natGatewayId") || given(route.inputs, "gatewayId")),
    );
    const endpoints = cloud
      .all(vpcEndpointToken)
      .filter(({ status, inputs: its }) => status === "active" && text(its, "vpcId") === text(home.inputs, "vpcId"));
    const has = (service: string) => endpoints.some((endpoint) => text(endpoint.inputs, "serviceName") === service);
    const s3 = endpoints.some(
      (endpoint) =>
        text(endpoint.inputs, "serviceName").endsWith(".s3") &&
        texts(endpoint.inputs, "routeTableIds").includes(routeTableOf(home, cloud)),
    );
    demand(
      wayOut || (services.every(has) && s3),
      "V12",
      `${failure} (subnet ${id} has neither a NAT gateway nor the endpoints)`,
    );
  }
}

/** Whether a role may give pods their addresses: by AWS's policy for IPv4, or by statements of its own. */
function mayAssign(arn: string, action: string, cloud: Cloud): boolean {
  const role = roleOf(arn, cloud);
  if (!role) return false;
  const managed =
    action === "ec2:AssignPrivateIpAddresses" && attachedPolicies(role, cloud).includes("AmazonEKS_CNI_Policy");
  return managed || allows(inlineStatements(role, cloud), { principal: arn, action });
}
