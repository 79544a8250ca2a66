import { nodePoolProblems, type PoolProblem } from "../node-pools/node-pool-problems";
import type { NodePoolSettings } from "../node-pools/node-pool-settings";
import type { NodeClassSettings } from "./node-class";

/** What is wrong with node classes and pools, each by itself and together. Paths begin at `nodeClasses` and `pools`. */
export function karpenterProblems({
  nodeClasses,
  pools,
}: {
  readonly nodeClasses: readonly NodeClassSettings[];
  readonly pools: readonly NodePoolSettings[];
}): readonly PoolProblem[] {
  const names = nodeClasses.map(({ name }) => name);
  return [
    ...repeated("nodeClasses", names),
    ...nodeClasses.flatMap(({ image }, index) => imageProblems(image, ["nodeClasses", index, "image"])),
    ...repeated(
      "pools",
      pools.map(({ name }) => name),
    ),
    ...pools.flatMap((pool, index) => [
      ...nodePoolProblems(pool, "karpenter").map(({ path, message }) => ({
        path: ["pools", index, ...path],
        message,
      })),
      ...(names.includes(pool.nodeClass)
        ? []
        : [
            {
              path: ["pools", index, "nodeClass"],
              message: `"${pool.nodeClass}" is none of ${names.map((name) => `"${name}"`).join(", ")}; name a class of the list, or add it there.`,
            },
          ]),
    ]),
  ];
}

function repeated(list: string, names: readonly string[]): readonly PoolProblem[] {
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [{ path: [list, index, "name"], message: `"${name}" is taken already; give each a name of its own.` }],
  );
}

/** An alias that moves would replace nodes whenever AWS releases an image, on an evening of its own choice. */
function imageProblems(image: string, path: PoolProblem["path"]): readonly PoolProblem[] {
  return /^(bottlerocket@v\d+\.\d+\.\d+|al2023@v\d{8})$/.test(image)
    ? []
    : [
        {
          path,
          message: `"${image}" is no image with its release; write, for example, "bottlerocket@v1.66.0" or "al2023@v20260911".`,
        },
      ];
}
