import { isDeepStrictEqual } from "node:util";
import type { KubernetesMinor } from "../../components/cluster/versions";
import { listAt, textAt, valueAt, type PreviewedResource, type PreviewedStack } from "../previewed-stack";
import type { Blocker } from "./plan";
import { minorNumber } from "./route";
import { nodeClassType, nodeGroupType, selfManagedTypes } from "./steps";

/** The most minors that a kubelet may be older than the API server. */
const greatestSkew = 3;

/**
 * Why a kubelet of one minor may not run under an API server of another. Undefined where it may.
 * @see https://kubernetes.io/releases/version-skew-policy/#kubelet
 */
export function kubeletSkewProblem(kubelet: string, server: string): string | undefined {
  const [node, plane] = [minorNumber(kubelet), minorNumber(server)];
  if (node === undefined || plane === undefined) return undefined;
  if (node > plane) return `Kubelets of ${kubelet} are newer than an API server of ${server}.`;
  if (plane - node <= greatestSkew) return undefined;
  return `Kubelets of ${kubelet} are ${String(plane - node)} minors older than an API server of ${server}, and ${String(greatestSkew)} are served.`;
}

/** Nodes that are behind, or that would stay behind when the control plane goes. */
export function leftBehind(
  before: PreviewedStack,
  after: PreviewedStack,
  from: KubernetesMinor,
  to: KubernetesMinor,
): readonly Blocker[] {
  const earlier = new Map(before.resources.map((resource) => [resource.urn, resource]));
  return after.resources.flatMap((resource) => {
    const old = earlier.get(resource.urn);
    if (resource.type === nodeGroupType) return managedGroup(resource, old, after, before, from, to);
    if (selfManagedTypes.includes(resource.type)) return selfManagedGroup(resource, old, to);
    return resource.type === nodeClassType ? nodeClass(resource, old) : [];
  });
}

function managedGroup(
  group: PreviewedResource,
  old: PreviewedResource | undefined,
  after: PreviewedStack,
  before: PreviewedStack,
  from: KubernetesMinor,
  to: KubernetesMinor,
): readonly Blocker[] {
  const subject = group.urn;
  const present = old && textAt(old, "version");
  if (present !== undefined && present !== from)
    return [
      {
        ...{ kind: "behind", subject },
        message: `Node group "${group.name}" is at ${present} and the control plane at ${from}: EKS refuses the next minor until they are the same.`,
        fix: `Bring the group to ${from} first.`,
      },
      ...skew(subject, present, to),
    ];
  const release = textAt(group, "releaseVersion");
  const [, minor] = /^(1\.\d+)\.\d+-\d{8}$/.exec(release ?? "") ?? [];
  if (minor !== undefined && minor !== to)
    return [
      {
        ...{ kind: "pinned-image", subject },
        message: `Node group "${group.name}" is pinned to release ${release ?? ""}, which is one of ${minor} and not of ${to}.`,
        fix: `Pin a release of ${to}, or leave it out.`,
      },
    ];
  if (textAt(group, "amiType") !== "CUSTOM" && textAt(group, "version") !== undefined) return [];
  const [images, oldImages] = [imagesOf(group, after), old ? imagesOf(old, before) : []];
  if (images.length === 0 || !isDeepStrictEqual(images, oldImages)) return [];
  return [
    {
      ...{ kind: "pinned-image", subject },
      message: `Node group "${group.name}" keeps its own image, whatever the minor is.`,
      fix: `Name an image with a kubelet of ${to} in the same change.`,
    },
  ];
}

function skew(subject: string, kubelet: string, server: string): readonly Blocker[] {
  const message = kubeletSkewProblem(kubelet, server);
  return message === undefined
    ? []
    : [{ kind: "kubelet-skew", subject, message, fix: "Bring the nodes up to the control plane first." }];
}

/** What the launch templates of a group say of its image. */
function imagesOf(group: PreviewedResource, { resources }: PreviewedStack): readonly unknown[] {
  const templates = group.propertyDependencies?.["launchTemplate"] ?? [];
  return resources.filter(({ urn }) => templates.includes(urn)).flatMap(({ inputs }) => inputs["imageId"] ?? []);
}

function selfManagedGroup(
  group: PreviewedResource,
  old: PreviewedResource | undefined,
  to: KubernetesMinor,
): readonly Blocker[] {
  const image = (resource: PreviewedResource): unknown => valueAt(resource.inputs, "amiId");
  const pinned = old && typeof image(group) === "string" && image(group) === image(old);
  if (pinned !== true) return [];
  return [
    {
      ...{ kind: "pinned-image", subject: group.urn },
      message: `Self-managed group "${group.name}" keeps image ${String(image(group))}, whatever the minor is.`,
      fix: `Name an image with a kubelet of ${to} in the same change.`,
    },
  ];
}

/** An alias follows the control plane's minor, also where it pins a release; an id, a name or a parameter does not. */
function nodeClass(resource: PreviewedResource, old: PreviewedResource | undefined): readonly Blocker[] {
  const terms = listAt(resource, "spec.amiSelectorTerms");
  const pinned = terms.filter((term) => valueAt(term, "alias") === undefined);
  if (pinned.length === 0 || !old || !isDeepStrictEqual(terms, listAt(old, "spec.amiSelectorTerms"))) return [];
  return [
    {
      ...{ kind: "pinned-image", subject: resource.urn },
      message: `Node class "${resource.name}" selects images by ${[...new Set(pinned.flatMap((term) => Object.keys(Object(term))))].sort().join(", ")}, so that its nodes stay at their minor.`,
      fix: "Select images by an alias, which goes with the control plane.",
    },
  ];
}
