import { eachContainer, podSecurityRule } from "../../engine/workloads/pod-security";
import type { Property } from "../../engine/values/property";
import { violation } from "../../engine/rule";
import { and, not } from "../../engine/values/truth";

const annotationPrefix = "container.apparmor.security.beta.kubernetes.io/";

export const apparmorNotDisabled = podSecurityRule({
  id: "PSS-B-08",
  name: "apparmor-not-disabled",
  title: "AppArmor profiles are not switched off",
  why: "Without its profile a container may do whatever the kernel lets its user do.",
  fix: "Set the type to RuntimeDefault or Localhost, or remove the profile.",
  references: { pss: ["appArmorProfile"], soc2: ["CC6.8"], nsa: ["Pod"] },
  standard: "baseline",
  fields: [
    "spec.securityContext.appArmorProfile.type",
    "spec.containers[].securityContext.appArmorProfile.type",
    "metadata.annotations",
  ],
  check(pod) {
    const annotations = pod.metadata.child("annotations");
    const { known, open } = annotations.keys();
    const disabled = (context: Property) => {
      const profile = context.child("appArmorProfile");
      const type = profile.child("type");
      return violation(
        and(profile.present(), not(type.is("RuntimeDefault", "Localhost"))),
        type,
        "The AppArmor profile is not one that is allowed.",
      );
    };
    return [
      disabled(pod.spec.child("securityContext")),
      ...eachContainer(pod, (container) => [disabled(container.child("securityContext"))]),
      ...known
        .filter((key) => key.startsWith(annotationPrefix))
        .map((key) => {
          const value = annotations.child(key);
          const allowed = value.matches(/^$|^runtime\/default$|^localhost\//);
          return violation(
            and(value.present(), not(allowed)),
            value,
            "An annotation names an AppArmor profile that is not allowed.",
            {
              fix: "Use runtime/default or a localhost/ profile.",
            },
          );
        }),
      ...(open ? [violation(open, annotations, "An annotation may switch AppArmor off.")] : []),
    ];
  },
});
