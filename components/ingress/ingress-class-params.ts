/** Name of the class that Ingresses state. */
export const albClass = "alb";

/** TLS 1.2 with forward secrecy and TLS 1.3: what FSBP ELB.17 lists. */
export const defaultTlsPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06";

/** What holds for every load balancer of the class, whatever annotations say. */
export interface IngressClassSettings {
  /** Default `internal`: reached from the VPC and what is connected to it. */
  readonly scheme?: "internal" | "internet-facing";
  /** Security policy of HTTPS listeners. Default `defaultTlsPolicy`. */
  readonly tlsPolicy?: string;
  /** ARNs of certificates. Default none: each Ingress names its own, or one is found by its hosts. */
  readonly certificateArns?: readonly string[];
  /** Ranges that may call. Default any that reach the load balancer. */
  readonly inboundCidrs?: readonly string[];
  /** ARN of the web ACL that every load balancer stands behind. Default none. */
  readonly webAclArn?: string;
  /** Whether nobody can delete a load balancer, not even the controller, before this is off again. Default false. */
  readonly deletionProtection?: boolean;
  /** Bucket for access logs, whose policy admits load balancers. Default no logs. */
  readonly accessLogs?: { readonly bucket: string; readonly prefix?: string };
}

/**
 * The parameters of the class, by which clear text ends in a redirect.
 * @param ipFamily that of pods: load balancers need addresses of IPv6 as well to reach those of IPv6.
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/ingress_class/
 */
export function ingressClassParams(settings: IngressClassSettings, ipFamily: "ipv4" | "ipv6") {
  const { certificateArns = [], inboundCidrs = [], webAclArn } = settings;
  return {
    scheme: settings.scheme ?? "internal",
    ipAddressType: ipFamily === "ipv6" ? "dualstack" : "ipv4",
    sslPolicy: settings.tlsPolicy ?? defaultTlsPolicy,
    // Every Ingress must have a listener on this port, so that none can do with clear text alone.
    sslRedirectPort: "443",
    ...(certificateArns.length === 0 ? {} : { certificateArn: [...certificateArns] }),
    ...(inboundCidrs.length === 0 ? {} : { inboundCIDRs: [...inboundCidrs] }),
    ...(webAclArn === undefined ? {} : { wafv2AclArn: webAclArn }),
    loadBalancerAttributes: loadBalancerAttributes(settings),
  };
}

function loadBalancerAttributes({ deletionProtection, accessLogs }: IngressClassSettings) {
  return Object.entries({
    "deletion_protection.enabled": String(deletionProtection ?? false),
    "routing.http.drop_invalid_header_fields.enabled": "true",
    ...(accessLogs && {
      "access_logs.s3.enabled": "true",
      "access_logs.s3.bucket": accessLogs.bucket,
      ...(accessLogs.prefix === undefined ? {} : { "access_logs.s3.prefix": accessLogs.prefix }),
    }),
  }).map(([key, value]) => ({ key, value }));
}
