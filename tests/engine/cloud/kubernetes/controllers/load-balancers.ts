import { flag, map, text, type Properties } from "../../../properties";
import type { Cloud, CloudObject } from "../../cloud";
import { subnetToken, zoneOf } from "../../ec2/subnet";
import { demand } from "../../refusal";
import { controllerRuns } from "./controller";
import { make, madeFor, unmake } from "./made";

export const loadBalancerToken = "aws:lb/loadBalancer:LoadBalancer";
const classicToken = "aws:elb/loadBalancer:LoadBalancer";
const targetGroupToken = "aws:lb/targetGroup:TargetGroup";
const groupToken = "aws:ec2/securityGroup:SecurityGroup";
const classToken = "kubernetes:networking.k8s.io/v1:IngressClass";
const controllerChart = "aws-load-balancer-controller";

/** An Ingress, or a Service of type LoadBalancer, with the cluster that it is in. */
export interface Exposed {
  /** What the cloud knows it by. */
  readonly identity: string;
  readonly kind: string;
  readonly inputs: Properties;
  readonly cluster: CloudObject;
}

/** Who makes and removes the load balancers of an object. */
type Maker = "controller" | "auto mode" | "cloud provider" | "nobody";

/** Whether an object asks for a load balancer. */
export function asksForLoadBalancer(kind: string, inputs: Properties): boolean {
  return kind === "Ingress" || (kind === "Service" && text(inputs, "spec.type") === "LoadBalancer");
}

/**
 * Makes what a controller makes of an Ingress or a Service, outside of any stack: a load balancer, its target group and
 * its security group.
 * @returns the status that the object gets
 * @throws Refusal P7 when nobody makes a load balancer, LB1 when there is no place for one
 */
export function makeLoadBalancer(exposed: Exposed, cloud: Cloud): Properties {
  const { identity, kind, inputs, cluster } = exposed;
  const name = text(inputs, "metadata.name");
  const maker = makerOf(exposed, cloud);
  demand(
    works(maker, cluster, cloud),
    "P7",
    `${kind} "${name}" timed out waiting to be ready: ${kind} .status.loadBalancer field was not updated with a hostname/IP address (class "${classOf(exposed)}")`,
  );
  const scheme = schemeOf(exposed, cloud);
  const subnets = subnetsFor(scheme, cluster, cloud);
  const needed = kind === "Ingress" ? 2 : 1;
  demand(
    new Set(subnets.map(zoneOf)).size >= needed,
    "LB1",
    `Failed build model due to couldn't auto-discover subnets: InvalidSubnet: at least ${needed} subnets in different Availability Zones must be specified`,
  );
  const vpcId = text(subnets[0]?.inputs, "vpcId");
  const tags = { "elbv2.k8s.aws/cluster": cluster.id };
  const groupId = cloud.newId("sg");
  make(identity, { type: groupToken, id: groupId, inputs: { vpcId, tags }, outputs: { vpcId } }, cloud);
  const namespace = text(inputs, "metadata.namespace") || "default";
  const balancer = `k8s-${namespace.slice(0, 8)}-${name.slice(0, 8)}-${cloud.newDigits(10)}`;
  if (maker !== "cloud provider") {
    const id = cloud.arn("elasticloadbalancing", `targetgroup/${balancer}`);
    make(identity, { type: targetGroupToken, id, inputs: { vpcId, tags }, outputs: {} }, cloud);
  }
  const family = kind === "Ingress" ? "app" : "net";
  const dnsName = `${balancer}.${cloud.account.region}.elb.amazonaws.com`;
  make(
    identity,
    {
      type: maker === "cloud provider" ? classicToken : loadBalancerToken,
      id: cloud.arn("elasticloadbalancing", `loadbalancer/${family}/${balancer}`),
      inputs: { scheme, tags },
      outputs: { dnsName, vpcId, subnets: subnets.map(({ id }) => id), securityGroups: [groupId] },
    },
    cloud,
  );
  return { loadBalancer: { ingress: [{ hostname: dnsName }] } };
}

/**
 * Takes away what was made for an object.
 * @throws Refusal P12 when whoever made it, and whose finalizer holds the object, is gone or has lost its rights
 */
export function removeLoadBalancer(exposed: Exposed, cloud: Cloud): void {
  const { identity, kind, inputs, cluster } = exposed;
  if (madeFor(identity, cloud).length === 0) return;
  const finalizer = kind === "Ingress" ? "ingress.k8s.aws/resources" : "service.k8s.aws/resources";
  demand(
    works(makerOf(exposed, cloud), cluster, cloud),
    "P12",
    `${kind} "${text(inputs, "metadata.name")}" timed out waiting to be deleted: its finalizer ${finalizer} is not removed`,
  );
  unmake(identity, cloud);
}

function makerOf(exposed: Exposed, cloud: Cloud): Maker {
  if (exposed.kind === "Service") {
    const makers: Readonly<Record<string, Maker>> = {
      "": "cloud provider",
      "service.k8s.aws/nlb": "controller",
      "eks.amazonaws.com/nlb": "auto mode",
    };
    return makers[classOf(exposed)] ?? "nobody";
  }
  const makers: Readonly<Record<string, Maker>> = {
    "ingress.k8s.aws/alb": "controller",
    "eks.amazonaws.com/alb": "auto mode",
  };
  return makers[text(ingressClassOf(exposed, cloud)?.inputs, "spec.controller")] ?? "nobody";
}

function works(maker: Maker, cluster: CloudObject, cloud: Cloud): boolean {
  if (maker === "controller") return controllerRuns(controllerChart, cluster, cloud);
  if (maker === "auto mode") return flag(cluster.inputs, "kubernetesNetworkConfig.elasticLoadBalancing.enabled");
  return maker === "cloud provider";
}

function classOf({ kind, inputs }: Exposed): string {
  return text(inputs, kind === "Ingress" ? "spec.ingressClassName" : "spec.loadBalancerClass");
}

function ingressClassOf(exposed: Exposed, cloud: Cloud): CloudObject | undefined {
  return cloud.named(classToken, `${exposed.cluster.id} ${classOf(exposed)}`);
}

/** The class decides, then the annotation; load balancers are internal by default, but for those of the cloud provider. */
function schemeOf(exposed: Exposed, cloud: Cloud): string {
  const annotations = map(exposed.inputs, "metadata.annotations");
  const [ingress, service] = [
    "alb.ingress.kubernetes.io/scheme",
    "service.beta.kubernetes.io/aws-load-balancer-scheme",
  ];
  const stated = annotations[exposed.kind === "Ingress" ? ingress : service];
  const name = text(ingressClassOf(exposed, cloud)?.inputs, "spec.parameters.name");
  const parameters = cloud.objects.find(
    ({ type, identity }) => type.endsWith(":IngressClassParams") && identity === `${exposed.cluster.id} ${name}`,
  );
  const own = makerOf(exposed, cloud) === "cloud provider" ? "internet-facing" : "internal";
  return text(parameters?.inputs, "spec.scheme") || (typeof stated === "string" ? stated : own);
}

/** The subnets of the cluster's VPC that carry the tag of the scheme. */
function subnetsFor(scheme: string, cluster: CloudObject, cloud: Cloud): readonly CloudObject[] {
  const role = scheme === "internet-facing" ? "kubernetes.io/role/elb" : "kubernetes.io/role/internal-elb";
  const vpcId = text(cluster.outputs, "vpcConfig.vpcId");
  return cloud.all(subnetToken).filter(({ inputs }) => text(inputs, "vpcId") === vpcId && role in map(inputs, "tags"));
}
