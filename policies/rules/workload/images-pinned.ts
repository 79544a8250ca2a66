import { chartTypes } from "../../engine/charts/chart";
import { chartImageConditions } from "../../engine/charts/chart-conditions";
import { eachContainer, nameOf } from "../../engine/workloads/pod-security";
import { podsOf, podTypes } from "../../engine/workloads/pods";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { isFullDigest, parseImageReference } from "../../engine/workloads/image-reference";

export const imagesPinned: Rule = {
  id: "WL-01",
  name: "images-pinned",
  title: "Every container names one version of its image",
  why: "A tag that moves runs code that nobody reviewed, and nobody can tell which version a pod has.",
  fix: "Name the image with a version tag or, better, with its sha256 digest.",
  level: "mandatory",
  scope: "resource",
  references: { cis: ["5.1.1"], soc2: ["CC8.1"], nsa: ["Upd"] },
  reads: {
    ...Object.fromEntries(podTypes.map((type) => [type, ["spec.containers[].image"]])),
    ...Object.fromEntries(chartTypes.map((type) => [type, ["chart", "values"]])),
  },
  check: (resource, context) => [
    ...podsOf(resource).flatMap((pod) => [
      violation(false, pod.spec, ""),
      ...eachContainer(pod, (container) => [imageCondition(container, context.parameters.requireDigest)]),
    ]),
    ...chartImageConditions(resource, context),
  ],
};

function imageCondition(container: Property, requireDigest: boolean): Condition {
  const image = container.child("image");
  if (image.isUnknown) return violation(image.undecided, image, "The image may move.");
  const problem = problemOf(image.text() ?? "", requireDigest);
  return violation(problem !== undefined, image, () => `${nameOf(container)} ${problem ?? ""}.`);
}

function problemOf(image: string, requireDigest: boolean): string | undefined {
  if (image === "") return "has no image";
  const reference = parseImageReference(image);
  if (!reference) return "has an image that is no valid reference";
  const { tag, digest } = reference;
  if (digest !== undefined) return isFullDigest(digest) ? undefined : "has an image digest that is not SHA-256 in full";
  if (requireDigest) return "names its image without a digest";
  if (tag === undefined) return "names its image without a tag, which means latest";
  return tag.toLowerCase() === "latest" ? "names its image by the tag latest" : undefined;
}
