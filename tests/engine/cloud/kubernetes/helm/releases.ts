import { map } from "../../../properties";
import { isActive, type Cloud, type CloudObject } from "../../cloud";
import { charts, type Chart } from "./charts";

export const releaseToken = "kubernetes:helm.sh/v3:Release";

/** A chart that a cluster runs. */
export interface InstalledChart {
  readonly chart: Chart;
  readonly release: CloudObject;
  /** Whether its pods have become ready. */
  readonly ready: boolean;
}

export function installedCharts(clusterId: string, cloud: Cloud): readonly InstalledChart[] {
  return cloud.all(releaseToken).flatMap((release) => {
    const chart = charts[chartNameOf(release)];
    if (!chart || !release.identity.startsWith(`${clusterId} `)) return [];
    return [{ chart, release, ready: isActive(release, cloud) }];
  });
}

/** The name that a chart has, wherever it comes from. */
export function chartNameOf(release: CloudObject): string {
  const { chart } = release.inputs;
  return typeof chart === "string" ? (chart.split("/").pop() ?? "") : "";
}

/** API groups that a release defines. Helm applies definitions first, so that they are there before its pods are ready. */
export function groupsOf({ chart, release }: InstalledChart): readonly string[] {
  const wanted = chart.groupsIf?.(map(release.inputs, "values")) ?? true;
  return wanted && release.inputs["skipCrds"] !== true ? (chart.groups ?? []) : [];
}
