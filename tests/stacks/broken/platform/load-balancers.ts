import * as aws from "@pulumi/aws";
import type { Network } from "./network";

const certificateArn = "arn:aws:acm:eu-west-1:111122223333:certificate/11111111-2222-3333-4444-555555555555";

export function createLoadBalancers({ vpc, publicSubnets }: Network): void {
  const subnets = publicSubnets.map(({ id }) => id);
  const group = new aws.lb.TargetGroup("web", { vpcId: vpc.id, port: 80, protocol: "HTTP", targetType: "ip" });
  const forward = [{ type: "forward", targetGroupArn: group.arn }];
  const web = new aws.lb.LoadBalancer("web", { name: "web", subnets }); // DATA-13
  new aws.lb.Listener("web-http", {
    loadBalancerArn: web.arn,
    port: 80, // HTTP, as nothing is said
    defaultActions: forward, // NET-11
  });
  new aws.lb.Listener("web-https", {
    loadBalancerArn: web.arn,
    port: 443,
    protocol: "HTTPS",
    sslPolicy: "ELBSecurityPolicy-TLS-1-0-2015-04", // NET-11
    certificateArn,
    defaultActions: forward,
  });
  const queue = new aws.lb.LoadBalancer("queue", {
    name: "queue",
    loadBalancerType: "network",
    subnets,
    enableDeletionProtection: true,
  });
  new aws.lb.Listener("queue-tcp", {
    loadBalancerArn: queue.arn,
    port: 5672,
    protocol: "TCP", // NET-11
    defaultActions: forward,
  });
  new aws.elb.LoadBalancer("classic", {
    subnets,
    listeners: [{ instancePort: 80, instanceProtocol: "http", lbPort: 80, lbProtocol: "http" }], // NET-11
  });
}
