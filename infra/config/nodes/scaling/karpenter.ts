import { z } from "zod";
import type { KarpenterArgs } from "../../../../components/nodes/karpenter/karpenter-args";
import { karpenterProblems } from "../../../../components/nodes/karpenter/karpenter-problems";
import { checked } from "../../schema/checked";
import { partName } from "../../schema/fields";
import { nodePoolSchema, nodePoolSettings } from "./node-pool";

/** The release of Bottlerocket that nodes start from where a stack names no other. */
const defaultImage = "bottlerocket@v1.66.0";

const nodeClassSchema = z.strictObject({
  name: partName(40, "standard").describe("Name of the class."),
  image: z
    .string()
    .default(defaultImage)
    .meta({ examples: [defaultImage, "al2023@v20260911"] })
    .describe("Image of the nodes and its release. A new release replaces the nodes, as fast as budgets let it."),
  volumeSizeGiB: z
    .int()
    .min(20)
    .max(16384)
    .default(80)
    .describe("Volume of images, containers and ephemeral storage, in GiB (gp3, encrypted)."),
  maxPods: z.int().min(4).max(250).default(110).describe("Most pods of a node."),
});

const fields = z.strictObject({
  controllerOn: z
    .enum(["nodes", "fargate"])
    .default("nodes")
    .describe("Where Karpenter itself runs: on the managed groups, or on Fargate by a profile that takes it."),
  spotToSpotConsolidation: z
    .boolean()
    .default(false)
    .describe("Whether a spot node may be replaced by a cheaper spot node. Upstream calls it alpha."),
  nodeClasses: z
    .array(nodeClassSchema)
    .min(1)
    .max(50)
    .prefault([{ name: "standard" }])
    .describe("What nodes have in common: image and disks. One named standard where the list is left out."),
  pools: z.array(nodePoolSchema).min(1).max(200).describe("Pools of nodes, which come with pods and go with them."),
});

/** Nodes that come with pods: Karpenter's classes and pools. */
export const karpenterSchema = checked(fields, {
  reads: ["nodeClasses", "pools"],
  check: (karpenter, report) => {
    for (const { path, message } of karpenterProblems(karpenterSettings(karpenter))) report(path, message);
  },
}).describe("Karpenter, which starts the instance that waiting pods need. Without it only the groups have nodes.");

/** Classes and pools as the component takes them. */
export function karpenterSettings({
  nodeClasses,
  pools,
}: Pick<z.output<typeof fields>, "nodeClasses" | "pools">): Pick<KarpenterArgs, "nodeClasses" | "pools"> {
  return {
    nodeClasses: nodeClasses.map(({ volumeSizeGiB, ...rest }) => ({ ...rest, volume: { sizeGiB: volumeSizeGiB } })),
    pools: pools.map(nodePoolSettings),
  };
}

/** Whether instances are bought on the spot market by anybody but Auto Scaling. */
export function takesSpot({
  nodes,
}: {
  readonly nodes: { readonly karpenter?: z.output<typeof fields> | undefined };
}): boolean {
  return nodes.karpenter?.pools.some(({ instances }) => instances.capacityTypes.includes("spot")) ?? false;
}
