import { unknown } from "../../../../policies/engine/values/value";
import { requiredTags } from "../../../../policies/rules/tag/required-tags";
import { resource, type RuleFixtures } from "../../fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;

const vpcType = "aws:ec2/vpc:Vpc";
const groupType = "aws:autoscaling/group:Group";
const classType = "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass";
const tags = { owner: "team", environment: "prod", "cost-center": "cc-1", service: "shop" };
const { owner, ...others } = tags;

const provider = (defaults: Inputs | typeof unknown) =>
  resource("pulumi:providers:aws", "aws", {
    defaultTags: defaults === unknown ? unknown : JSON.stringify({ tags: defaults }),
  });
const of = (type: string, inputs: Inputs, by = provider(tags)) => resource(type, "it", inputs, { provider: by.urn });

const template = (...specified: readonly { resourceType: string; tags: Inputs }[]) =>
  of("aws:ec2/launchTemplate:LaunchTemplate", { tagSpecifications: specified });
const started = (kind: string, own: Inputs = tags) => ({ resourceType: kind, tags: own });

export const fixtures: RuleFixtures = {
  rule: requiredTags,

  passes: [
    { when: "the resource has all of them", resources: [resource(vpcType, "vpc", { tags })] },
    { when: "the provider gives all of them", resources: [provider(tags), of(vpcType, {})] },
    {
      when: "the provider gives what the resource lacks",
      resources: [provider(others), of(vpcType, { tags: { owner } })],
    },
    {
      when: "only an owner is asked for",
      resources: [resource(vpcType, "vpc", { tags: { owner } })],
      parameters: { requiredTags: ["owner"] },
    },
    {
      when: "a group has them in its list",
      resources: [
        resource(groupType, "group", {
          tags: Object.entries(tags).map(([key, value]) => ({ key, value, propagateAtLaunch: true })),
        }),
      ],
    },
    {
      when: "a launch template gives them to instances and volumes",
      resources: [provider(tags), template(started("instance"), started("volume"))],
    },
    { when: "Karpenter gives them to what it starts", resources: [resource(classType, "class", { spec: { tags } })] },
    {
      when: "every provider of the stack gives them to the parts of a component",
      resources: [provider(tags), resource("eks:index:Cluster", "cluster", {})],
    },
  ],
  fails: [
    { when: "there are no tags", resources: [resource(vpcType, "vpc")], paths: ["tags"] },
    { when: "one is missing", resources: [resource(vpcType, "vpc", { tags: others })], paths: ["tags"] },
    {
      when: "one is empty, though the provider's is not",
      resources: [provider(tags), of(vpcType, { tags: { owner: "" } })],
      paths: ["tags"],
    },
    {
      when: "a key is written with a capital",
      resources: [resource(vpcType, "vpc", { tags: { ...others, Owner: owner } })],
      paths: ["tags"],
    },
    {
      when: "a group relies on the provider, whose tags it does not get",
      resources: [provider(tags), of(groupType, {})],
      paths: ["tags"],
    },
    {
      when: "a launch template gives its own tags to nothing that it starts",
      resources: [provider(tags), template()],
      paths: ["tagSpecifications.instance", "tagSpecifications.volume"],
    },
    {
      when: "volumes lack one",
      resources: [provider(tags), template(started("instance"), started("volume", others))],
      paths: ["tagSpecifications.volume"],
    },
    {
      when: "Karpenter gives none",
      resources: [provider(tags), of(classType, { spec: {} })],
      paths: ["spec.tags"],
    },
    {
      when: "nothing gives them to the parts of a component",
      resources: [provider({}), resource("eks:index:Cluster", "cluster", {})],
      paths: ["tags"],
    },
  ],
  undecided: [
    { when: "the tags are unknown", resources: [resource(vpcType, "vpc", { tags: unknown })] },
    { when: "a value may be empty", resources: [resource(vpcType, "vpc", { tags: { ...others, owner: unknown } })] },
    { when: "the provider's tags are unknown", resources: [provider(unknown), of(vpcType, {}, provider(unknown))] },
    {
      when: "one of two providers gives them to the parts of a component",
      resources: [
        provider(tags),
        resource("pulumi:providers:aws", "other", {}),
        resource("eks:index:Cluster", "cluster", {}),
      ],
    },
  ],
  outside: [{ when: "AWS has no tags for it", resources: [resource("aws:ec2/route:Route", "route", {})] }],
};
