import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import { nodeOption } from "../../engine/nodes/default-node-group";
import { launchTemplateType } from "../../engine/nodes/launch-template";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { and, not, or } from "../../engine/values/truth";

const amazonLinux2 = "The nodes run Amazon Linux 2, which gets no more images from EKS.";
const supported = {
  level: "mandatory",
  cause: "Amazon Linux 2",
  fix: "Use Bottlerocket or Amazon Linux 2023.",
} as const;

export const imagesSupportedAndPinned: Rule = {
  id: "NODE-07",
  name: "images-supported-and-pinned",
  title: "Node images are supported and change by a commit only",
  why: "An image without updates keeps known holes, and one that moves by itself replaces nodes when nobody decided to.",
  fix: "Name the version: a launch template's number, an alias with a release such as bottlerocket@v1.50.0.",
  level: "production",
  scope: "resource and stack",
  references: { soc2: ["CC7.1", "CC8.1"], nsa: ["Upd"] },
  reads: {
    "aws:eks/nodeGroup:NodeGroup": ["amiType", "launchTemplate.version"],
    "eks:index:ManagedNodeGroup": ["amiType", "operatingSystem", "launchTemplate.version"],
    "eks:index:NodeGroup": ["amiType", "operatingSystem"],
    "eks:index:NodeGroupV2": ["amiType", "operatingSystem"],
    "eks:index:Cluster": ["nodeGroupOptions.amiType", "nodeGroupOptions.operatingSystem"],
    "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass": ["spec.amiFamily", "spec.amiSelectorTerms[]"],
  },
  follows: [launchTemplateType],
  check(source, { graph }) {
    if (source.type === "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass") return ofNodeClass(source);
    const amiType = nodeOption(source, "amiType");
    const system = nodeOption(source, "operatingSystem");
    const version = source.at("launchTemplate.version");
    return [
      violation(amiType.matches(/^AL2_/), amiType, amazonLinux2, supported),
      violation(system.is("AL2"), system, amazonLinux2, supported),
      violation(
        isOutputOfTemplate(graph, source, version) ? false : version.is("$Latest", "$Default"),
        version,
        `The launch template's version is ${version.shown()}, which moves without a change of this program.`,
        { fix: "Set launchTemplate.version to the template's latestVersion output, which is a number." },
      ),
    ];
  },
};

/** What a template of the stack says of its versions is a number, although not known yet. */
function isOutputOfTemplate(graph: Graph, source: Resource, version: Property): boolean {
  return version.isUnknown && graph.resolve(source, version, launchTemplateType).kind === "resolved";
}

function ofNodeClass(nodeClass: Resource): readonly Condition[] {
  const family = nodeClass.at("spec.amiFamily");
  const terms = nodeClass.at("spec.amiSelectorTerms");
  const { known, open } = terms.elements();
  return [
    violation(family.is("AL2"), family, amazonLinux2, supported),
    violation(open ?? false, terms, "An image is not pinned."),
    ...known.flatMap(ofTerm),
  ];
}

function ofTerm(term: Property): readonly Condition[] {
  const alias = term.child("alias");
  const byNameOrTags = or(term.child("name").present(), term.child("tags").present());
  const owner = term.child("owner");
  return [
    violation(alias.matches(/^al2@/i), alias, amazonLinux2, supported),
    violation(
      // Windows aliases have no other form.
      and(alias.matches(/@latest$/), not(alias.matches(/^windows/i))),
      alias,
      `The image alias ${alias.shown()} moves without a change of this program.`,
    ),
    violation(
      and(
        byNameOrTags,
        term.child("id").absent(),
        owner.satisfies((value) => value === undefined || value === ""),
      ),
      term,
      "Images are chosen by name or tags without an owner, so that anybody's public image can match.",
      { fix: "Add the owner's account id, self or amazon to the term." },
    ),
  ];
}
