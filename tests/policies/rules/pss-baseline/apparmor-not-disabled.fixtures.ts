import { unknown } from "../../../../policies/engine/values/value";
import { apparmorNotDisabled } from "../../../../policies/rules/pss-baseline/apparmor-not-disabled";
import { type RuleFixtures } from "../../fixture";
import { container, pod } from "../../pod-fixture";

export const fixtures: RuleFixtures = {
  rule: apparmorNotDisabled,
  passes: [
    { when: "nothing is said", resources: [pod()] },
    {
      when: "profiles are allowed ones",
      resources: [
        pod(
          { securityContext: { appArmorProfile: { type: "Localhost", localhostProfile: "x" } } },
          { annotations: { "container.apparmor.security.beta.kubernetes.io/app": "localhost/x" } },
        ),
      ],
    },
  ],
  fails: [
    {
      when: "the pod is unconfined",
      resources: [pod({ securityContext: { appArmorProfile: { type: "Unconfined" } } })],
      paths: ["spec.securityContext.appArmorProfile.type"],
    },
    {
      when: "a container is",
      resources: [pod({ containers: [container({}, { appArmorProfile: { type: "Unconfined" } })] })],
      paths: ["spec.containers[0].securityContext.appArmorProfile.type"],
    },
    {
      when: "a profile without a type is there",
      resources: [pod({ securityContext: { appArmorProfile: {} } })],
      paths: ["spec.securityContext.appArmorProfile.type"],
    },
    {
      when: "an annotation says so",
      resources: [pod({}, { annotations: { "container.apparmor.security.beta.kubernetes.io/app": "unconfined" } })],
      paths: ["metadata.annotations.container.apparmor.security.beta.kubernetes.io/app"],
    },
  ],
  undecided: [
    { when: "the type is unknown", resources: [pod({ securityContext: { appArmorProfile: { type: unknown } } })] },
    { when: "the annotations are", resources: [pod({}, { annotations: unknown })] },
  ],
};
