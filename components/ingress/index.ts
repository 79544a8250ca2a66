export { albClass, defaultTlsPolicy, type IngressClassSettings } from "./ingress-class-params";
export {
  LoadBalancerController,
  type IngressNetwork,
  type LoadBalancerControllerArgs,
} from "./load-balancer-controller";
