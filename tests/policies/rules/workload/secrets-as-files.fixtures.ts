import { unknown } from "../../../../policies/engine/values/value";
import { secretsAsFiles } from "../../../../policies/rules/workload/secrets-as-files";
import type { RuleFixtures } from "../../fixture";
import type { Inputs } from "../../kubernetes-fixture";
import { container, pod } from "../../pod-fixture";

const of = (overrides: Inputs) => pod({ containers: [container(overrides)] });
const secretKeyRef = { name: "db", key: "password" };

export const fixtures: RuleFixtures = {
  rule: secretsAsFiles,
  passes: [
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
    { when: "the source is unknown", resources: [of({ env: [{ name: "A", valueFrom: unknown }] })] },
    { when: "the list is unknown", resources: [of({ envFrom: unknown })] },
  ],
};
