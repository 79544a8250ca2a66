import { unknown } from "../../../../policies/engine/values/value";
import { guarddutyEksProtection } from "../../../../policies/rules/logging/guardduty-eks-protection";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;

const detectorType = "aws:guardduty/detector:Detector";
const detector = resource(detectorType, "detector", { enable: true });
const stack = resource("pulumi:pulumi:Stack", "stack", {}, { custom: false });

const feature = (name: string, inputs: Inputs = {}) =>
  resource("aws:guardduty/detectorFeature:DetectorFeature", name.toLowerCase(), {
    ...{ detectorId: outputOf(detector), name, status: "ENABLED" },
    ...inputs,
  });
const agent = { additionalConfigurations: [{ name: "EKS_ADDON_MANAGEMENT", status: "ENABLED" }] };
const auditLogs = feature("EKS_AUDIT_LOGS");
const runtime = feature("RUNTIME_MONITORING", agent);

export const fixtures: RuleFixtures = {
  rule: guarddutyEksProtection,

  passes: [
    { when: "both features are on", resources: [stack, detector, auditLogs, runtime] },
    {
      when: "the older feature watches nodes",
      resources: [detector, auditLogs, feature("EKS_RUNTIME_MONITORING", agent)],
    },
    {
      when: "the older flag turns on audit logs",
      resources: [
        resource(detectorType, "detector", { datasources: { kubernetes: { auditLogs: { enable: true } } } }),
        runtime,
      ],
    },
  ],
  fails: [
    {
      when: "there is no detector",
      resources: [stack],
      paths: ["aws:guardduty/detector:Detector"],
      level: "production",
    },
    {
      when: "the detector has no features",
      resources: [detector],
      paths: ["features.EKS_AUDIT_LOGS", "features.RUNTIME_MONITORING"],
    },
    {
      when: "the detector is switched off",
      resources: [resource(detectorType, "detector", { enable: false }), auditLogs, runtime],
      paths: ["enable"],
    },
    {
      when: "a feature is disabled",
      resources: [detector, feature("EKS_AUDIT_LOGS", { status: "DISABLED" }), runtime],
      paths: ["features.EKS_AUDIT_LOGS"],
    },
    {
      when: "nobody installs the agent",
      resources: [detector, auditLogs, feature("RUNTIME_MONITORING")],
      paths: ["features.RUNTIME_MONITORING"],
    },
    {
      when: "the agent is left to others",
      resources: [
        detector,
        auditLogs,
        feature("RUNTIME_MONITORING", {
          additionalConfigurations: [
            { name: "EKS_ADDON_MANAGEMENT", status: "DISABLED" },
            { name: "ECS_FARGATE_AGENT_MANAGEMENT", status: "ENABLED" },
          ],
        }),
      ],
      paths: ["features.RUNTIME_MONITORING"],
    },
  ],
  undecided: [
    {
      when: "the detector is outside the stack",
      resources: [stack, feature("EKS_AUDIT_LOGS", { detectorId: "12abc34d567e8fa901bc2d34e56789f0" })],
    },
    {
      when: "the status of a feature is unknown",
      resources: [detector, auditLogs, feature("RUNTIME_MONITORING", { ...agent, status: unknown })],
    },
    {
      when: "it is unknown which detector a feature is of",
      resources: [detector, runtime, feature("EKS_AUDIT_LOGS", { detectorId: unknown })],
    },
  ],
  outside: [
    {
      when: "another stack owns the detector",
      resources: [stack],
      parameters: { detectionBaselineHere: false },
    },
  ],
};
