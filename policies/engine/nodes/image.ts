import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { Property } from "../values/property";
import { every, isUndecided, or, type Truth, type Undecided } from "../values/truth";
import { usersOf } from "./launch-template";

/** Images whose registration demands version 2 of the metadata service. */
const version2Images = /^(AL2023|BOTTLEROCKET)_/;

/** Components that choose an image by operatingSystem or amiType. */
const imageChoosers = [
  "eks:index:ManagedNodeGroup",
  "eks:index:NodeGroup",
  "eks:index:NodeGroupV2",
  "eks:index:Cluster",
] as const;

/** Whether EKS gives a managed node group without amiType an AL2023 image: since Kubernetes 1.30. */
function defaultsToAmazonLinux2023(graph: Graph, group: Resource): Truth {
  const versions: Property[] = [group.at("version")];
  const cluster = graph.resolve(group, group.at("clusterName"), "aws:eks/cluster:Cluster", "eks:index:Cluster");
  if (cluster.kind === "resolved" && cluster.certain) {
    for (const target of cluster.targets) versions.push(target.at("version"));
  }
  const version = versions.find((candidate) => candidate.text() !== undefined)?.text();
  const minor = /^1\.(\d+)$/.exec(version ?? "")?.[1];
  if (minor !== undefined) return Number(minor) >= 30;
  return { path: "amiType", reason: "the image depends on the cluster's version, which is not known" };
}

/** Whether the image that a managed node group gets from EKS demands version 2 of the metadata service. */
export function groupImageDemandsVersion2(graph: Graph, group: Resource): Truth {
  const amiType = group.at("amiType");
  if (amiType.isUnknown) return amiType.undecided;
  return amiType.isAbsent ? defaultsToAmazonLinux2023(graph, group) : amiType.matches(version2Images);
}

/** Whether the image that a component of `@pulumi/eks` chooses demands version 2; without a choice it is AL2023. */
export function componentImageDemandsVersion2(component: Resource): Truth {
  const choice = (key: string): Property => {
    const own = component.at(key);
    return own.isAbsent ? component.at(`nodeGroupOptions.${key}`) : own;
  };
  const amiType = choice("amiType");
  if (!amiType.isAbsent) return amiType.matches(version2Images);
  const operatingSystem = choice("operatingSystem");
  return or(operatingSystem.absent(), operatingSystem.is("AL2023", "Bottlerocket"));
}

/**
 * Whether every image that is started from a template demands version 2, as far as its users name one. An image that
 * no user describes is not known to.
 */
export function templateImageDemandsVersion2(graph: Graph, template: Resource): Truth {
  const chooser = graph.ancestors(template).find(({ type }) => imageChoosers.some((known) => known === type));
  if (chooser) return componentImageDemandsVersion2(chooser);
  const imageId = template.at("imageId");
  let open: Undecided | undefined;
  const certain: Resource[] = [];
  for (const { resource, refers } of usersOf(graph, template)) {
    if (isUndecided(refers)) open ??= refers;
    else certain.push(resource);
  }
  if (certain.length === 0) return open ?? (imageId.isUnknown ? imageId.undecided : false);
  return every(
    certain,
    (user) => {
      if (user.type === "eks:index:ManagedNodeGroup") return componentImageDemandsVersion2(user);
      if (user.at("amiType").isAbsent && !imageId.isAbsent) return imageId.isUnknown ? imageId.undecided : false;
      return groupImageDemandsVersion2(graph, user);
    },
    open,
  );
}
