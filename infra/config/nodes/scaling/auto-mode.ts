import { z } from "zod";
import type { AutoModePoolsArgs } from "../../../../components/nodes/auto-mode/auto-mode-pools";
import { autoModeProblems } from "../../../../components/nodes/auto-mode/auto-mode-problems";
import { checked, type Report } from "../../schema/checked";
import { partName } from "../../schema/fields";
import { nodePoolSchema, nodePoolSettings } from "./node-pool";

const nodeClassSchema = z.strictObject({
  name: partName(40, "standard").describe("Name of the class. Not default, which is that of EKS."),
  volumeSizeGiB: z
    .int()
    .min(20)
    .max(16384)
    .default(80)
    .describe("Volume of a node, in GiB (gp3, encrypted with the platform's key)."),
});

const fields = z.strictObject({
  builtInPools: z
    .array(z.enum(["general-purpose", "system"]))
    .max(2)
    .default(["general-purpose", "system"])
    .describe(
      "Pools that EKS brings: on-demand instances of the c, m and r families, under a key of AWS's. [] for none. system takes only what tolerates CriticalAddonsOnly.",
    ),
  nodeClasses: z
    .array(nodeClassSchema)
    .max(50)
    .default([])
    .describe("What nodes of the stack's own pools have in common."),
  pools: z
    .array(nodePoolSchema)
    .max(200)
    .default([])
    .describe("Pools of the stack's own, each of a class of the list."),
});

/** Nodes, load balancers and volumes that EKS runs itself. */
export const autoModeSchema = checked(
  fields,
  {
    reads: ["nodeClasses", "pools"],
    check: (autoMode, report) => {
      for (const { path, message } of autoModeProblems(autoModeSettings(autoMode))) report(path, message);
    },
  },
  { reads: ["builtInPools", "pools"], check: somewhereToRun },
).describe(
  "EKS Auto Mode: EKS makes nodes as pods need them, and runs DNS, network, volumes and load balancers itself.",
);

function somewhereToRun({ builtInPools, pools }: z.output<typeof fields>, report: Report): void {
  if (builtInPools.includes("general-purpose") || pools.some(({ taints }) => taints.length === 0)) return;
  report(
    ["pools"],
    'has no pool without taints, and "builtInPools" no "general-purpose", so that pods without tolerations find no node; add one of the two.',
  );
}

/** Classes and pools as the component takes them. */
export function autoModeSettings({
  nodeClasses,
  pools,
}: Pick<z.output<typeof fields>, "nodeClasses" | "pools">): Pick<AutoModePoolsArgs, "nodeClasses" | "pools"> {
  return {
    nodeClasses: nodeClasses.map(({ name, volumeSizeGiB }) => ({ name, volume: { sizeGiB: volumeSizeGiB } })),
    pools: pools.map(nodePoolSettings),
  };
}
