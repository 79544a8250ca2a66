export { albClass, defaultTlsPolicy, type IngressClassSettings } from "./ingress-class-params";
export { LoadBalancerController } from "./load-balancer-controller";
export type { IngressNetwork, LoadBalancerControllerArgs } from "./load-balancer-controller-args";
