import { nodePoolProblems, type PoolProblem } from "../node-pools/node-pool-problems";
import type { NodePoolSettings } from "../node-pools/node-pool-settings";
import type { AutoModeNodeClassSettings } from "./node-class";

/** What EKS makes itself together with its pools. */
const builtIn = ["default", "general-purpose", "system"];

/** What is wrong with node classes and pools, each by itself and together. Paths begin at `nodeClasses` and `pools`. */
export function autoModeProblems({
  nodeClasses,
  pools,
}: {
  readonly nodeClasses: readonly AutoModeNodeClassSettings[];
  readonly pools: readonly NodePoolSettings[];
}): readonly PoolProblem[] {
  const classes = nodeClasses.map(({ name }) => name);
  return [
    ...nameProblems("nodeClasses", classes),
    ...nameProblems(
      "pools",
      pools.map(({ name }) => name),
    ),
    ...pools.flatMap((pool, index) => [
      ...nodePoolProblems(pool, "auto-mode").map(({ path, message }) => ({ path: ["pools", index, ...path], message })),
      ...(classes.includes(pool.nodeClass)
        ? []
        : [
            {
              path: ["pools", index, "nodeClass"],
              message: `"${pool.nodeClass}" is none of the node classes${classes.length === 0 ? "" : ` ${classes.map((name) => `"${name}"`).join(", ")}`}; name one of the list, or add it there.`,
            },
          ]),
      ...(pool.instances.capacityTypes?.includes("reserved") === true
        ? [
            {
              path: ["pools", index, "instances", "capacityTypes"],
              message:
                '"reserved" needs a node class that selects reservations; write "on-demand", which uses open reservations by itself.',
            },
          ]
        : []),
    ]),
  ];
}

function nameProblems(list: string, names: readonly string[]): readonly PoolProblem[] {
  return names.flatMap((name, index) => {
    if (builtIn.includes(name))
      return [{ path: [list, index, "name"], message: `"${name}" is a name of EKS's own; choose another.` }];
    return names.indexOf(name) === index
      ? []
      : [{ path: [list, index, "name"], message: `"${name}" is taken already; give each a name of its own.` }];
  });
}
