import { eachContainer, nameOf } from "../../engine/workloads/pod-security";
import { podsOf, podTypes } from "../../engine/workloads/pods";
import type { Resource } from "../../engine/graph/resource";
import { violation, type Condition, type Rule } from "../../engine/rule";

const providerClass = "kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass";

export const secretsAsFiles: Rule = {
  id: "WL-12",
  name: "secrets-as-files",
  title: "Containers read secrets from files, not from the environment",
  why: "Environment variables end up in crash reports, child processes and debug pages, and never change while a pod runs.",
  fix: "Mount the secret as a volume, or fetch it with the Secrets Store CSI driver.",
  level: "advisory",
  scope: "resource",
  references: { cis: ["4.4.1"], soc2: ["CC6.1"], nsa: ["Auth"] },
  reads: {
    ...Object.fromEntries(podTypes.map((type) => [type, ["spec.containers[].env", "spec.containers[].envFrom"]])),
    [providerClass]: ["spec.secretObjects"],
  },
  check: (resource) => [
    ...(resource.type === providerClass ? [ofProviderClass(resource)] : []),
    ...podsOf(resource).flatMap((pod) => [
      violation(false, pod.spec, ""),
      ...eachContainer(pod, (container) =>
        [
          { list: container.child("env"), secret: "valueFrom.secretKeyRef" },
          { list: container.child("envFrom"), secret: "secretRef" },
        ].flatMap(({ list, secret }) => {
          const { known, open } = list.elements();
          const message = () => `${nameOf(container)} gets a secret through its environment.`;
          return [
            ...known.map((entry) => violation(entry.at(secret).present(), entry.at(secret), message)),
            ...(open ? [violation(open, open.path, message)] : []),
          ];
        }),
      ),
    ]),
  ],
};

/** Files need no copy: it is there for variables, and whoever may read the namespace's Secrets reads it too. */
function ofProviderClass(resource: Resource): Condition {
  const copies = resource.at("spec.secretObjects");
  return violation(
    copies.some(() => true),
    copies,
    "The driver copies what it mounts into a Secret of the namespace.",
    { fix: "Leave secretObjects out, and read the mounted files." },
  );
}
