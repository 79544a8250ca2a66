import type { Rule } from "../../engine/rule";
import { defaultDenyAllowsDns } from "./default-deny-allows-dns";
import { defaultSecurityGroupClosed } from "./default-security-group-closed";
import { egressExcludesMetadataService } from "./egress-excludes-metadata-service";
import { namespaceDefaultDeny } from "./namespace-default-deny";
import { policyNotAllowAll } from "./policy-not-allow-all";
import { subnetsAssignNoPublicIp } from "./subnets-assign-no-public-ip";
import { securityGroupsNotOpen } from "./security-groups-not-open";
import { natPerZone } from "./nat-per-zone";
import { vpcEndpointsPresent } from "./vpc-endpoints-present";
import { serviceExposureLimited } from "./service-exposure-limited";
import { listenersUseModernTls } from "./listeners-use-modern-tls";
import { albIngressTlsAndWaf } from "./alb-ingress-tls-and-waf";

/** The network: policies between pods, security groups, routes, load balancers. */
export const netRules: readonly Rule[] = [
  namespaceDefaultDeny,
  egressExcludesMetadataService,
  policyNotAllowAll,
  securityGroupsNotOpen,
  defaultSecurityGroupClosed,
  subnetsAssignNoPublicIp,
  defaultDenyAllowsDns,
  natPerZone,
  vpcEndpointsPresent,
  serviceExposureLimited,
  listenersUseModernTls,
  albIngressTlsAndWaf,
];
