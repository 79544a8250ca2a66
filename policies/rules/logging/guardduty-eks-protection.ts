import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import type { Property } from "../../engine/values/property";
import { violation, type Rule } from "../../engine/rule";
import { and, not, or, some, type Truth } from "../../engine/values/truth";

const detector = "aws:guardduty/detector:Detector";
const feature = "aws:guardduty/detectorFeature:DetectorFeature";

export const guarddutyEksProtection: Rule = {
  id: "LOG-05",
  name: "guardduty-eks-protection",
  title: "GuardDuty watches the audit logs of clusters and what runs on their nodes",
  why: "GuardDuty finds stolen credentials, miners and anonymous access in audit logs and processes that nobody reads.",
  fix: "Register a detector with the features EKS_AUDIT_LOGS and RUNTIME_MONITORING, the latter with EKS_ADDON_MANAGEMENT.",
  level: "production",
  scope: "stack",
  references: {
    fsbp: ["GuardDuty.1", "GuardDuty.5", "GuardDuty.7", "GuardDuty.11"],
    soc2: ["CC6.8", "CC7.2", "CC7.3"],
    hipaa: ["308(a)(1)(ii)(D)", "308(a)(5)(ii)(B)"],
    nsa: ["Log"],
  },
  reads: { [detector]: ["enable", "datasources.kubernetes.auditLogs.enable"], "pulumi:pulumi:Stack": [] },
  follows: [feature],
  check(subject, { graph, parameters }) {
    if (subject.type === detector) return weaknesses(subject, graph);
    if (!parameters.detectionBaselineHere) return [];
    return [
      violation(lacksDetector(graph), detector, "No detector watches the account.", {
        fix: `Register ${detector}, or set detectionBaselineHere to false where another stack does.`,
      }),
    ];
  },
};

/** A feature without a detector of the stack belongs to one outside, of which nothing is known. */
function lacksDetector(graph: Graph): Truth {
  if (graph.ofType(detector).length > 0) return false;
  if (graph.ofType(feature).length === 0) return true;
  return { path: "detectorId", reason: "the detector is outside the stack" };
}

function weaknesses(subject: Resource, graph: Graph) {
  const enabled = subject.at("enable");
  const auditLogs = subject.at("datasources.kubernetes.auditLogs.enable").isTrue();
  const hasFeature = (judge: (found: Resource) => Truth): Truth =>
    some(graph.referrers(subject, feature, "detectorId"), ({ resource, refers }) =>
      and(refers, resource.at("status").is("ENABLED"), judge(resource)),
    );
  return [
    violation(enabled.isFalse(), enabled, "The detector is switched off.", {
      fix: "Remove enable, or set it to true.",
    }),
    violation(
      not(
        or(
          auditLogs,
          hasFeature((found) => found.at("name").is("EKS_AUDIT_LOGS")),
        ),
      ),
      "features.EKS_AUDIT_LOGS",
      "The detector does not read the audit logs of clusters.",
      { fix: "Register a detector feature EKS_AUDIT_LOGS with status ENABLED." },
    ),
    violation(
      not(
        hasFeature((found) =>
          and(
            found.at("name").is("RUNTIME_MONITORING", "EKS_RUNTIME_MONITORING"),
            found.at("additionalConfigurations").some(managesAddon),
          ),
        ),
      ),
      "features.RUNTIME_MONITORING",
      "The detector does not see what runs on nodes, or has no agent there.",
      {
        fix: "Register a detector feature RUNTIME_MONITORING with the additional configuration EKS_ADDON_MANAGEMENT, both ENABLED.",
      },
    ),
  ];
}

/** Whether GuardDuty installs its agent on clusters by itself. */
function managesAddon(configuration: Property): Truth {
  return and(configuration.at("name").is("EKS_ADDON_MANAGEMENT"), configuration.at("status").is("ENABLED"));
}
