import { clusterTypes } from "../../engine/clusters/addons";
import type { Graph } from "../../engine/graph/graph";
import { isCustomKind } from "../../engine/opaque";
import { violation, type Rule } from "../../engine/rule";
import { every, some, type Truth, type Undecided } from "../../engine/values/truth";
import { oldestMinor } from "../../knowledge/eks-versions";
import { removedApis } from "../../knowledge/removed-apis";

export const apiVersionsServed: Rule = {
  id: "META-03",
  name: "api-versions-served",
  title: "The cluster serves the version of every Kubernetes object",
  why: "An object of a version that the API server has dropped cannot be created, and one that it drops next stops the upgrade.",
  fix: "Use a version of the kind that is served, best a stable one.",
  level: "mandatory",
  scope: "stack",
  references: { soc2: ["CC8.1"], nsa: ["Upd"] },
  reads: { "kubernetes:*": [] },
  follows: clusterTypes,
  check({ type }, { graph }) {
    const [, group = "", version = "", kind = ""] =
      /^kubernetes:([^/:]+)\/(v\d[^:/]*):(\w+?)(?:List|Patch)?$/.exec(type) ?? [];
    // What a chart or a CustomResourceDefinition brings is not Kubernetes' own.
    if (kind === "" || isCustomKind(type) || renderers.has(group)) return [];
    const groupVersion = group === "core" ? version : `${group}/${version}`;
    const removal = removedApis.find(
      (api) => api.groupVersion === groupVersion && (api.kinds.length === 0 || api.kinds.includes(kind)),
    );
    const isAt = (judge: (minor: number, removedIn: number) => boolean): Truth =>
      removal === undefined ? false : agreed(graph, (minor) => judge(minor, removal.removedIn));
    // No cluster of EKS is that old, whichever it is.
    const isLongGone = removal !== undefined && removal.removedIn <= oldestMinor;
    const removedIn = `1.${String(removal?.removedIn)}`;
    return [
      violation(
        isLongGone || isAt((minor, gone) => minor >= gone),
        "apiVersion",
        `Kubernetes ${removedIn} and later do not serve ${groupVersion} of ${kind}.`,
      ),
      violation(
        !isLongGone && isAt((minor, gone) => minor + 1 === gone),
        "apiVersion",
        `Kubernetes ${removedIn} does not serve ${groupVersion} of ${kind} any more.`,
        { level: "advisory", fix: "Use a stable version before the next upgrade." },
      ),
      violation(
        version.includes("alpha"),
        "apiVersion",
        `${groupVersion} is an alpha version, which EKS does not serve.`,
        { level: "advisory" },
      ),
    ];
  },
};

/** Groups that only Pulumi knows. */
const renderers = new Set(["helm.sh", "yaml", "kustomize"]);

/** Whether something holds at the minor of the cluster: where there are several, objects may be of any of them. */
function agreed(graph: Graph, judge: (minor: number) => boolean): Truth {
  const judged = graph.ofType(...clusterTypes).map((cluster): Truth => {
    const version = cluster.at("version");
    const [, minor] = /^1\.(\d+)$/.exec(String(version.raw)) ?? [];
    return minor === undefined ? versionUnknown : judge(Number(minor));
  });
  if (judged.length === 0) return versionUnknown;
  const all = every(judged, (truth) => truth);
  return all === true || some(judged, (truth) => truth) === false ? all : versionUnknown;
}

const versionUnknown: Undecided = { path: "apiVersion", reason: "the version of the cluster is not known" };
