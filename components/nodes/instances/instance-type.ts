import type { Architecture } from "../images/ami-type";

/**
 * The processor architecture of an instance type, read from its name: `g` after the generation stands for Graviton.
 * `m7g.large`, `c8gn.xlarge` and `im4gn.large` are arm64; `g6.xlarge` and `m7i.large` are not. `a1` precedes the scheme.
 * @throws when the text is not the name of an instance type.
 * @see https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
export function architectureOf(instanceType: string): Architecture {
  const parts = /^(?<series>[a-z]+)(?<generation>\d+)(?<options>[a-z0-9]*)(?:-[a-z0-9]+)*\.[a-z0-9-]+$/.exec(
    instanceType,
  );
  if (parts?.groups === undefined) {
    throw new Error(`"${instanceType}" is not an instance type; write family and size, such as "m7g.large".`);
  }
  const { series = "", options = "" } = parts.groups;
  return options.includes("g") || series === "a" ? "arm64" : "x86_64";
}

/** The architecture of a node group: the stated one, else that of its first instance type. */
export function nodeArchitecture(group: {
  readonly architecture?: Architecture;
  readonly instanceTypes: readonly string[];
}): Architecture {
  const [first = ""] = group.instanceTypes;
  return group.architecture ?? architectureOf(first);
}
