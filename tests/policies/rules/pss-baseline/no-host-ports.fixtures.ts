import { unknown } from "../../../../policies/engine/values/value";
import { noHostPorts } from "../../../../policies/rules/pss-baseline/no-host-ports";
import { type RuleFixtures } from "../../fixture";
import { container, pod } from "../../pod-fixture";

export const fixtures: RuleFixtures = {
  rule: noHostPorts,
  passes: [
    {
      when: "a port is the container's",
      resources: [pod({ containers: [container({ ports: [{ containerPort: 80 }] })] })],
    },
    {
      when: "the host port is 0, which is none",
      resources: [pod({ containers: [container({ ports: [{ containerPort: 80, hostPort: 0 }] })] })],
    },
  ],
  fails: [
    {
      when: "a port is the node's",
      resources: [pod({ containers: [container({ ports: [{ containerPort: 80, hostPort: 8080 }] })] })],
      paths: ["spec.containers[0].ports[0].hostPort"],
    },
  ],
  undecided: [
    {
      when: "the port is unknown",
      resources: [pod({ containers: [container({ ports: [{ containerPort: 80, hostPort: unknown }] })] })],
    },
  ],
};
