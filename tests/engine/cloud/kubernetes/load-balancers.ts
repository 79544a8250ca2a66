import { text, type Properties } from "../../properties";
import { isActive, type Cloud, type CloudObject } from "../cloud";
import { subnetToken, zoneOf } from "../ec2/subnet";
import { demand } from "../refusal";
import { chartNameOf, releaseToken } from "./helm/releases";

export const loadBalancerToken = "aws:lb/loadBalancer:LoadBalancer";
const groupToken = "aws:ec2/securityGroup:SecurityGroup";
const classToken = "kubernetes:networking.k8s.io/v1:IngressClass";
const paramsToken = "kubernetes:elbv2.k8s.aws/v1beta1:IngressClassParams";

/** An Ingress with the cluster that it is in. */
export interface IngressOf {
  /** What the cloud knows the Ingress by. */
  readonly identity: string;
  readonly inputs: Properties;
  readonly cluster: CloudObject;
}

/**
 * Makes what the AWS Load Balancer Controller makes of an Ingress of its class, outside of any stack.
 * @returns the status that the Ingress gets
 * @throws Refusal P7 when nobody makes a load balancer, LB1 when there is no place for one
 */
export function makeLoadBalancer({ identity, inputs, cluster }: IngressOf, cloud: Cloud): Properties {
  const name = text(inputs, "metadata.name");
  const className = text(inputs, "spec.ingressClassName");
  const ingressClass = cloud.named(classToken, `${cluster.id} ${className}`);
  const isOurs = text(ingressClass?.inputs, "spec.controller") === "ingress.k8s.aws/alb";
  demand(
    isOurs && controllerRuns(cluster, cloud),
    "P7",
    `Ingress "${name}" timed out waiting to be ready: Ingress .status.loadBalancer field was not updated with a hostname/IP address (class "${className}")`,
  );
  const params = cloud.named(paramsToken, `${cluster.id} ${text(ingressClass?.inputs, "spec.parameters.name")}`);
  const scheme = text(params?.inputs, "spec.scheme") || "internal";
  const subnets = subnetsFor(scheme, cluster, cloud);
  demand(
    new Set(subnets.map(zoneOf)).size >= 2,
    "LB1",
    `Failed build model due to couldn't auto-discover subnets: InvalidSubnet: at least two subnets in two different Availability Zones must be specified`,
  );
  const vpcId = text(subnets[0]?.inputs, "vpcId");
  const tags = { "elbv2.k8s.aws/cluster": cluster.id };
  const group = { id: cloud.newId("sg"), inputs: { vpcId, tags, madeFor: identity } };
  cloud.put({ ...made, ...group, type: groupToken, identity: group.id, outputs: { vpcId } });
  const balancer = `k8s-${text(inputs, "metadata.namespace").slice(0, 8)}-${name.slice(0, 8)}-${cloud.newDigits(10)}`;
  const dnsName = `${balancer}.${cloud.account.region}.elb.amazonaws.com`;
  cloud.put({
    ...made,
    ...{ type: loadBalancerToken, id: cloud.arn("elasticloadbalancing", `loadbalancer/app/${balancer}`) },
    ...{ identity: balancer, inputs: { scheme, tags, madeFor: identity } },
    outputs: { dnsName, subnets: subnets.map(({ id }) => id), securityGroups: [group.id] },
  });
  return { loadBalancer: { ingress: [{ hostname: dnsName }] } };
}

const made = { origin: "service", status: "active" } as const;

/**
 * Takes away what was made for an Ingress.
 * @throws Refusal P12 when the controller, whose finalizer holds the Ingress, is gone
 */
export function removeLoadBalancer({ identity, inputs, cluster }: IngressOf, cloud: Cloud): void {
  const theirs = cloud.objects.filter((object) => text(object.inputs, "madeFor") === identity);
  if (theirs.length === 0) return;
  demand(
    controllerRuns(cluster, cloud),
    "P12",
    `Ingress "${text(inputs, "metadata.name")}" timed out waiting to be deleted: its finalizer ingress.k8s.aws/resources is not removed`,
  );
  for (const object of theirs) cloud.remove(object);
}

function controllerRuns(cluster: CloudObject, cloud: Cloud): boolean {
  return cloud
    .all(releaseToken)
    .some(
      (release) =>
        chartNameOf(release) === "aws-load-balancer-controller" &&
        release.identity.startsWith(`${cluster.id} `) &&
        isActive(release, cloud),
    );
}

/** The subnets of the cluster's VPC that carry the tag of the scheme. */
function subnetsFor(scheme: string, cluster: CloudObject, cloud: Cloud): readonly CloudObject[] {
  const role = scheme === "internet-facing" ? "kubernetes.io/role/elb" : "kubernetes.io/role/internal-elb";
  const vpcId = text(cluster.outputs, "vpcConfig.vpcId");
  return cloud.all(subnetToken).filter(({ inputs }) => {
    const { tags } = inputs;
    return text(inputs, "vpcId") === vpcId && typeof tags === "object" && tags !== null && role in tags;
  });
}
