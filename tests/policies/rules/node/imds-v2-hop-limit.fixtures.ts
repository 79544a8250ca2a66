import { unknown } from "../../../../policies/engine/values/value";
import { imdsV2HopLimit } from "../../../../policies/rules/node/imds-v2-hop-limit";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

const template = (inputs: Parameters<typeof resource>[2], name = "t") =>
  resource("aws:ec2/launchTemplate:LaunchTemplate", name, inputs);
const hardened = { httpTokens: "required", httpPutResponseHopLimit: 1 };
const safe = template({ metadataOptions: hardened });
const bare = template({});
const defaults = (inputs: Parameters<typeof resource>[2]) =>
  resource("aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults", "d", inputs);
const group = (inputs: Parameters<typeof resource>[2], name = "g") =>
  resource("aws:eks/nodeGroup:NodeGroup", name, { clusterName: "c", ...inputs });
const cluster = (version: string) => resource("aws:eks/cluster:Cluster", "c", { name: "c", version });

export const fixtures: RuleFixtures = {
  rule: imdsV2HopLimit,
  passes: [
    { when: "the template demands tokens over one hop", resources: [safe] },
    { when: "the endpoint is off", resources: [template({ metadataOptions: { httpEndpoint: "disabled" } })] },
    {
      when: "two hops are allowed",
      resources: [template({ metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 2 } })],
      parameters: { imdsMaxHops: 2 },
    },
    { when: "the region's defaults set both", resources: [bare, defaults(hardened)] },
    {
      when: "a group without a template runs AL2023, to which EKS gives one hop",
      resources: [group({ amiType: "AL2023_x86_64_STANDARD" })],
    },
    { when: "nothing is said on a cluster of 1.30 or later", resources: [cluster("1.36"), group({})] },
    {
      when: "a launch configuration demands tokens",
      resources: [resource("aws:ec2/launchConfiguration:LaunchConfiguration", "l", { metadataOptions: hardened })],
    },
    {
      when: "an instance demands tokens",
      resources: [resource("aws:ec2/instance:Instance", "i", { metadataOptions: hardened })],
    },
    {
      when: "Karpenter's defaults are left alone",
      resources: [resource("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", "n", { spec: { role: "r" } })],
    },
    {
      when: "a component's template takes the region's defaults",
      resources: [resource("eks:index:NodeGroupV2", "g"), defaults(hardened)],
    },
    { when: "a component leaves AL2023 to EKS", resources: [resource("eks:index:ManagedNodeGroup", "g")] },
    {
      when: "the image demands tokens, and two hops are allowed",
      resources: [
        bare,
        group({ amiType: "BOTTLEROCKET_x86_64", launchTemplate: { id: outputOf(bare), version: "$Latest" } }),
      ],
      parameters: { imdsMaxHops: 2 },
    },
  ],
  fails: [
    {
      when: "tokens are optional",
      resources: [template({ metadataOptions: { httpTokens: "optional", httpPutResponseHopLimit: 1 } })],
      paths: ["metadataOptions.httpTokens"],
    },
    {
      when: "pods are within reach",
      resources: [template({ metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 2 } })],
      paths: ["metadataOptions.httpPutResponseHopLimit"],
    },
    {
      when: "a template says nothing and no image is known to demand tokens",
      resources: [bare],
      paths: ["metadataOptions.httpTokens"],
    },
    {
      when: "the image's own hop limit is 2",
      resources: [
        bare,
        group({ amiType: "AL2023_ARM_64_STANDARD", launchTemplate: { id: outputOf(bare), version: outputOf(bare) } }),
      ],
      paths: ["metadataOptions.httpPutResponseHopLimit"],
    },
    {
      when: "the template brings its own image",
      resources: [template({ imageId: "ami-1", metadataOptions: { httpPutResponseHopLimit: 1 } })],
      paths: ["metadataOptions.httpTokens"],
    },
    {
      when: "the region's defaults ask for nothing",
      resources: [bare, defaults({ httpTokens: "no-preference", httpPutResponseHopLimit: -1 })],
      paths: ["metadataOptions.httpTokens"],
    },
    {
      when: "the region's defaults widen the hop limit",
      resources: [bare, defaults({ httpTokens: "required", httpPutResponseHopLimit: 3 })],
      paths: ["metadataOptions.httpPutResponseHopLimit"],
    },
    {
      when: "the defaults are those of another region",
      resources: [template({ region: "eu-west-1" }), defaults({ ...hardened, region: "us-east-1" })],
    },
    {
      when: "a group without a template runs Bottlerocket, to which EKS gives two hops",
      resources: [group({ amiType: "BOTTLEROCKET_ARM_64" })],
      paths: ["launchTemplate"],
    },
    {
      when: "a group without a template runs AL2",
      resources: [group({ amiType: "AL2_x86_64" })],
      paths: ["launchTemplate"],
    },
    {
      when: "nothing is said on a cluster before 1.30",
      resources: [cluster("1.29"), group({})],
      paths: ["launchTemplate"],
    },
    {
      when: "the region's defaults do not reach the template that EKS writes",
      resources: [group({ amiType: "BOTTLEROCKET_ARM_64" }), defaults(hardened)],
    },
    {
      when: "a component fixes two hops",
      resources: [resource("eks:index:ManagedNodeGroup", "g", { enableIMDSv2: true })],
      paths: ["enableIMDSv2"],
    },
    {
      when: "a component switches tokens off",
      resources: [resource("eks:index:ManagedNodeGroup", "g", { enableIMDSv2: false })],
      paths: ["enableIMDSv2"],
    },
    {
      when: "a component writes a template without metadata options",
      resources: [resource("eks:index:ManagedNodeGroup", "g", { kubeletExtraArgs: "--max-pods=20" })],
      paths: ["enableIMDSv2"],
    },
    { when: "a self-managed component has no metadata input", resources: [resource("eks:index:NodeGroupV2", "g")] },
    { when: "the default node group of a cluster is made", resources: [resource("eks:index:Cluster", "c")] },
    {
      when: "Karpenter widens the hop limit",
      resources: [
        resource("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", "n", {
          spec: { metadataOptions: { httpPutResponseHopLimit: 2 } },
        }),
      ],
      paths: ["spec.metadataOptions.httpPutResponseHopLimit"],
    },
    {
      when: "Karpenter's tokens are optional while the hop limit is unknown",
      resources: [
        resource("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", "n", {
          spec: { metadataOptions: { httpTokens: "optional", httpPutResponseHopLimit: unknown } },
        }),
      ],
      paths: ["spec.metadataOptions.httpTokens"],
    },
  ],
  undecided: [
    {
      when: "the launch template is outside the stack",
      resources: [group({ amiType: "AL2023_x86_64_STANDARD", launchTemplate: { id: "lt-0123", version: "1" } })],
    },
    { when: "the amiType is unknown", resources: [group({ amiType: unknown })] },
    { when: "the cluster's version is unknown", resources: [group({})] },
    {
      when: "the template's image is unknown",
      resources: [template({ imageId: unknown, metadataOptions: { httpPutResponseHopLimit: 1 } })],
    },
    {
      when: "an older version of the template is used",
      resources: [safe, group({ launchTemplate: { id: outputOf(safe), version: "1" } })],
    },
    {
      when: "the default version may be an older one",
      resources: [safe, group({ launchTemplate: { id: outputOf(safe), version: "$Default" } })],
    },
    { when: "the options are unknown", resources: [template({ metadataOptions: unknown })] },
    { when: "the region of the defaults is unknown", resources: [bare, defaults({ ...hardened, region: unknown })] },
    {
      when: "an instance inherits from a template",
      resources: [resource("aws:ec2/instance:Instance", "i", { launchTemplate: { id: "lt-1" } })],
    },
  ],
  outside: [
    {
      when: "the cluster makes no node group",
      resources: [resource("eks:index:Cluster", "c", { skipDefaultNodeGroup: true })],
    },
    {
      when: "Fargate and Auto Mode run the pods",
      resources: [
        resource("eks:index:Cluster", "a", { fargate: true }),
        resource("eks:index:Cluster", "b", { autoMode: { enabled: true } }),
      ],
    },
  ],
};
