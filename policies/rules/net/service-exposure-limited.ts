import {
  certificate,
  hasOpenSources,
  isInternetFacing,
  isLoadBalancer,
  sourceRanges,
  speaksTls,
} from "../../engine/load-balancers/service";
import { isOfKind, placeOfResource } from "../../engine/kubernetes/place";
import { isEmptyList } from "../../engine/network/network-policies";
import { violation, type Rule } from "../../engine/rule";
import { and, not } from "../../engine/values/truth";

const annotations = "metadata.annotations";

export const serviceExposureLimited: Rule = {
  id: "NET-10",
  name: "service-exposure-limited",
  title: "Services are exposed to the internet only by TLS or to named addresses",
  why: "A Service of type LoadBalancer without annotations is on the internet, in clear text, for everybody.",
  fix: "Set the scheme annotation to internal, list loadBalancerSourceRanges, or serve every port by TLS with an allowed policy.",
  level: "mandatory",
  scope: "resource and stack",
  references: { cis: ["5.4.5"], soc2: ["CC6.6", "CC6.7"], hipaa: ["312(e)(1)"], nsa: ["Net"] },
  reads: {
    "kubernetes:core/v1:Service": [
      "metadata.namespace",
      annotations,
      "spec.type",
      "spec.ports",
      "spec.externalIPs",
      "spec.loadBalancerSourceRanges",
      "spec.loadBalancerClass",
    ],
  },
  check(service, { graph, parameters }) {
    const exposed = and(
      isLoadBalancer(service),
      isInternetFacing(service),
      hasOpenSources(service, parameters),
      not(speaksTls(service, parameters)),
    );
    const externalIps = service.at("spec.externalIPs");
    const isTenant = isOfKind(placeOfResource(service, graph), "tenant", parameters);
    const how = certificate(service).isAbsent
      ? "speaks clear text"
      : "does not serve every port by TLS with an allowed policy";
    return [
      violation(
        exposed,
        sourceRanges(service),
        `The load balancer of the Service faces the internet, is open to everybody and ${how}.`,
      ),
      violation(
        not(isEmptyList(externalIps)),
        externalIps,
        "The Service takes traffic for external IP addresses, which lets it intercept that of others.",
        { fix: "Remove spec.externalIPs." },
      ),
      violation(
        and(service.at("spec.type").is("NodePort"), isTenant),
        "spec.type",
        "A tenant's Service opens a port on every node.",
        { fix: "Use type ClusterIP behind an Ingress or a Gateway." },
      ),
    ];
  },
};
