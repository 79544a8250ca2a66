import { clusterTypes } from "../../engine/clusters/addons";
import { componentCluster, isMadeByComponent } from "../../engine/clusters/cluster";
import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import { violation, type Rule } from "../../engine/rule";
import { and, not, some, type Truth } from "../../engine/values/truth";

const logGroup = "aws:cloudwatch/logGroup:LogGroup";

export const controlPlaneLogGroupManaged: Rule = {
  id: "LOG-02",
  name: "control-plane-log-group-managed",
  title: "The log group of the control plane belongs to the stack, and is there before the cluster",
  why: "EKS creates a missing log group itself, without retention and without a key, and the stack then fails on a group that exists already.",
  fix: "Register a log group named /aws/eks/<cluster name>/cluster, with the cluster's name as a literal.",
  level: "mandatory",
  scope: "stack",
  references: {
    cis: ["2.1.1", "2.1.2"],
    fsbp: ["EKS.8"],
    soc2: ["CC7.2"],
    hipaa: ["312(b)"],
    nsa: ["Log"],
  },
  reads: Object.fromEntries(clusterTypes.map((type) => [type, ["name", "enabledClusterLogTypes"]])),
  follows: [logGroup],
  check(cluster, { graph }) {
    // The component waits for what it depends on, and its cluster shows none of that.
    if (cluster.type !== componentCluster && isMadeByComponent(cluster)) return [];
    const types = cluster.at("enabledClusterLogTypes");
    const isLogged = types.some(() => true);
    if (isLogged === false) return [];
    const groups = graph.ofType(logGroup).map((group) => ({ group, isOfCluster: belongsTo(cluster, group) }));
    const before = dependenciesOf(cluster, graph);
    return [
      violation(
        and(isLogged, not(some(groups, ({ isOfCluster }) => isOfCluster))),
        types,
        "No log group of the stack is that of the control plane.",
      ),
      violation(
        and(
          isLogged,
          some(groups, ({ isOfCluster }) => isOfCluster),
          not(some(groups, ({ group, isOfCluster }) => and(isOfCluster, before.has(group.urn)))),
        ),
        "dependsOn",
        "The cluster does not wait for its log group, so that EKS may create it first.",
        { fix: "Name the log group in the cluster's dependsOn." },
      ),
    ];
  },
};

/** Whether a log group is the one that EKS writes to. A name that Pulumi makes up is not. */
function belongsTo(cluster: Resource, group: Resource): Truth {
  const clusterName = cluster.at("name");
  const groupName = group.at("name");
  if (clusterName.isUnknown) return clusterName.undecided;
  if (clusterName.isAbsent) return false;
  return groupName.is(`/aws/eks/${String(clusterName.raw)}/cluster`);
}

/** The URNs of everything that is created before a resource. */
function dependenciesOf(resource: Resource, graph: Graph): ReadonlySet<string> {
  const found = new Set<string>();
  const pending = [resource];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { dependencies, propertyDependencies } = next.source;
    for (const urn of [...dependencies, ...Object.values(propertyDependencies).flat()]) {
      const dependency = found.has(urn) ? undefined : graph.get(urn);
      found.add(urn);
      if (dependency) pending.push(dependency);
    }
  }
  return found;
}
