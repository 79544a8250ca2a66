import { addons, type AddonFacts } from "../../components/cluster/addon-versions";
import type { KubernetesMinor } from "../../components/cluster/versions";
import { textAt, type PreviewedStack } from "../previewed-stack";
import type { Blocker } from "./plan";

/** Add-ons that EKS wants to go one minor version of their own at a time. */
const stepwise = new Set(["vpc-cni", "eks-pod-identity-agent"]);

/** What is known of add-ons; any text is looked up in it. */
export type AddonTable = Readonly<Record<string, Pick<AddonFacts, "versions"> | undefined>>;

/**
 * Add-ons that have no version for a minor, or whose next version is too far from the present one.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/managing-vpc-cni.html
 */
export function addonBlockers(
  before: PreviewedStack,
  after: PreviewedStack,
  to: KubernetesMinor,
  table: AddonTable = addons,
): readonly Blocker[] {
  const present = new Map(addonsOf(before));
  return addonsOf(after).flatMap(([name, next]): readonly Blocker[] => {
    const subject = name;
    const known = table[name]?.versions[to];
    if (known === undefined)
      return [
        {
          ...{ kind: "add-on", subject },
          message: `Add-on "${name}" has no version for ${to} in the table of add-ons.`,
          fix: `Find it with aws eks describe-addon-versions --addon-name ${name} --kubernetes-version ${to}, and commit it.`,
        },
      ];
    const [old, young] = [minorOf(present.get(name)), minorOf(next)];
    if (!stepwise.has(name) || old === undefined || young === undefined || young - old <= 1) return [];
    return [
      {
        ...{ kind: "add-on", subject },
        message: `Add-on "${name}" would go from ${present.get(name) ?? ""} to ${next}, over ${String(young - old)} minors at once.`,
        fix: "Deploy a version of each minor between them first.",
      },
    ];
  });
}

function addonsOf({ resources }: PreviewedStack): readonly (readonly [string, string])[] {
  return resources.flatMap((resource) => {
    const [name, version] = [textAt(resource, "addonName"), textAt(resource, "addonVersion")];
    return resource.type === "aws:eks/addon:Addon" && name !== undefined && version !== undefined
      ? [[name, version] as const]
      : [];
  });
}

/** Minor of an add-on's own version: 23 for `v1.23.2-eksbuild.1`. */
function minorOf(version: string | undefined): number | undefined {
  const [, minor] = /^v\d+\.(\d+)\./.exec(version ?? "") ?? [];
  return minor === undefined ? undefined : Number(minor);
}
