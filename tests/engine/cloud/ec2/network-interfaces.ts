import { text, texts } from "../../properties";
import type { Cloud } from "../cloud";

/** A network interface that something else made: it holds its subnet and its security groups. */
export interface NetworkInterface {
  readonly owner: string;
  readonly subnetId: string;
  readonly groupIds: readonly string[];
}

/** One that is left over from whatever it belonged to. */
export const interfaceToken = "aws:ec2/networkInterface:NetworkInterface";

/** For each type whose objects have network interfaces: where their subnets and security groups stand. */
const owners: Readonly<Record<string, { readonly subnets: string; readonly groups: string }>> = {
  "aws:ec2/natGateway:NatGateway": { subnets: "subnetId", groups: "" },
  "aws:ec2/vpcEndpoint:VpcEndpoint": { subnets: "subnetIds", groups: "securityGroupIds" },
  "aws:efs/mountTarget:MountTarget": { subnets: "subnetId", groups: "securityGroups" },
  "aws:eks/cluster:Cluster": { subnets: "vpcConfig.subnetIds", groups: "vpcConfig.securityGroupIds" },
  "aws:eks/nodeGroup:NodeGroup": { subnets: "subnetIds", groups: "" },
  "aws:autoscaling/group:Group": { subnets: "vpcZoneIdentifiers", groups: "securityGroupIds" },
  "aws:elb/loadBalancer:LoadBalancer": { subnets: "subnets", groups: "securityGroups" },
  "aws:ec2/instance:Instance": { subnets: "subnetId", groups: "vpcSecurityGroupIds" },
  [interfaceToken]: { subnets: "subnetId", groups: "" },
  "aws:lb/loadBalancer:LoadBalancer": { subnets: "subnets", groups: "securityGroups" },
  "aws:codebuild/project:Project": { subnets: "vpcConfig.subnets", groups: "vpcConfig.securityGroupIds" },
  "aws:amp/scraper:Scraper": { subnets: "source.eks.subnetIds", groups: "source.eks.securityGroupIds" },
};

/** Every network interface that there is. */
export function interfacesIn(cloud: Cloud): readonly NetworkInterface[] {
  return cloud.objects.flatMap(({ type, id, outputs }) => {
    const places = owners[type];
    if (!places) return [];
    const groupIds = places.groups === "" ? [] : texts(outputs, places.groups);
    const single = text(outputs, places.subnets);
    const subnetIds = single === "" ? texts(outputs, places.subnets) : [single];
    return subnetIds.map((subnetId) => ({ owner: `${type} ${id}`, subnetId, groupIds }));
  });
}
