import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { Referrer, Resolution } from "../graph/reference";
import { Property } from "../values/property";
import type { Truth } from "../values/truth";

export const launchTemplateType = "aws:ec2/launchTemplate:LaunchTemplate";

/** Types whose `launchTemplate` property names a template by id or by name. */
export const templateUserTypes = ["aws:eks/nodeGroup:NodeGroup", "eks:index:ManagedNodeGroup"] as const;

/** The template that a node group or an instance launches from. */
export function launchTemplateOf(graph: Graph, user: Resource): Resolution {
  const reference = user.at("launchTemplate");
  const id = reference.child("id");
  return graph.resolve(user, id.isAbsent ? reference.child("name") : id, launchTemplateType);
}

/** The node groups that launch, or may launch, from a template. */
export function usersOf(graph: Graph, template: Resource): readonly Referrer[] {
  return templateUserTypes.flatMap((type) => [
    ...graph.referrers(template, type, "launchTemplate.id"),
    ...graph.referrers(template, type, "launchTemplate.name").filter(
      ({ resource }) =>
        // An unknown launchTemplate is unknown by id already.
        resource.at("launchTemplate.id").isAbsent,
    ),
  ]);
}

/**
 * Whether the version that a node group names is the one that the template declares now. Other versions hold values
 * that nobody can see here.
 */
export function usesDeclaredVersion(graph: Graph, user: Resource, template: Resource): Truth {
  const version = user.at("launchTemplate.version");
  if (version.isUnknown) {
    const source = graph.resolve(user, version, launchTemplateType);
    return source.kind === "resolved" && source.targets.includes(template) ? true : version.undecided;
  }
  const text = version.text() ?? version.number()?.toString();
  if (text === "$Latest") return true;
  const older = { path: version.path, reason: "another version of the launch template than the declared one is used" };
  if (text === undefined || text === "$Default") {
    return template.at("updateDefaultVersion").isTrue() === true ? true : older;
  }
  const latest = new Property(template.source.outputs, "").child("latestVersion").number();
  return latest !== undefined && Number(text) === latest ? true : older;
}
