import type { Parameters } from "../../engine/parameters";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { addonVersions } from "../../knowledge/addon-versions";
import { endOfStandardSupport } from "../../knowledge/eks-versions";

/** The newest minor may run before its add-ons are known, which the rule about add-ons would then complain about. */
const recommended = Object.keys(endOfStandardSupport).filter((minor) =>
  Object.values(addonVersions).every((versions) => Object.hasOwn(versions, minor)),
);

export const versionInStandardSupport: Rule = {
  id: "EKS-09",
  name: "version-in-standard-support",
  title: "The Kubernetes version is stated and in standard support",
  why: "A version past its end gets no more fixes at the usual price, and one that is not stated changes by itself.",
  fix: `Set version to one of ${recommended.slice(-3).join(", ")}.`,
  level: "mandatory",
  scope: "resource",
  references: { fsbp: ["EKS.2"], soc2: ["CC7.1"], hipaa: ["308(a)(5)(ii)(B)"], nsa: ["Upd"] },
  reads: {
    "aws:eks/cluster:Cluster": ["version"],
    "eks:index:Cluster": ["version"],
    "aws:eks/nodeGroup:NodeGroup": ["version"],
  },
  check(subject, { parameters }) {
    const version = subject.at("version");
    const isNodeGroup = subject.type === "aws:eks/nodeGroup:NodeGroup";
    if (version.isUnknown) return [violation(version.undecided, version, "The version is not known.")];
    if (version.isAbsent)
      return [violation(!isNodeGroup, version, "No version is stated, so that the default of the day is taken.")];
    const end = endOfStandardSupport[String(version.raw)];
    if (end === undefined)
      return [violation(!isNodeGroup, version, `Version ${version.shown()} is not known to be in standard support.`)];
    return supportEnding(version, end, parameters, isNodeGroup);
  },
};

/** What the days that are left say: an error past the end, a warning shortly before. */
function supportEnding(
  version: Property,
  end: string,
  { today, versionWarnDays }: Parameters,
  isNodeGroup: boolean,
): readonly Condition[] {
  const daysLeft = Math.round((Date.parse(end) - Date.parse(today)) / 86_400_000);
  const ended = violation(daysLeft <= 0, version, `Standard support of version ${version.shown()} ended on ${end}.`);
  if (isNodeGroup) return [ended];
  const ending = violation(
    daysLeft > 0 && daysLeft <= versionWarnDays,
    version,
    `Standard support of version ${version.shown()} ends on ${end}, in ${daysLeft} days.`,
    { level: "advisory", fix: "Plan the upgrade to the next minor version." },
  );
  return [ended, ending];
}
