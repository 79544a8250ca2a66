import { globMatches } from "../../engine/glob";
import { eachContainer, nameOf } from "../../engine/workloads/pod-security";
import { podsOf, podTypes } from "../../engine/workloads/pods";
import { violation, type Rule } from "../../engine/rule";
import { parseImageReference } from "../../engine/workloads/image-reference";

export const registriesAllowed: Rule = {
  id: "WL-02",
  name: "registries-allowed",
  title: "Images come from the registries that the platform trusts",
  why: "Whoever pushes to a registry runs code in the cluster: the list of registries is the list of those who may.",
  fix: "Copy the image to an allowed registry, or add its registry to the parameter allowedRegistries.",
  level: "production",
  scope: "resource",
  references: { cis: ["5.1.4"], soc2: ["CC6.8"], nsa: ["Upd"] },
  reads: Object.fromEntries(podTypes.map((type) => [type, ["spec.containers[].image"]])),
  check(resource, { parameters: { allowedRegistries, environment } }) {
    if (!allowedRegistries && environment !== "prod") return [];
    return podsOf(resource).flatMap((pod) => [
      violation(false, pod.spec, ""),
      ...eachContainer(pod, (container) => {
        const image = container.child("image");
        if (!allowedRegistries)
          return [
            violation(
              true,
              image,
              () => `${nameOf(container)} may come from anywhere: no registry is allowed by name.`,
              {
                fix: "Set the parameter allowedRegistries to globs of the registries that images come from.",
              },
            ),
          ];
        const isForeign = image.satisfies((value) => !isAllowed(String(value ?? ""), allowedRegistries));
        return [
          violation(
            isForeign,
            image,
            () => `${nameOf(container)} takes its image from a registry that is not allowed.`,
          ),
        ];
      }),
    ]);
  },
};

/** A glob without a path is about all of a registry; one with a path is about repositories in it. */
function isAllowed(image: string, globs: readonly string[]): boolean {
  const reference = parseImageReference(image);
  if (!reference) return false;
  const { registry, repository } = reference;
  return globs.some((glob) => globMatches(glob, glob.includes("/") ? `${registry}/${repository}` : registry));
}
