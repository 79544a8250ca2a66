import { unknown } from "../../../../policies/engine/values/value";
import { topologySpread } from "../../../../policies/rules/workload/topology-spread";
import type { RuleFixtures } from "../../fixture";
import { autoscaler, deployment, workload, type Input } from "../../kubernetes-fixture";

const zone = "topology.kubernetes.io/zone";
const own = { matchLabels: { app: "web" } };
const constraint = (topologyKey: Input, labelSelector: Input = own) => ({
  topologyKey,
  labelSelector,
  maxSkew: 1,
  whenUnsatisfiable: "ScheduleAnyway",
});
const spread = (...topologySpreadConstraints: Input[]) =>
  deployment({ spec: { replicas: 2 }, pod: { topologySpreadConstraints } });
const repelled = (podAntiAffinity: Input) =>
  deployment({ spec: { replicas: 2 }, pod: { affinity: { podAntiAffinity } } });
const paths = ["spec.template.spec.topologySpreadConstraints"];

export const fixtures: RuleFixtures = {
  rule: topologySpread,
  passes: [
    {
      when: "a constraint on zones counts the own pods",
      resources: [spread(constraint("kubernetes.io/hostname"), constraint(zone))],
    },
    {
      when: "pods refuse each other's zone",
      resources: [
        repelled({ requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: zone, labelSelector: own }] }),
      ],
    },
    {
      when: "pods avoid each other's zone",
      resources: [
        repelled({
          preferredDuringSchedulingIgnoredDuringExecution: [
            { weight: 100, podAffinityTerm: { topologyKey: zone, labelSelector: own } },
          ],
        }),
      ],
    },
    {
      when: "the selector is an expression",
      resources: [spread(constraint(zone, { matchExpressions: [{ key: "app", operator: "Exists" }] }))],
    },
  ],
  fails: [
    { when: "there is no constraint", resources: [spread()], paths },
    { when: "an autoscaler makes several", resources: [deployment(), autoscaler()], paths },
    { when: "a constraint spreads over nodes only", resources: [spread(constraint("kubernetes.io/hostname"))], paths },
    {
      when: "the selector takes other pods",
      resources: [spread(constraint(zone, { matchLabels: { app: "api" } }))],
      paths,
    },
    { when: "the constraint has no selector", resources: [spread(constraint(zone, null))], paths },
    {
      when: "anti-affinity is about nodes",
      resources: [
        repelled({
          requiredDuringSchedulingIgnoredDuringExecution: [
            { topologyKey: "kubernetes.io/hostname", labelSelector: own },
          ],
        }),
      ],
      paths,
    },
    {
      when: "anti-affinity is about other pods",
      resources: [
        repelled({
          requiredDuringSchedulingIgnoredDuringExecution: [
            { topologyKey: zone, labelSelector: { matchLabels: { app: "db" } } },
          ],
        }),
      ],
      paths,
    },
    { when: "a StatefulSet has none", resources: [workload("apps/v1:StatefulSet", { spec: { replicas: 3 } })], paths },
  ],
  undecided: [
    {
      when: "the constraints are unknown",
      resources: [deployment({ spec: { replicas: 2 }, pod: { topologySpreadConstraints: unknown } })],
    },
    { when: "the key is unknown", resources: [spread(constraint(unknown))] },
    {
      when: "the labels are unknown",
      resources: [
        deployment({ spec: { replicas: 2 }, labels: unknown, pod: { topologySpreadConstraints: [constraint(zone)] } }),
      ],
    },
    { when: "the replicas are unknown", resources: [deployment({ spec: { replicas: unknown } })] },
  ],
  outside: [{ when: "there is one replica", resources: [deployment()] }],
};
