import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { Resolution } from "../graph/reference";
import type { Property } from "../values/property";
import { and, isUndecided, or, some, type Truth, type Undecided } from "../values/truth";
import {
  autoModeNodeClass,
  cluster,
  clusterComponent,
  isSelfManagedGroup,
  karpenterNodeClass,
  managedComponent,
  managedGroup,
  scalingGroup,
  selfManagedComponents,
} from "./node-sources";
import { launchTemplateType } from "./launch-template";

export const roleType = "aws:iam/role:Role";
const instanceProfile = "aws:iam/instanceProfile:InstanceProfile";
const launchConfiguration = "aws:ec2/launchConfiguration:LaunchConfiguration";

/** The types whose nodes run under a role, with the properties that name it. */
export const roleUsers: Readonly<Record<string, readonly string[]>> = {
  [managedGroup]: ["nodeRoleArn"],
  [managedComponent]: ["nodeRoleArn", "nodeRole"],
  [selfManagedComponents[0]]: ["instanceProfile", "instanceProfileName"],
  [selfManagedComponents[1]]: ["instanceProfile", "instanceProfileName"],
  [clusterComponent]: ["instanceRole", "instanceRoles", "instanceProfileName"],
  [cluster]: ["computeConfig.nodeRoleArn"],
  [scalingGroup]: ["launchTemplate", "launchConfiguration"],
  [karpenterNodeClass]: ["spec.role", "spec.instanceProfile"],
  [autoModeNodeClass]: ["spec.role", "spec.instanceProfile"],
};

/** A role that nodes of a source run under, as far as it can be told. */
export interface NodeRole {
  readonly path: string;
  readonly resolution: Resolution;
}

/** The roles that a source names, directly or by an instance profile. */
export function nodeRolesOf(graph: Graph, source: Resource): readonly NodeRole[] {
  if (source.type === scalingGroup)
    return isSelfManagedGroup(graph, source) === false ? [] : ofScalingGroup(graph, source);
  return (roleUsers[source.type] ?? [])
    .flatMap((path) => {
      const property = source.at(path);
      return Array.isArray(property.raw) ? [...property.raw.keys()].map((index) => property.child(index)) : [property];
    })
    .filter((property) => !property.isAbsent)
    .map((property) => ({
      path: property.path,
      resolution: /instanceProfile(Name)?$/.test(property.path)
        ? throughProfile(graph, source, property)
        : graph.resolve(source, property, roleType),
    }));
}

/**
 * Whether nodes run under a role. A role whose users name it by a value that cannot be resolved may be one.
 */
export function isNodeRole(graph: Graph, role: Resource): Truth {
  return some(usersOf(graph), ({ source, roles }) => {
    const isGroup = source.type === scalingGroup ? isSelfManagedGroup(graph, source) : true;
    return and(
      isGroup,
      some(roles, ({ resolution }) => pointsAt(resolution, role)),
    );
  });
}

const users = new WeakMap<Graph, readonly { readonly source: Resource; readonly roles: readonly NodeRole[] }[]>();

/** Every source of nodes with its roles, worked out once for a graph, which never changes. */
function usersOf(graph: Graph): readonly { readonly source: Resource; readonly roles: readonly NodeRole[] }[] {
  let found = users.get(graph);
  if (!found) {
    found = graph.ofType(...Object.keys(roleUsers)).map((source) => ({ source, roles: nodeRolesOf(graph, source) }));
    users.set(graph, found);
  }
  return found;
}

function pointsAt(resolution: Resolution, role: Resource): Truth {
  if (resolution.kind === "undecided") return resolution.undecided;
  if (resolution.kind !== "resolved" || !resolution.targets.includes(role)) return false;
  return resolution.certain ? true : { path: "", reason: "it cannot be told which of several roles the nodes have" };
}

function ofScalingGroup(graph: Graph, group: Resource): readonly NodeRole[] {
  const mixed = group.at("mixedInstancesPolicy.launchTemplate.launchTemplateSpecification");
  const references = [
    group.at("launchTemplate.id"),
    group.at("launchTemplate.name"),
    mixed.child("launchTemplateId"),
    mixed.child("launchTemplateName"),
    group.at("launchConfiguration"),
  ];
  return references.flatMap((reference): readonly NodeRole[] => {
    const template = graph.resolve(group, reference, launchTemplateType, launchConfiguration);
    if (template.kind !== "resolved") {
      return template.kind === "absent" ? [] : [{ path: reference.path, resolution: template }];
    }
    return template.targets.flatMap((target) =>
      profilesOf(target).map((profile) => ({
        path: reference.path,
        resolution: throughProfile(graph, target, profile),
      })),
    );
  });
}

function profilesOf(template: Resource): readonly Property[] {
  const profile = template.at("iamInstanceProfile");
  const named =
    profile.isUnknown || profile.text() !== undefined ? [profile] : [profile.child("arn"), profile.child("name")];
  return named.filter((property) => !property.isAbsent);
}

function throughProfile(graph: Graph, from: Resource, reference: Property): Resolution {
  const profiles = graph.resolve(from, reference, instanceProfile);
  if (profiles.kind !== "resolved") return profiles;
  const roles = profiles.targets.map((profile) => graph.resolve(profile, profile.at("role"), roleType));
  const unresolved = roles.find(({ kind }) => kind !== "resolved");
  if (unresolved) return unresolved;
  const targets = [...new Set(roles.flatMap((role) => (role.kind === "resolved" ? role.targets : [])))];
  const certain = targets.length === 1;
  return { kind: "resolved", targets, certain };
}

/** Whether the VPC CNI has a role of its own, so that its pods do not need that of the node. */
export function cniHasOwnRole(graph: Graph): Truth {
  const filled = (property: Property): Truth =>
    property.satisfies((value) => value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0));
  const byAddon = some(graph.ofType("aws:eks/addon:Addon", "eks:index:Addon"), (addon) =>
    and(
      addon.at("addonName").is("vpc-cni"),
      or(filled(addon.at("serviceAccountRoleArn")), filled(addon.at("podIdentityAssociations"))),
    ),
  );
  const byComponent = or(
    some(graph.ofType("eks:index:VpcCniAddon"), (addon) => filled(addon.at("serviceAccountRoleArn"))),
    some(graph.ofType(clusterComponent), (owner) => filled(owner.at("vpcCniOptions.serviceAccountRoleArn"))),
  );
  const byAssociation = some(graph.ofType("aws:eks/podIdentityAssociation:PodIdentityAssociation"), (association) =>
    and(association.at("namespace").is("kube-system"), association.at("serviceAccount").is("aws-node")),
  );
  return or(byAddon, byComponent, byAssociation);
}

/** The role that an attachment or an inline policy belongs to, as a node role: false where it is not one. */
export function belongsToNodeRole(graph: Graph, from: Resource, reference: Property): Truth {
  const resolution = graph.resolve(from, reference, roleType);
  if (resolution.kind === "undecided") {
    const candidates = graph.ofType(roleType).map((role) => isNodeRole(graph, role));
    return candidates.every((truth) => truth === false) ? false : resolution.undecided;
  }
  if (resolution.kind !== "resolved") return false;
  const truths = resolution.targets.map((role) => isNodeRole(graph, role));
  if (truths.every((truth) => truth === true)) return true;
  if (truths.every((truth) => truth === false)) return false;
  return truths.find(isUndecided) ?? unclear(reference.path);
}

function unclear(path: string): Undecided {
  return { path, reason: "it cannot be told which of several roles this is" };
}
