export { serviceCidrProblem } from "./vpc-cidrs";
export { interfaceEndpointServices, type EndpointSelection, type InterfaceEndpointService } from "./endpoints/services";
export { Network, networkProblems, type NetworkArgs } from "./network";
export type { NatMode } from "./nat-gateways";
export { planSubnets, subnetPlanProblems, type PlannedSubnet, type SubnetPlan, type TierPlan } from "./subnet-plan";
export type { NetworkSubnet } from "./subnets";
