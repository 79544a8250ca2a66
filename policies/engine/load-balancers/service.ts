import { isOpen } from "../network/cidr-union";
import type { Resource } from "../graph/resource";
import { isEmptyList } from "../network/network-policies";
import type { Parameters } from "../parameters";
import type { Property } from "../values/property";
import { and, not, or, type Truth } from "../values/truth";
import { annotation, commaList } from "./annotations";
import { isAllowedTlsPolicy } from "./tls-policy";

const aws = "service.beta.kubernetes.io/aws-load-balancer-";

/** Classes whose load balancers are internal unless the Service says otherwise. */
const internalClasses = ["service.k8s.aws/nlb", "eks.amazonaws.com/nlb"] as const;

/** Whether a Service asks for a load balancer. */
export function isLoadBalancer(service: Resource): Truth {
  return service.at("spec.type").is("LoadBalancer");
}

/**
 * Whether the load balancer of a Service faces the internet: by its scheme, else the older annotation, else by the
 * controller that its class or type selects. Without any of them the one inside Kubernetes makes it internet-facing.
 */
export function isInternetFacing(service: Resource): Truth {
  const scheme = annotation(service, `${aws}scheme`);
  const internal = annotation(service, `${aws}internal`);
  const loadBalancerClass = service.at("spec.loadBalancerClass");
  const byType = annotation(service, `${aws}type`).is("external", "nlb-ip");
  const byClass: Truth =
    loadBalancerClass.isAbsent || isUnknownClass(loadBalancerClass) === false
      ? loadBalancerClass.is(...internalClasses)
      : isUnknownClass(loadBalancerClass);
  const byController = not(or(byClass, byType));
  // "0.0.0.0/0" is how early versions spelled true.
  const byOlder = not(internal.is("true", true, "0.0.0.0/0"));
  const withoutScheme = or(and(internal.present(), byOlder), and(internal.absent(), byController));
  return or(and(scheme.present(), not(scheme.is("internal"))), and(scheme.absent(), withoutScheme));
}

function isUnknownClass(loadBalancerClass: Property): Truth {
  if (loadBalancerClass.isUnknown) return loadBalancerClass.undecided;
  const known: readonly string[] = internalClasses;
  if (known.includes(loadBalancerClass.text() ?? "")) return false;
  return { path: loadBalancerClass.path, reason: "the load balancer class is not one that is known here" };
}

/** The property that limits the sources of a Service: its list, else the annotation. */
export function sourceRanges(service: Resource): Property {
  const list = service.at("spec.loadBalancerSourceRanges");
  const older = annotation(service, "service.beta.kubernetes.io/load-balancer-source-ranges");
  return isEmptyList(list) === true && !older.isAbsent ? older : list;
}

/** Whether everybody, or an open set of addresses, may use the load balancer of a Service. */
export function hasOpenSources(service: Resource, { openSourceAddresses }: Parameters): Truth {
  const ranges = sourceRanges(service);
  if (!Array.isArray(ranges.raw)) {
    const listed = commaList(ranges);
    if (listed === undefined) return ranges.undecided;
    return listed.length === 0 || isOpen(listed, openSourceAddresses);
  }
  const { known, open } = ranges.elements();
  if (known.length === 0 && !open) return true;
  const cidrs = known.flatMap((range) => range.text() ?? []);
  return isOpen(cidrs, openSourceAddresses) ? true : (open ?? false);
}

/** The certificate that makes ports of a Service speak TLS. */
export function certificate(service: Resource): Property {
  return annotation(service, `${aws}ssl-cert`);
}

/** The security policy of the TLS ports of a Service. */
export function tlsPolicy(service: Resource): Property {
  return annotation(service, `${aws}ssl-negotiation-policy`);
}

/** Whether every TCP port of a Service speaks TLS by an allowed policy. */
export function speaksTls(service: Resource, parameters: Parameters): Truth {
  const hasCertificate = certificate(service).satisfies((value) => value !== undefined && value !== "");
  const ports = annotation(service, `${aws}ssl-ports`);
  const listed = commaList(ports);
  const isTlsPort = (port: Property): Truth => {
    if (listed === undefined) return ports.undecided;
    if (listed.length === 0 || listed.includes("*")) return true;
    const isListed = (property: Property): Truth =>
      property.satisfies((value) => value !== undefined && listed.includes(String(value)));
    return or(isListed(port.child("port")), isListed(port.child("name")));
  };
  const tcp = (port: Property): Truth => or(port.child("protocol").absent(), port.child("protocol").is("TCP"));
  const every = service
    .at("spec.ports")
    .every((port) =>
      or(not(tcp(port)), and(hasCertificate, isTlsPort(port), isAllowedTlsPolicy(tlsPolicy(service), parameters))),
    );
  return every;
}
