import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Where builds stand, and which API server they call. */
export interface BuildPlace {
  readonly vpcId: pulumi.Input<string>;
  /** Private subnets with a way out: dependencies and Pulumi come from public places. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  readonly ipv6: boolean;
  /** Security group of the control plane's interfaces, by which a private endpoint is reached. */
  readonly clusterSecurityGroupId: pulumi.Input<string>;
  /** Routes and gateways. */
  readonly ready: readonly pulumi.Resource[];
}

/**
 * The security group of builds: nobody calls them, and they call HTTPS only. The control plane lets it in.
 * CodeBuild keeps interfaces for minutes after the last build, and a group goes only after those.
 */
export function buildSecurityGroup(
  name: string,
  { prefix, place, tags }: { prefix: string; place: BuildPlace; tags?: Readonly<Record<string, string>> | undefined },
  parent: pulumi.Resource,
): { readonly group: aws.ec2.SecurityGroup; readonly rules: readonly pulumi.Resource[] } {
  const group = new aws.ec2.SecurityGroup(
    name,
    {
      name: `${prefix}-builds`,
      description: `Builds of the pipeline of ${prefix}`,
      vpcId: place.vpcId,
      tags: { ...tags, Name: `${prefix}-builds` },
    },
    { parent, customTimeouts: { delete: "45m" } },
  );
  const https = { fromPort: 443, toPort: 443, ipProtocol: "tcp" };
  const everywhere = [{ cidrIpv4: "0.0.0.0/0" }, ...(place.ipv6 ? [{ cidrIpv6: "::/0" }] : [])];
  const out = everywhere.map(
    (range) =>
      new aws.vpc.SecurityGroupEgressRule(
        `${name}-${"cidrIpv4" in range ? "ipv4" : "ipv6"}`,
        { securityGroupId: group.id, ...https, ...range, description: "AWS, dependencies, the API server" },
        { parent },
      ),
  );
  const api = new aws.vpc.SecurityGroupIngressRule(
    `${name}-api`,
    {
      securityGroupId: place.clusterSecurityGroupId,
      referencedSecurityGroupId: group.id,
      ...https,
      description: "Builds that deploy",
    },
    { parent },
  );
  return { group, rules: [...out, api] };
}
