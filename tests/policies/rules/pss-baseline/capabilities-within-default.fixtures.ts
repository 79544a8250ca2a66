import { unknown } from "../../../../policies/engine/values/value";
import { capabilitiesWithinDefault } from "../../../../policies/rules/pss-baseline/capabilities-within-default";
import { type RuleFixtures } from "../../fixture";
import { container, pod, tenantPod } from "../../pod-fixture";

export const fixtures: RuleFixtures = {
  rule: capabilitiesWithinDefault,
  passes: [
    { when: "nothing is added", resources: [pod()] },
    {
      when: "a default one is",
      resources: [pod({ containers: [container({}, { capabilities: { add: ["CHOWN", "KILL"] } })] })],
    },
  ],
  fails: [
    {
      when: "one beyond is added",
      resources: [pod({ containers: [container({}, { capabilities: { add: ["CHOWN", "NET_ADMIN"] } })] })],
      paths: ["spec.containers[0].securityContext.capabilities.add"],
    },
    {
      when: "the case differs",
      resources: [pod({ containers: [container({}, { capabilities: { add: ["chown"] } })] })],
      paths: ["spec.containers[0].securityContext.capabilities.add"],
    },
  ],
  undecided: [
    {
      when: "a capability is unknown",
      resources: [pod({ containers: [container({}, { capabilities: { add: ["CHOWN", unknown] } })] })],
    },
  ],
  outside: [
    {
      when: "the namespace is restricted, where a stricter rule judges",
      resources: [tenantPod({ containers: [container({}, { capabilities: { add: ["NET_ADMIN"] } })] })],
    },
  ],
};
