import { kubernetesMinors, supportWindows, type KubernetesMinor } from "./versions";

/**
 * How soon a stack follows Kubernetes: only when somebody says so, when a minor has proved itself on EKS, or as soon as
 * its add-ons are known here.
 */
export const releaseChannels = ["none", "stable", "rapid"] as const;

export type ReleaseChannel = (typeof releaseChannels)[number];

/**
 * Days that a minor has been on EKS before a channel takes it. 90 days see the first patch releases of Kubernetes and of
 * the add-ons, and leave ten months of standard support.
 */
export const settlingDays: Readonly<Record<Exclude<ReleaseChannel, "none">, number>> = { stable: 90, rapid: 0 };

/**
 * The minor that a channel moves a stack to on a day: the one after the present minor if it is old enough, else the
 * present one. Never two minors at once, since EKS doesn't either.
 */
export function channelMinor(channel: ReleaseChannel, current: KubernetesMinor, today: Date): KubernetesMinor {
  const next = kubernetesMinors[kubernetesMinors.indexOf(current) + 1];
  if (channel === "none" || next === undefined) return current;
  const settled = Date.parse(supportWindows[next].since) + settlingDays[channel] * 86_400_000;
  return today.getTime() >= settled ? next : current;
}
