import { z } from "zod";
import { architectureOf } from "../../../../components/nodes/instances/instance-type";
import type { NodeGroupSettings } from "../../../../components/nodes/managed/node-group-settings";
import { given } from "../../../given";
import { partName, textLike } from "../../schema/fields";
import { labelKey, labelValue } from "../labels";

const taintSchema = z.strictObject({
  key: labelKey.describe("Key of the taint."),
  value: labelValue.optional().describe("Value of the taint."),
  effect: z
    .enum(["NO_SCHEDULE", "NO_EXECUTE", "PREFER_NO_SCHEDULE"])
    .describe("What happens to pods that don't tolerate it."),
});

/** What every group of nodes has, those of tenants too. */
export const groupFields = z.strictObject({
  name: partName(24, "system").describe("Name of the group."),
  instanceTypes: z
    .array(textLike(/^[a-z]+[0-9]+[a-z0-9]*(-[a-z0-9]+)*\.[a-z0-9-]+$/, "an EC2 instance type", "m7i.large"))
    .min(1)
    .max(20)
    .describe(
      "EC2 instance types of one processor architecture, in order of preference. Spot needs several of one size.",
    ),
  capacity: z
    .enum(["on-demand", "spot"])
    .default("on-demand")
    .describe("How instances are bought. Spot ones cost less and are taken away at two minutes' notice."),
  os: z
    .enum(["bottlerocket", "al2023"])
    .default("bottlerocket")
    .describe("Image of the nodes: Bottlerocket, or Amazon Linux 2023."),
  variant: z
    .enum(["standard", "fips", "nvidia", "nvidia-fips", "neuron"])
    .default("standard")
    .describe("What the image adds: validated cryptography, drivers of NVIDIA's GPUs or of AWS's accelerators."),
  minSize: z.int().min(0).max(450).default(2).describe("Fewest nodes."),
  maxSize: z.int().min(1).max(450).default(6).describe("Most nodes."),
  desiredSize: z
    .int()
    .min(0)
    .max(450)
    .optional()
    .describe("Nodes at creation; autoscaling decides later. minSize where it is left out."),
  volumeSizeGiB: z
    .int()
    .min(20)
    .max(16384)
    .default(80)
    .describe("Volume of images, containers and ephemeral storage, in GiB (gp3, encrypted)."),
  labels: z.record(labelKey, labelValue).default({}).describe("Kubernetes labels of the nodes."),
  taints: z.array(taintSchema).max(50).default([]).describe("Kubernetes taints of the nodes."),
  perZone: z
    .boolean()
    .default(false)
    .describe(
      "Whether every zone has a group of its own, as volumes of one zone need it for scaling. Sizes count per zone then.",
    ),
});

/** The settings of a group as the component takes them. */
export function nodeGroupSettings(group: z.output<typeof groupFields>): NodeGroupSettings {
  const { instanceTypes, volumeSizeGiB, taints, desiredSize, ...rest } = group;
  // The schema demands one instance type at least.
  const [first = "", ...others] = instanceTypes;
  return {
    ...rest,
    ...given({ desiredSize }),
    architecture: architectureOf(first),
    instanceTypes: [first, ...others],
    volume: { sizeGiB: volumeSizeGiB },
    taints: taints.map(({ value, ...taint }) => ({ ...taint, ...given({ value }) })),
  };
}
