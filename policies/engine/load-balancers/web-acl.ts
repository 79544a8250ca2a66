import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { Property } from "../values/property";
import { and, every, not, or, some, type Truth, type Undecided } from "../values/truth";

export const webAcl = "aws:wafv2/webAcl:WebAcl";
export const webAclAssociation = "aws:wafv2/webAclAssociation:WebAclAssociation";
const ruleTypes = [
  "aws:wafv2/webAclRule:WebAclRule",
  "aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation",
];
const balancers = ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"];

/** Every type that is read to tell whether a web ACL does anything. */
export const webAclTypes: readonly string[] = [webAcl, webAclAssociation, ...ruleTypes];

/** Whether a setting names a web ACL; `none` and an empty name do not. */
function namesWebAcl(graph: Graph, owners: readonly Resource[], setting: Property): Truth {
  if (owners.some((owner) => graph.resolve(owner, setting, webAcl).kind === "resolved")) return true;
  return setting.satisfies((value) => value !== undefined && value !== "" && value !== "none");
}

/** Whether a setting names a web ACL of the stack that has no rule. */
export function namesEmptyWebAcl(graph: Graph, from: Resource, setting: Property): Truth {
  const target = graph.resolve(from, setting, webAcl);
  if (target.kind !== "resolved") return false;
  return every(target.targets, (acl) => {
    const ruleJson = acl.at("ruleJson").satisfies((value) => value !== undefined && value !== "" && value !== "[]");
    const inline = acl.at("rules").some(() => true);
    const separate = some(ruleTypes, (type) => some(graph.referrers(acl, type, "webAclArn"), ({ refers }) => refers));
    return not(or(ruleJson, inline, separate));
  });
}

/**
 * Why a load balancer that a controller makes may have a web ACL all the same: an association of the stack whose
 * target is not one of the stack's own load balancers.
 */
function strayAssociation(graph: Graph): Undecided | undefined {
  const stray = graph.ofType(webAclAssociation).find((association) => {
    const target = graph.resolve(association, association.at("resourceArn"), ...balancers);
    return target.kind !== "resolved";
  });
  return stray && { path: "resourceArn", reason: "a web ACL is associated with a load balancer outside the stack" };
}

/** Whether none of the settings, which the owners state, names a web ACL. */
export function hasNoWebAcl(
  graph: Graph,
  owners: readonly Resource[],
  settings: readonly Property[],
  open: Undecided | undefined,
): Truth {
  return and(
    every(settings, (setting) => not(namesWebAcl(graph, owners, setting)), open),
    strayAssociation(graph) ?? true,
  );
}
