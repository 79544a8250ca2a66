import { channelMinor, type ReleaseChannel } from "../../components/cluster/release-channel";
import type { KubernetesMinor } from "../../components/cluster/versions";
import type { PreviewedStack } from "../previewed-stack";
import { addonBlockers } from "./addon-blockers";
import { leftBehind } from "./left-behind";
import type { Hop, Support, UpgradePlan, Warning } from "./plan";
import { upgradeRoute } from "./route";
import { upgradeSteps } from "./steps";
import { supportOf } from "./support";
import { verdictsAt } from "./verdicts";

/** What is asked for. */
export interface UpgradeRequest {
  readonly project: string;
  readonly stack: string;
  readonly stackFile: string;
  readonly from: KubernetesMinor;
  /** The minor to go to. Default what the channel says. */
  readonly to: string | undefined;
  readonly channel: ReleaseChannel;
  readonly supportType: Support["supportType"];
  readonly today: Date;
}

/** Previews the stack at minors, in their order. */
export type PreviewAt = (minors: readonly KubernetesMinor[]) => Promise<readonly PreviewedStack[]>;

/**
 * Plans an upgrade: previews the stack as it is and at every minor on the way, and says what is different, in which order
 * it changes and what stops it.
 */
export async function makePlan(request: UpgradeRequest, previewAt: PreviewAt): Promise<UpgradePlan> {
  const { project, stack, stackFile, from, channel, supportType, today } = request;
  const to = request.to ?? channelMinor(channel, from, today);
  const { hops: minors, blockers } = upgradeRoute(from, to);
  const previews = minors.length === 0 ? [] : await previewAt([from, ...minors]);
  const hops = minors.flatMap((minor, index) => {
    const [before, after] = [previews[index], previews[index + 1]];
    return before && after ? [hop(before, after, minors[index - 1] ?? from, minor)] : [];
  });
  return {
    ...{ project, stack, stackFile, channel, from, to },
    support: supportOf(from, supportType, today),
    ...{ blockers, hops },
  };
}

function hop(before: PreviewedStack, after: PreviewedStack, from: KubernetesMinor, to: KubernetesMinor): Hop {
  const verdicts = verdictsAt(before, after);
  return {
    ...{ from, to },
    steps: upgradeSteps(before, after, to),
    blockers: [...leftBehind(before, after, from, to), ...addonBlockers(before, after, to), ...verdicts.blockers],
    warnings: [...verdicts.warnings, ...chartsNobodySees(after)],
  };
}

/** Objects of charts are not in the graph, so neither their budgets nor the versions of their APIs are known. */
function chartsNobodySees({ opaque }: PreviewedStack): readonly Warning[] {
  const charts = opaque
    .filter(({ urn }) => urn.includes("kubernetes:helm.sh/v3:Release::"))
    .map(({ urn }) => urn.slice(urn.lastIndexOf("::") + 2));
  if (charts.length === 0) return [];
  return [
    {
      subject: charts.join(", "),
      message: "What these charts bring is not in the preview: read their notes for the new minor.",
    },
  ];
}
