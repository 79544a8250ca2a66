import { kubernetesMinor, kubernetesMinors, type KubernetesMinor } from "../../components/cluster/versions";
import type { Blocker } from "./plan";

/** The minors that a control plane goes through, and what is wrong with going there. */
export interface Route {
  /** One minor at a time, without the present one. */
  readonly hops: readonly KubernetesMinor[];
  readonly blockers: readonly Blocker[];
}

/** The number of a minor: 36 for `1.36`. Undefined where the text is not one. */
export function minorNumber(text: string): number | undefined {
  const [, digits] = /^1\.(\d{1,3})$/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/**
 * The way from one minor to another. A control plane moves one minor at a time and never back, and nowhere that the
 * add-ons are not known.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html
 */
export function upgradeRoute(from: KubernetesMinor, to: string): Route {
  const blocked = (kind: Blocker["kind"], message: string, fix: string): Blocker => ({
    ...{ kind, subject: "control plane", message, fix },
  });
  const [start = 0, end = 0] = [minorNumber(from), minorNumber(to)];
  if (end < start)
    return {
      hops: [],
      blockers: [
        blocked(
          "downgrade",
          `Kubernetes "${to}" is older than "${from}", and a control plane never goes back.`,
          `Name a minor after ${from}, or make a new cluster.`,
        ),
      ],
    };
  const known = kubernetesMinors.find((minor) => minor === to);
  if (known === undefined)
    return {
      hops: [],
      blockers: [blocked("unknown-minor", reasonOf(to), "Commit the versions of its add-ons first.")],
    };
  const hops = kubernetesMinors.slice(kubernetesMinors.indexOf(from) + 1, kubernetesMinors.indexOf(known) + 1);
  const [first] = hops;
  if (first === undefined || hops.length === 1) return { hops, blockers: [] };
  return {
    hops,
    blockers: [
      blocked(
        "skipped-minor",
        `"${to}" skips ${hops.slice(0, -1).join(", ")} after "${from}", and EKS moves a control plane one minor at a time.`,
        `Deploy ${first} first, nodes included, then plan again.`,
      ),
    ],
  };
}

function reasonOf(text: string): string {
  try {
    return `Kubernetes "${kubernetesMinor(text)}" is known.`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
