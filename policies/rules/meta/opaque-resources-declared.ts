import { urnMatches } from "../../engine/glob";
import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import { opaqueResources } from "../../engine/opaque";
import type { Parameters } from "../../engine/parameters";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { and, not, or, type Truth } from "../../engine/values/truth";

const release = "kubernetes:helm.sh/v3:Release";
const charts = ["kubernetes:helm.sh/v4:Chart", "kubernetes:helm.sh/v3:Chart"];

/** @param judged the rules that look into resources: what none of them reads is opaque. */
export const opaqueResourcesDeclared = (judged: readonly Rule[]): Rule => ({
  id: "META-01",
  name: "opaque-resources-declared",
  title: "Whatever the rules cannot look into is accepted by somebody, and charts have one exact version",
  why: "What no rule can see is judged by nobody unless somebody says so, and a range of versions installs something else tomorrow.",
  fix: "Name it in acceptedOpaque with a reason and an owner, or register what it makes as resources.",
  level: "production",
  scope: "stack",
  references: { soc2: ["CC7.1", "CC8.1"], nsa: ["Upd"] },
  reads: { "*": [] },
  check(resource, { graph, parameters }) {
    const why = reasons(graph, judged, parameters).get(resource.urn);
    const version = versionConditions(resource);
    if (why === undefined) return version;
    const accepted = parameters.acceptedOpaque.some(({ urn }) => urnMatches(urn, resource.urn));
    return [violation(!accepted, "", `No rule looks inside: ${why}.`), ...version];
  },
});

const cache = new WeakMap<Graph, ReadonlyMap<string, string>>();

/** Why nobody can look into a resource, by its URN. */
function reasons(graph: Graph, judged: readonly Rule[], parameters: Parameters): ReadonlyMap<string, string> {
  const found =
    cache.get(graph) ?? new Map(opaqueResources(graph, judged, parameters).map(({ urn, why }) => [urn, why]));
  cache.set(graph, found);
  return found;
}

/** A chart from a folder has the version that its folder has. */
function versionConditions(resource: Resource): readonly Condition[] {
  if (resource.type !== release && !charts.includes(resource.type)) return [];
  const fromRepository: Truth = or(
    ...["repositoryOpts.repo", "fetchOpts.repo", "repo"].map((path) => resource.at(path).present()),
    resource.at("chart").matches(/^oci:\/\//),
  );
  if (fromRepository === false) return [];
  const version = resource.at("version");
  return [
    violation(
      and(fromRepository, not(version.matches(/^v?\d+\.\d+\.\d+([-+][\w.+-]+)?$/))),
      version,
      version.isAbsent
        ? "The chart has no version, so that the newest is installed."
        : `The version ${version.shown()} of the chart is not an exact one.`,
      { level: "mandatory", fix: "Set version to one exact version, such as 1.2.3." },
    ),
  ];
}
