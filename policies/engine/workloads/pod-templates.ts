import { z } from "zod";
import type { Property } from "../values/property";
import { isPropertyMap } from "../values/value";

/** Where the pod stands in an object of each kind: before `metadata` and `spec`. Several where it makes several pods. */
export type PodTemplates = Readonly<Record<string, readonly string[]>>;

/** The kinds that the pack knows by itself. */
export const knownPodTemplates: Readonly<Record<string, string>> = {
  "core/v1:Pod": "",
  "core/v1:PodTemplate": "template",
  "core/v1:ReplicationController": "spec.template",
  ...controllers("Deployment", "apps/v1", "apps/v1beta1", "apps/v1beta2", "extensions/v1beta1"),
  ...controllers("ReplicaSet", "apps/v1", "apps/v1beta2", "extensions/v1beta1"),
  ...controllers("StatefulSet", "apps/v1", "apps/v1beta1", "apps/v1beta2"),
  ...controllers("DaemonSet", "apps/v1", "apps/v1beta2", "extensions/v1beta1"),
  "batch/v1:Job": "spec.template",
  "batch/v1:CronJob": "spec.jobTemplate.spec.template",
  "batch/v1beta1:CronJob": "spec.jobTemplate.spec.template",
  "argoproj.io/v1alpha1:Rollout": "spec.template",
};

/** Stands among the types that a rule reads for those that an operator's configuration adds. */
export const configuredPods = "kinds of parameters.podTemplates";

/** The paths at which an operator says that a type, a list or a patch of it has pods. */
export function podTemplatesOf(type: string, templates: PodTemplates): readonly string[] {
  const [, own = ""] = /^kubernetes:(.*)$/.exec(type) ?? [];
  return templates[own] ?? templates[own.replace(/(List|Patch)$/, "")] ?? [];
}

const kind = /^[a-z0-9-]+(\.[a-z0-9-]+)+\/v\d+((alpha|beta)\d+)?:[A-Z][A-Za-z0-9]*$/;
const templatePath = /^[A-Za-z]\w*(\[\])?(\.[A-Za-z]\w*(\[\])?)*$/;

/** The kinds of custom resources whose pods the rules judge, as an operator names them. */
export const podTemplatesSchema = z.record(
  z
    .string()
    .refine(
      (name) => kind.test(name) || Object.hasOwn(knownPodTemplates, name),
      'under the group, version and kind of a custom resource, such as "serving.knative.dev/v1:Service"',
    )
    .refine((name) => !Object.hasOwn(knownPodTemplates, name), "left out: the pack knows where this kind has its pods"),
  z
    .array(
      z
        .string()
        .refine(
          (path) => templatePath.test(path),
          'a path of names and lists, such as "spec.template" or "spec.jobs[].template"',
        ),
    )
    .min(1),
);

/**
 * What stands at a template path of an object, `[]` meaning every item of a list. Only what has a `spec`, or may turn
 * out to, is the template of a pod: a path that leads elsewhere shows none.
 */
export function templatesAt(root: Property, path: string): readonly Property[] {
  return path
    .split(".")
    .reduce<readonly Property[]>((found, part) => found.flatMap((at) => step(at, part)), [root])
    .filter((template) => template.isUnknown || (isPropertyMap(template.raw) && !template.child("spec").isAbsent));
}

function step(at: Property, part: string): readonly Property[] {
  if (!part.endsWith("[]")) return [at.child(part)];
  const list = at.child(part.slice(0, -2));
  if (list.isUnknown) return [list.child(0)];
  return Array.isArray(list.raw) ? list.raw.map((_, index) => list.child(index)) : [];
}

function controllers(name: string, ...groups: readonly string[]): Record<string, string> {
  return Object.fromEntries(groups.map((group) => [`${group}:${name}`, "spec.template"]));
}
