import { unknown } from "../../../../policies/engine/values/value";
import { noWindowsHostProcess } from "../../../../policies/rules/pss-baseline/no-windows-host-process";
import { type RuleFixtures } from "../../fixture";
import { container, pod } from "../../pod-fixture";

export const fixtures: RuleFixtures = {
  rule: noWindowsHostProcess,
  passes: [
    { when: "nothing is said", resources: [pod()] },
    { when: "the flag is off", resources: [pod({ securityContext: { windowsOptions: { hostProcess: false } } })] },
  ],
  fails: [
    {
      when: "the pod is a host process",
      resources: [pod({ securityContext: { windowsOptions: { hostProcess: true } } })],
      paths: ["spec.securityContext.windowsOptions.hostProcess"],
    },
    {
      when: "an init container is one",
      resources: [pod({ initContainers: [container({}, { windowsOptions: { hostProcess: true } })] })],
      paths: ["spec.initContainers[0].securityContext.windowsOptions.hostProcess"],
    },
  ],
  undecided: [
    {
      when: "the flag is unknown",
      resources: [pod({ securityContext: { windowsOptions: { hostProcess: unknown } } })],
    },
  ],
  outside: [{ when: "the namespace is the system's", resources: [pod({}, { namespace: "kube-system" })] }],
};
