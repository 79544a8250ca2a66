/** The Kubernetes minors whose add-on versions are known here, oldest first. */
export const kubernetesMinors = ["1.34", "1.35", "1.36"] as const;

export type KubernetesMinor = (typeof kubernetesMinors)[number];

export const defaultKubernetesMinor: KubernetesMinor = "1.36";

/** When EKS supports a minor. Dates are ISO days: support ends as that day begins. */
export interface SupportWindow {
  /** First day on EKS. */
  readonly since: string;
  /** End of standard support: from here on each cluster hour costs more, or the control plane is upgraded. */
  readonly standardUntil: string;
  /** End of extended support: here the control plane is upgraded in any case. */
  readonly extendedUntil: string;
}

/** @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html */
export const supportWindows: Readonly<Record<KubernetesMinor, SupportWindow>> = {
  "1.34": { since: "2025-10-02", standardUntil: "2026-12-02", extendedUntil: "2027-12-02" },
  "1.35": { since: "2026-01-27", standardUntil: "2027-03-27", extendedUntil: "2028-03-27" },
  "1.36": { since: "2026-06-02", standardUntil: "2027-08-02", extendedUntil: "2028-08-02" },
};

/** Minors that EKS offers and this platform refuses, with the reason as the end of a sentence. */
const refused: Readonly<Record<string, string>> = {
  "1.31": "left extended support on 2026-11-26",
  "1.32": "left standard support on 2026-03-23",
  "1.33": "left standard support on 2026-07-29",
  "1.37": "is on EKS, but the versions of its add-ons are not committed here yet",
};

/**
 * The minor that a text such as `1.36` names.
 * @throws when its add-on versions are not known: a guess would fail late, at the first add-on of an `up`.
 */
export function kubernetesMinor(text: string): KubernetesMinor {
  const known = kubernetesMinors.find((minor) => minor === text);
  if (known !== undefined) return known;
  const reason = refused[text] ?? "is not a minor version whose add-on versions are known here";
  throw new Error(`Kubernetes "${text}" ${reason}; use one of ${kubernetesMinors.join(", ")}.`);
}

/** How far a minor is through its life on EKS. */
export interface SupportStatus extends SupportWindow {
  readonly phase: "standard" | "extended" | "ended";
  /** Whole days until the phase ends; zero once all support has ended. */
  readonly daysLeft: number;
}

/** The support that EKS gives a minor on a day. */
export function supportStatus(minor: KubernetesMinor, today: Date): SupportStatus {
  const window = supportWindows[minor];
  const day = today.toISOString().slice(0, 10);
  if (day < window.standardUntil) {
    return { ...window, phase: "standard", daysLeft: daysBetween(day, window.standardUntil) };
  }
  if (day < window.extendedUntil) {
    return { ...window, phase: "extended", daysLeft: daysBetween(day, window.extendedUntil) };
  }
  return { ...window, phase: "ended", daysLeft: 0 };
}

function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000);
}
