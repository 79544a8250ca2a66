import type { KubernetesMinor, SupportStatus } from "../../components/cluster/versions";
import type { ReleaseChannel } from "../../components/cluster/release-channel";

/** Something that stops an upgrade, or leaves a part of the cluster behind. */
export interface Blocker {
  readonly kind:
    | "downgrade"
    | "unknown-minor"
    | "skipped-minor"
    | "behind"
    | "kubelet-skew"
    | "pinned-image"
    | "add-on"
    | "disruption-budget"
    | "removed-api"
    | "policy";
  /** What it is about: a name, or the URN of a resource. */
  readonly subject: string;
  /** One sentence: what is wrong. */
  readonly message: string;
  /** One sentence: what to do. */
  readonly fix: string;
}

/** Something to know or look at that no preview can decide. */
export interface Warning {
  readonly subject: string;
  readonly message: string;
}

/** One thing that happens during an upgrade, in its place. */
export interface Step {
  readonly kind:
    | "control-plane"
    | "add-on"
    | "chart"
    | "node-group"
    | "self-managed-nodes"
    | "karpenter"
    | "auto-mode"
    | "fargate"
    | "hybrid"
    | "resource";
  /** Name of what changes. */
  readonly subject: string;
  /** Versions, where it has any. */
  readonly from?: string;
  readonly to?: string;
  /** Who does it: `pulumi up`, something that follows the control plane by itself, or a person. */
  readonly by: "pulumi up" | "Karpenter" | "EKS" | "you";
  /** One sentence: what happens. */
  readonly what: string;
}

/** One minor up. */
export interface Hop {
  readonly from: KubernetesMinor;
  readonly to: KubernetesMinor;
  readonly steps: readonly Step[];
  readonly blockers: readonly Blocker[];
  readonly warnings: readonly Warning[];
}

/** How long the present minor lasts, and what that costs. */
export interface Support extends SupportStatus {
  readonly supportType: "STANDARD" | "EXTENDED";
  /** One sentence: what comes at the end of the phase. */
  readonly note: string;
}

/** All that there is to say about the upgrade of one stack: the one input of every format. */
export interface UpgradePlan {
  readonly project: string;
  readonly stack: string;
  /** The stack file, relative to the project's folder. */
  readonly stackFile: string;
  readonly channel: ReleaseChannel;
  readonly from: KubernetesMinor;
  /** The minor asked for, or the one that the channel says; that of `from` where nothing is to be done. */
  readonly to: string;
  readonly support: Support;
  /** What is wrong with the way as a whole. What stops one step of it stands in its hop. */
  readonly blockers: readonly Blocker[];
  readonly hops: readonly Hop[];
}

/** Every blocker of a plan. */
export function blockersOf({ blockers, hops }: UpgradePlan): readonly Blocker[] {
  return [...blockers, ...hops.flatMap((hop) => hop.blockers)];
}
