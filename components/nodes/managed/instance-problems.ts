import { imageVariants } from "../images/ami-type";
import { nodeOs } from "../images/custom-image";
import { architectureOf, nodeArchitecture } from "../instances/instance-type";
import { instanceType } from "../instances/instance-types";
import type { NodeGroupSettings } from "./node-group-settings";

/** What AWS would refuse in a group's instance types, or start without the drivers that their chips need. */
export function instanceProblems(settings: NodeGroupSettings): readonly string[] {
  const count = settings.instanceTypes.length;
  if (count < 1 || count > 20) return [`instanceTypes has ${count} types; list 1 to 20.`];
  const problems = settings.instanceTypes.flatMap((type, index) => typeProblems(settings, type, index));
  // An own image brings the drivers that it has.
  if (problems.length > 0 || settings.image !== undefined) return problems;
  const variant = variantProblems(settings);
  return variant.length > 0
    ? variant
    : settings.instanceTypes.flatMap((type, index) => chipProblems(settings, type, index));
}

function typeProblems(settings: NodeGroupSettings, type: string, index: number): string[] {
  const path = `instanceTypes[${index}]`;
  if (settings.instanceTypes.indexOf(type) !== index) return [`${path} repeats "${type}"; name each type once.`];
  try {
    const wanted = nodeArchitecture(settings);
    const actual = architectureOf(type);
    if (actual === wanted) return [];
    return [`${path} is "${type}", which is ${actual} in a group of ${wanted}; make a group for each architecture.`];
  } catch (error) {
    // A first type that is none is reported where it stands, and once.
    if (index > 0 && settings.architecture === undefined) return [];
    return [`${path}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

function variantProblems(settings: NodeGroupSettings): string[] {
  const { variant = "standard" } = settings;
  const os = nodeOs(settings);
  const variants = imageVariants(os, nodeArchitecture(settings));
  if (variants.includes(variant)) return [];
  return [
    `variant is "${variant}", which does not exist for "${os}" on ${nodeArchitecture(settings)}; ` +
      `choose one of ${variants.join(", ")}.`,
  ];
}

const chips = {
  nvidia: { variants: ["nvidia", "nvidia-fips"], name: "GPUs of NVIDIA" },
  aws: { variants: ["neuron"], name: "Inferentia or Trainium chips" },
} as const;

/** Types that the table does not know pass: they may be newer than it. */
function chipProblems({ variant = "standard" }: NodeGroupSettings, name: string, index: number): string[] {
  const type = instanceType(name);
  if (type === undefined) return [];
  const path = `instanceTypes[${index}]`;
  return Object.entries(chips).flatMap(([kind, chip]) => {
    const has = type.accelerator?.kind === kind;
    const drives = chip.variants.some((one) => one === variant);
    if (has === drives) return [];
    return has
      ? [`${path} is "${name}" with ${chip.name}, and variant "${variant}" has no driver; write "${chip.variants[0]}".`]
      : [
          `${path} is "${name}" without ${chip.name}, and variant "${variant}" is for them; choose a type that has them.`,
        ];
  });
}
