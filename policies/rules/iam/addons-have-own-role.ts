import { addonTypes, clusterOfAddon } from "../../engine/clusters/addons";
import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import { addonNamespace, allAssociations, isSameCluster } from "../../engine/iam/pod-identity";
import { roleType } from "../../engine/nodes/node-roles";
import { Property } from "../../engine/values/property";
import { violation, type Rule } from "../../engine/rule";
import { and, not, or, some, type Truth } from "../../engine/values/truth";
import { addonAccounts } from "../../knowledge/iam/addon-accounts";

export const addonsHaveOwnRole: Rule = {
  id: "IAM-19",
  name: "addons-have-own-role",
  title: "Add-ons that call AWS have a role of their own",
  why: "An add-on without a role uses that of the node, which then needs rights that every pod of the node could use.",
  fix: "Give the add-on a role by podIdentityAssociations.",
  level: "production",
  scope: "stack",
  references: { cis: ["5.1.3", "5.2.1"], soc2: ["CC6.3"], nsa: ["Auth"] },
  reads: Object.fromEntries(
    addonTypes.map((type) => [type, ["addonName", "serviceAccountRoleArn", "podIdentityAssociations"]]),
  ),
  follows: ["aws:eks/podIdentityAssociation:PodIdentityAssociation", roleType],
  check(addon, { graph }) {
    const stated = addon.at("addonName");
    const name = addon.type === "eks:index:VpcCniAddon" ? "vpc-cni" : stated.text();
    if (name !== undefined && !Object.hasOwn(addonAccounts, name)) return [];
    if (name === undefined && !stated.isUnknown) return [];
    const hasRole = or(
      isGiven(addon, addon.at("serviceAccountRoleArn"), graph),
      isGiven(addon, addon.at("podIdentityAssociations"), graph),
      isAssociated(addon, name, graph),
    );
    const needsRole: Truth = name === undefined ? stated.undecided : true;
    return [
      violation(
        and(needsRole, not(hasRole)),
        addon.at("podIdentityAssociations"),
        `The add-on ${stated.isAbsent ? "vpc-cni" : stated.shown()} has no role of its own.`,
      ),
    ];
  },
};

/** Whether a property holds a role or associations; a reference to a role does, even while nobody knows its value. */
function isGiven(addon: Resource, property: Property, graph: Graph): Truth {
  if (property.isUnknown && graph.resolve(addon, property, roleType).kind === "resolved") return true;
  return property.satisfies(
    (value) => value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0),
  );
}

function isAssociated(addon: Resource, name: string | undefined, graph: Graph): Truth {
  const accounts = addonAccounts[name ?? ""]?.serviceAccounts ?? [];
  const nothing = new Property(undefined, "");
  const own = {
    ...{ resource: addon, cluster: clusterOfAddon(addon), namespace: addonNamespace(addon), byAddon: true },
    ...{ serviceAccount: nothing, role: nothing, targetRole: nothing, policy: nothing, disableSessionTags: nothing },
  };
  return some(allAssociations(graph), (association) => {
    if (association.byAddon) return false;
    const { namespace, serviceAccount } = association;
    const isThere = own.namespace.isUnknown ? own.namespace.undecided : namespace.is(own.namespace.text() ?? "");
    const isOne = name === undefined ? serviceAccount.present() : serviceAccount.is(...accounts);
    if (and(isThere, isOne) === false) return false;
    return and(isThere, isOne, isSameCluster(own, association, graph));
  });
}
