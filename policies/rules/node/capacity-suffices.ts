import { exceeds, sum } from "../../engine/capacity/amount";
import { limitsOf, type Limit } from "../../engine/capacity/capacity";
import { demandTypes } from "../../engine/capacity/node-demand";
import { quotaTypes } from "../../engine/capacity/quota-use";
import { subnetUseTypes } from "../../engine/capacity/subnet-use";
import { addonTypes, clusterTypes } from "../../engine/clusters/addons";
import { awsCluster } from "../../engine/clusters/cluster";
import { autoModeNodeClass, karpenterNodeClass } from "../../engine/nodes/node-sources";
import { subnetType } from "../../engine/nodes/node-subnets";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { quotas } from "../../knowledge/capacity/quotas";

export const capacitySuffices: Rule = {
  id: "NODE-13",
  name: "capacity-suffices",
  title: "What the nodes may grow to fits their subnets and the quotas of the account",
  why: "A subnet without addresses and a quota without vCPUs show at the worst time: pods wait while the cluster is told to grow.",
  fix: "Lower the greatest sizes, or give pods a range of their own.",
  level: "production",
  scope: "stack",
  references: { soc2: ["A1.1"] },
  reads: {
    [subnetType]: ["cidrBlock"],
    [awsCluster]: ["vpcConfig.subnetIds", "kubernetesNetworkConfig.ipFamily", "computeConfig.enabled"],
  },
  follows: [
    ...new Set([
      ...[...demandTypes, ...subnetUseTypes, ...quotaTypes, ...addonTypes, ...clusterTypes],
      ...[karpenterNodeClass, autoModeNodeClass],
    ]),
  ].filter((type) => type !== subnetType && type !== awsCluster),
  check(subject, { graph, parameters }) {
    const { limits, elsewhere } = limitsOf(graph, parameters);
    if (subject.type === subnetType) {
      const own = limits.filter(({ subnet }) => subnet === subject);
      if (own.length > 0 || !elsewhere) return own.map((limit) => subnetCondition(limit));
      return [violation(elsewhere, "cidrBlock", "Nodes or pods may use the subnet.")];
    }
    // Quotas are of the account: the first cluster carries them.
    const [first] = graph.ofType(awsCluster);
    return subject === first ? limits.filter(({ quota }) => quota !== undefined).map(quotaCondition) : [];
  },
};

function subnetCondition(limit: Limit): Condition {
  const { subnet, taken } = limit;
  const range = subnet?.at("cidrBlock");
  if (limit.limit === undefined || range === undefined)
    return violation(range?.undecided ?? false, "cidrBlock", "The range is not known.");
  const ofGroups = sum(limit.uses.filter(({ ofPool }) => !ofPool).map(({ amount }) => amount));
  const greatest = [...limit.uses].sort((one, other) => other.amount.least - one.amount.least)[0];
  return violation(
    exceeds(taken, limit.limit),
    range,
    `Its ${limit.limit} addresses are fewer than the ${taken.least} that nodes and pods take at their most, ${greatest?.amount.least ?? 0} of them for ${greatest?.name ?? "nobody"}.`,
    // A pool ends at its vCPUs, and seldom has as many small nodes full of pods as that allows.
    ofGroups.least > limit.limit ? {} : { level: "advisory" },
  );
}

/** The quotas are those of a new account unless the configuration says what was granted, so they only advise. */
function quotaCondition({ quota, title, taken, limit = 0 }: Limit): Condition {
  const path = `quotas.${quota ?? ""}`;
  return violation(
    exceeds(taken, limit),
    path,
    `The stack may grow to ${taken.least} of a quota of ${limit}: ${title}.`,
    {
      level: "advisory",
      fix: `Have quota ${quota ? quotas[quota].code : ""} raised and state it in the parameter ${path}, or lower the greatest sizes.`,
    },
  );
}
