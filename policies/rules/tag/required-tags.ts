import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import { Property } from "../../engine/values/property";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { and, every, not, or, some, type Truth, type Undecided } from "../../engine/values/truth";
import { taggableTypes } from "../../knowledge/taggable-types";

const launchTemplate = "aws:ec2/launchTemplate:LaunchTemplate";
const scalingGroup = "aws:autoscaling/group:Group";
const nodeClass = "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass";
const component = "eks:index:Cluster";

/** Whether a tag is there and not empty. */
type HasTag = (key: string) => Truth;

export const requiredTags: Rule = {
  id: "TAG-01",
  name: "required-tags",
  title: "Everything that can carry tags says whose it is and what it is for",
  why: "Without tags nobody knows whom to ask before deleting a resource, who pays for it, or which rules apply to its data.",
  fix: "Set the missing tags, best once in the defaultTags of the provider.",
  level: "production",
  scope: "resource and stack",
  references: { securityHub: ["EKS.6"], soc2: ["CC6.1", "CC8.1"], hipaa: ["310(d)(2)(iii)"] },
  reads: {
    ...Object.fromEntries(taggableTypes.map((type) => [type, ["tags"]])),
    [launchTemplate]: ["tags", "tagSpecifications[].resourceType", "tagSpecifications[].tags"],
    [scalingGroup]: ["tags[].key", "tags[].value"],
    [nodeClass]: ["spec.tags"],
    [component]: ["tags"],
  },
  check(resource, { graph, parameters }) {
    const condition = (path: string, thing: string, hasTag: HasTag): Condition =>
      missing(parameters.requiredTags, path, thing, hasTag);
    const own = resource.at("tags");
    switch (resource.type) {
      case scalingGroup:
        return [
          condition("tags", "The group", (key) =>
            own.some((tag) => and(tag.at("key").is(key), isSaid(tag.at("value")))),
          ),
        ];
      case nodeClass:
        return [condition("spec.tags", "What Karpenter starts", (key) => isSaid(resource.at("spec.tags").child(key)))];
      case launchTemplate:
        return [
          condition("tags", "The launch template", inMap(own, defaultsOf(resource, graph))),
          // The provider's default tags end at the template: what it starts has what it specifies.
          ...["instance", "volume"].map((kind) =>
            condition(`tagSpecifications.${kind}`, `The ${kind} that it starts`, (key) =>
              resource
                .at("tagSpecifications")
                .some((one) => and(one.at("resourceType").is(kind), isSaid(one.at("tags").child(key)))),
            ),
          ),
        ];
      default:
        return [condition("tags", "The resource", inMap(own, defaultsOf(resource, graph)))];
    }
  },
};

function missing(keys: readonly string[], path: string, thing: string, hasTag: HasTag): Condition {
  const found = keys.map((key) => ({ key, has: hasTag(key) }));
  const absent = found.filter(({ has }) => has === false).map(({ key }) => key);
  return violation(
    or(...found.map(({ has }) => not(has))),
    path,
    `${thing} has no ${absent.join(", ")} among its tags.`,
  );
}

/** The tag of the resource itself wins over the provider's, even where it is empty. */
function inMap(own: Property, { known, open }: Defaults): HasTag {
  return (key) => {
    if (own.isUnknown) return own.undecided;
    const tag = own.child(key);
    if (!tag.isAbsent) return isSaid(tag);
    const has = (tags: Property): Truth => isSaid(tags.child(key));
    const any = some(known, has, open);
    if (known.length === 0 || any === false || (known.length === 1 && !open)) return any;
    return every(known, has, open) === true ? true : providerUnknown;
  };
}

function isSaid(tag: Property): Truth {
  return tag.satisfies((value) => value !== undefined && value !== "");
}

/** Default tags that a resource may get: those of one of these providers. */
interface Defaults {
  readonly known: readonly Property[];
  /** Set where there may be others. */
  readonly open: Undecided | undefined;
}

const providerUnknown: Undecided = { path: "tags", reason: "the provider's default tags are not known" };

/** A component does not say which provider makes its parts: it may be any of the stack. */
function defaultsOf(resource: Resource, graph: Graph): Defaults {
  const { provider } = resource.source;
  const own = provider === undefined ? undefined : graph.get(provider);
  if (!own && !graph.complete) return { known: [], open: providerUnknown };
  const providers = resource.type === component ? graph.ofType("pulumi:providers:aws") : own ? [own] : [];
  return { known: providers.map(tagsOf), open: undefined };
}

/** Provider inputs are strings: nested values arrive as JSON. */
function tagsOf(provider: Resource): Property {
  const defaults = provider.at("defaultTags");
  return defaults.json()?.child("tags").json() ?? new Property({}, defaults.path);
}
