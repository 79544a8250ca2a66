import { unknown } from "../../../../policies/engine/values/value";
import { secretsAsFiles } from "../../../../policies/rules/workload/secrets-as-files";
import type { RuleFixtures } from "../../fixture";
import { object, type Inputs } from "../../kubernetes-fixture";
import { container, pod } from "../../pod-fixture";

const of = (overrides: Inputs) => pod({ containers: [container(overrides)] });
const providerClass = (spec: Inputs) =>
  object("secrets-store.csi.x-k8s.io/v1:SecretProviderClass", "db", { spec: { provider: "aws", ...spec } });
const copy = { secretName: "db", type: "Opaque", data: [{ objectName: "password", key: "password" }] };
const secretKeyRef = { name: "db", key: "password" };

export const fixtures: RuleFixtures = {
  rule: secretsAsFiles,
  passes: [
    { when: "a driver mounts files only", resources: [providerClass({})] },
    { when: "a list of copies is empty", resources: [providerClass({ secretObjects: [] })] },
    { when: "nothing comes from a secret", resources: [pod()] },
    {
      when: "variables come from elsewhere",
      resources: [
        of({
          env: [
            { name: "A", value: "b" },
            { name: "B", valueFrom: { configMapKeyRef: { name: "c", key: "d" } } },
          ],
          envFrom: [{ configMapRef: { name: "c" } }],
        }),
      ],
    },
  ],
  fails: [
    {
      when: "a driver copies what it mounts into a Secret",
      resources: [providerClass({ secretObjects: [copy] })],
      paths: ["spec.secretObjects"],
    },
    {
      when: "a variable does",
      resources: [of({ env: [{ name: "A", valueFrom: { secretKeyRef } }] })],
      paths: ["spec.containers[0].env[0].valueFrom.secretKeyRef"],
    },
    {
      when: "all variables of a secret do",
      resources: [of({ envFrom: [{ configMapRef: { name: "c" } }, { secretRef: { name: "db" } }] })],
      paths: ["spec.containers[0].envFrom[1].secretRef"],
    },
    {
      when: "an init container's does",
      resources: [pod({ initContainers: [container({ env: [{ name: "A", valueFrom: { secretKeyRef } }] })] })],
      paths: ["spec.initContainers[0].env[0].valueFrom.secretKeyRef"],
    },
  ],
  undecided: [
    { when: "the copies are unknown", resources: [providerClass({ secretObjects: unknown })] },
    { when: "the source is unknown", resources: [of({ env: [{ name: "A", valueFrom: unknown }] })] },
    { when: "the list is unknown", resources: [of({ envFrom: unknown })] },
  ],
};
