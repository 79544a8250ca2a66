import { charts } from "../../engine/cloud/kubernetes/helm/charts";
import { minutesOfCall, times, type Times } from "../../engine/cloud/times";
import { awsTypes } from "../../engine/cloud/types";
import { isMap, text, type Json, type Properties } from "../../engine/properties";
import { arrivalsIn, latestOf, type Arrival, type GraphResource } from "./graph";

/** A resource of a preview, with what its time depends on. */
export interface PlannedResource extends GraphResource {
  readonly inputs: Json;
}

/** How long an `up` takes, and how long AWS would take for what cannot be done side by side. */
export interface CriticalPath {
  /** Minutes until everything is there. */
  readonly makespan: number;
  /**
   * Minutes of what AWS does one after the other, however the program is written: the cluster, then the network add-on
   * that nodes cannot join without, the slowest node group and the slowest add-on; or what else takes longer in a cluster.
   */
  readonly bound: number;
  /** What the bound consists of. */
  readonly forced: readonly string[];
  /** Minutes of the cluster, the slowest node group and the slowest add-on alone, as if nodes needed no network add-on. */
  readonly plain: number;
  readonly last: Arrival<PlannedResource>;
}

const clusterType = "aws:eks/cluster:Cluster";
const nodeGroupType = "aws:eks/nodeGroup:NodeGroup";
const addonType = "aws:eks/addon:Addon";
/** What begins when there is a cluster, and needs neither nodes nor the API server. */
const besideNodes = ["aws:amp/scraper:Scraper", "aws:eks/identityProviderConfig:IdentityProviderConfig"];

/** Minutes that the creation of a resource takes. */
export function minutesOf({ custom, type, inputs }: PlannedResource): number {
  if (!custom || type.startsWith("pulumi:")) return 0;
  const properties: Properties = isMap(inputs) ? inputs : {};
  if (type === "kubernetes:helm.sh/v3:Release")
    return charts[text(properties, "chart").split("/").pop() ?? ""]?.minutes ?? 1;
  if (/^kubernetes:(apps|batch)\/v1:(Deployment|StatefulSet|Job)$/.test(type)) return times.pods.create;
  const stated: Times["create"] = awsTypes.find(({ token }) => token === type)?.minutes?.create;
  return (typeof stated === "function" ? stated(properties) : stated) ?? minutesOfCall;
}

/**
 * The critical path of the first `up` of a stack.
 * @param until the types that count; all of them by default
 * @throws Error for a stack without a cluster
 */
export function criticalPathOf(
  resources: readonly PlannedResource[],
  until: (resource: PlannedResource) => boolean = () => true,
): CriticalPath {
  const last = latestOf(arrivalsIn(resources, minutesOf).filter(({ resource }) => until(resource)));
  const counted = resources.filter(until);
  const slowest = (...types: readonly string[]) => slowestOf(counted.filter(({ type }) => types.includes(type)));
  const cluster = slowest(clusterType);
  if (!last || !cluster) throw new Error("There is no cluster, so that nothing has to wait for one.");
  const cni = slowestOf(
    counted.filter(({ type, inputs }) => type === addonType && text(inputs, "addonName") === "vpc-cni"),
  );
  const alone = [slowest(nodeGroupType), slowest(addonType)].filter((one) => one !== undefined);
  const nodes = cni ? [cni, ...alone] : alone;
  const others = [slowest(...besideNodes)].filter((one) => one !== undefined);
  const branch = sumOf(nodes) >= sumOf(others) ? nodes : others;
  const forced = [cluster, ...branch];
  return {
    makespan: last.minutes,
    bound: sumOf(forced),
    forced: forced.map((one) => `${nameOf(one)} ${minutesOf(one)}`),
    plain: sumOf([cluster, ...alone]),
    last,
  };
}

/** Everything but what AWS makes for a quarter of an hour while the cluster works already. */
export function withoutSlowServices({ type, dependencies }: PlannedResource): boolean {
  const slow = (name: string) => besideNodes.includes(name.split("::")[2]?.split("$").pop() ?? name);
  return !slow(type) && !dependencies.some(slow);
}

export function nameOf({ type, urn }: PlannedResource): string {
  return `${type.split(":").pop()} ${urn.split("::").pop()}`;
}

function slowestOf(resources: readonly PlannedResource[]): PlannedResource | undefined {
  return resources.reduce<PlannedResource | undefined>(
    (slowest, one) => (slowest && minutesOf(slowest) >= minutesOf(one) ? slowest : one),
    undefined,
  );
}

function sumOf(resources: readonly PlannedResource[]): number {
  return resources.reduce((sum, resource) => sum + minutesOf(resource), 0);
}
