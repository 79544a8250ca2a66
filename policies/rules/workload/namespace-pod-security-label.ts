import { objectsIn } from "../../engine/kubernetes/objects";
import { configuredLevel, strictness } from "../../engine/workloads/pod-security";
import type { Property } from "../../engine/values/property";
import { violation, type Rule } from "../../engine/rule";
import { not, type Truth } from "../../engine/values/truth";
import type { Parameters } from "../../engine/parameters";

const types = ["kubernetes:core/v1:Namespace", "kubernetes:core/v1:NamespaceList"];
const label = (mode: string): string => `pod-security.kubernetes.io/${mode}`;
const levels = Object.keys(strictness);

export const namespacePodSecurityLabel: Rule = {
  id: "WL-15",
  name: "namespace-pod-security-label",
  title: "Every namespace is held to its Pod Security Standard by label",
  why: "Without the label the API server admits privileged pods, whatever the programs of this repository declare.",
  fix: "Set the label pod-security.kubernetes.io/enforce to the level that podSecurityLevels asks for.",
  level: "mandatory",
  scope: "resource",
  references: {
    cis: ["4.2.1", "4.2.2", "4.2.3", "4.2.4", "4.2.5"],
    soc2: ["CC6.8"],
    hipaa: ["312(a)(1)"],
    nsa: ["Pod"],
  },
  reads: Object.fromEntries(types.map((type) => [type, ["metadata.name", "metadata.labels"]])),
  check: (resource, { parameters }) =>
    objectsIn(resource).flatMap(({ root }) => {
      const labels = root.at("metadata.labels");
      const enforce = labels.child(label("enforce"));
      return [
        violation(not(enforce.is(...levels)), enforce, "The namespace is held to no Pod Security Standard."),
        violation(
          isTooWeak(enforce, root.at("metadata.name"), parameters),
          enforce,
          "The namespace is held to a weaker Pod Security Standard than the configuration asks for.",
        ),
        ...["warn", "audit"].map((mode) => {
          const other = labels.child(label(mode));
          return violation(
            other.absent(),
            other,
            `The namespace has no ${mode} level, which tells of pods before they are refused.`,
            {
              level: "advisory",
              fix: `Set the label ${label(mode)} to the level that the namespace should hold to.`,
            },
          );
        }),
      ];
    }),
};

/** A name that is not known yet, or that Pulumi makes up, may be one of which more is asked. */
function isTooWeak(enforce: Property, name: Property, parameters: Parameters): Truth {
  return enforce.isUnknown ? enforce.undecided : weaker(enforce.text() ?? "", name, parameters);
}

function weaker(level: string, name: Property, parameters: Parameters): Truth {
  const is = strictness[level];
  if (is === undefined) return false;
  const stated = name.text();
  const demanded =
    stated === undefined ? Object.values(parameters.podSecurityLevels) : [configuredLevel(stated, parameters)];
  const verdicts = new Set(demanded.map((wanted) => (strictness[wanted] ?? 0) > is));
  if (verdicts.size > 1) return { path: name.path, reason: "the name of the namespace is not known yet" };
  return verdicts.has(true);
}
