import { unknown } from "../../../../policies/engine/values/value";
import { capabilitiesDropped } from "../../../../policies/rules/pss-restricted/capabilities-dropped";
import { type RuleFixtures } from "../../fixture";
import { container, pod, tenantPod } from "../../pod-fixture";

export const fixtures: RuleFixtures = {
  rule: capabilitiesDropped,
  passes: [
    { when: "all are dropped", resources: [tenantPod()] },
    {
      when: "one is added that may be",
      resources: [
        tenantPod({ containers: [container({}, { capabilities: { drop: ["ALL"], add: ["NET_BIND_SERVICE"] } })] }),
      ],
    },
  ],
  fails: [
    {
      when: "nothing is said",
      resources: [tenantPod({ containers: [{ name: "a", image: "a:1" }] })],
      paths: ["spec.containers[0].securityContext.capabilities.drop"],
    },
    {
      when: "the case differs",
      resources: [tenantPod({ containers: [container({}, { capabilities: { drop: ["all"] } })] })],
      paths: ["spec.containers[0].securityContext.capabilities.drop"],
    },
    {
      when: "another is added",
      resources: [tenantPod({ containers: [container({}, { capabilities: { drop: ["ALL"], add: ["CHOWN"] } })] })],
      paths: ["spec.containers[0].securityContext.capabilities.add"],
    },
  ],
  undecided: [
    {
      when: "what is dropped is unknown",
      resources: [tenantPod({ containers: [container({}, { capabilities: { drop: [unknown] } })] })],
    },
  ],
  outside: [{ when: "the namespace asks for baseline only", resources: [pod()] }],
};
