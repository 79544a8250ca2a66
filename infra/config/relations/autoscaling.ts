import { conflictProblems } from "../../../components/autoscaling/scaling-problems";
import { tenantNamespaceName } from "../../../components/tenancy/tenant-labels";
import { verticalOf, type Workload } from "../autoscaling";
import type { Check, Report } from "../schema/checked";
import { quoted } from "../schema/fields";
import { runsOnFargateAlone } from "./nodes/fargate";
import type { Rooms } from "./rooms";

/** Name of the sample's workload. */
export const sampleName = "sample";

/** What scalers ask of the workloads and of the nodes. */
export const autoscalingRelations: readonly Check<Rooms>[] = [
  {
    reads: [
      "autoscaling",
      "sample",
      "tenants.*.name",
      "network.nat",
      "nodes.groups",
      "nodes.fargate",
      "cluster.autoMode",
    ],
    check: autoscalingProblems,
  },
];

/** Scalers have to run, workloads to have a namespace, and none to be scaled twice. */
function autoscalingProblems(
  {
    autoscaling,
    sample,
    tenants,
    network,
    ...nodes
  }: Pick<Rooms, "autoscaling" | "sample" | "tenants" | "network" | "nodes" | "cluster">,
  report: Report,
): void {
  for (const scaler of ["eventDriven", "vertical"] as const)
    if (autoscaling[scaler] && network.nat === "none")
      report(
        ["autoscaling", scaler],
        'true does not go with "network.nat" "none": its images come from a public registry; write false.',
      );
  for (const scaler of ["eventDriven", "vertical"] as const)
    if (autoscaling[scaler] && runsOnFargateAlone(nodes))
      report(
        ["autoscaling", scaler],
        'true is meant although "nodes.groups" is [] and everything runs on Fargate, where its pods have no place; write false, or name a group.',
      );
  const namespaces = [
    ...tenants.map(({ name }) => tenantNamespaceName(name)),
    ...(sample.enabled ? [sample.namespace] : []),
  ];
  const seen = new Map<string, number>();
  autoscaling.workloads.forEach((workload, index) => {
    const { namespace, kind, name, horizontal, vertical } = workload;
    const path = ["autoscaling", "workloads", index] as const;
    const isSample = isSampleWorkload(workload, sample);
    if (!namespaces.includes(namespace))
      report(
        [...path, "namespace"],
        `${quoted(namespace)} is the namespace of no tenant and not that of the sample; write one of those that there are: ${namespaces.map(quoted).join(", ") || "none"}.`,
      );
    const twin = seen.get(`${namespace}/${kind}/${name}`);
    if (twin !== undefined)
      report(
        [...path, "name"],
        `${quoted(name)} is scaled by "autoscaling.workloads.${twin}" already; write both into one.`,
      );
    seen.set(`${namespace}/${kind}/${name}`, index);
    if (horizontal !== undefined && !autoscaling.eventDriven)
      report([...path, "horizontal"], 'it is given although "autoscaling.eventDriven" is false; write true there.');
    if (vertical !== undefined && !autoscaling.vertical)
      report([...path, "vertical"], 'it is given although "autoscaling.vertical" is false; write true there.');
    if (horizontal !== undefined && Object.values(horizontal.utilization).length > 0 && !isSample)
      report(
        [...path, "horizontal", "utilization"],
        "KEDA takes it only where the workload exists, and this one is of another stack; write it into an autoscaler there.",
      );
    if (isSample && horizontal === undefined && vertical !== undefined)
      for (const problem of conflictProblems(
        verticalOf(vertical),
        ["cpu"],
        "the sample's own autoscaler counts pods by it",
      ))
        report([...path, ...problem.path], problem.message);
  });
}

function isSampleWorkload(
  { namespace, kind, name }: Pick<Workload, "namespace" | "kind" | "name">,
  sample: Rooms["sample"],
): boolean {
  return sample.enabled && namespace === sample.namespace && kind === "Deployment" && name === sampleName;
}

/** Whether something else than the sample's own autoscaler says how many of its pods run. */
export function scaledElsewhere({ autoscaling, sample }: Pick<Rooms, "autoscaling" | "sample">): boolean {
  return autoscaling.workloads.some(
    (workload) => workload.horizontal !== undefined && isSampleWorkload(workload, sample),
  );
}
