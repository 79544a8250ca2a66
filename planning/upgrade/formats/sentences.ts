import type { Step, Support, UpgradePlan } from "../plan";

/** The name of a resource, where a subject is its URN. */
export function shownSubject(subject: string): string {
  if (!subject.startsWith("urn:")) return subject;
  const [, , types = "", name = ""] = subject.split("::");
  return `${types.split("$").at(-1) ?? ""} ${name}`;
}

/** The versions of a step, such as `1.35 to 1.36`. Empty where there are none. */
export function shownVersions({ from, to }: Step): string {
  return from !== undefined && to !== undefined && from !== to ? `${from} to ${to}` : (to ?? "");
}

/** What a plan is about, in a few words. */
export function heading({ stack, from, to, hops }: UpgradePlan): string {
  return from === to && hops.length === 0
    ? `Stack ${stack} stays at Kubernetes ${from}`
    : `Stack ${stack} from Kubernetes ${from} to ${to}`;
}

/** Where the present minor stands. */
export function supportSentence({ from, support }: UpgradePlan): string {
  return `${from} is ${phases[support.phase](support)}. ${support.note}`;
}

const phases: Readonly<Record<Support["phase"], (support: Support) => string>> = {
  standard: ({ daysLeft, standardUntil }) => `in standard support for ${days(daysLeft)}, until ${standardUntil}`,
  extended: ({ daysLeft, extendedUntil }) => `in extended support for ${days(daysLeft)}, until ${extendedUntil}`,
  ended: ({ extendedUntil }) => `out of support since ${extendedUntil}`,
};

function days(count: number): string {
  return `${String(count)} more day${count === 1 ? "" : "s"}`;
}

/** Why this minor is the one to go to. */
export function channelSentence({ channel, from, to }: UpgradePlan): string {
  if (channel === "none") return "The stack is on no release channel: its minor is changed by hand.";
  return from === to
    ? `The ${channel} channel has nothing newer yet.`
    : `The stack is on the ${channel} channel (cluster.releaseChannel).`;
}
