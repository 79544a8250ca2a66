import { supportStatus, type KubernetesMinor } from "../../components/cluster/versions";
import type { Support } from "./plan";

/**
 * US dollars that an hour of a cluster costs, in every region.
 * @see https://aws.amazon.com/eks/pricing/
 */
const clusterHour = { standard: 0.1, extended: 0.6 };
const hoursPerMonth = 730;

/** How long a minor is supported from a day on, and what comes then. */
export function supportOf(minor: KubernetesMinor, supportType: Support["supportType"], today: Date): Support {
  const status = supportStatus(minor, today);
  const extra = Math.round((clusterHour.extended - clusterHour.standard) * hoursPerMonth);
  const charge = `${clusterHour.extended.toFixed(2)} US dollars an hour instead of ${clusterHour.standard.toFixed(2)}, about ${String(extra)} more a month and cluster`;
  const notes = {
    standard:
      supportType === "STANDARD"
        ? `On ${status.standardUntil} EKS begins to upgrade the control plane by itself, nodes not included.`
        : `From ${status.standardUntil} the cluster costs ${charge}, until ${status.extendedUntil}.`,
    extended: `The cluster costs ${charge}; on ${status.extendedUntil} EKS upgrades the control plane in any case.`,
    ended: "EKS upgrades the control plane at any time, nodes not included.",
  };
  return { ...status, supportType, note: notes[status.phase] };
}
