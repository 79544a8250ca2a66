import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import { hidesKubernetesObjects } from "../../engine/kubernetes/hidden-objects";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Context, type Rule } from "../../engine/rule";
import { and, every, not, or, some, type Truth } from "../../engine/values/truth";

const nodePool = "kubernetes:karpenter.sh/v1:NodePool";
const karpenterClass = "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass";
const autoModeClass = "kubernetes:eks.amazonaws.com/v1:NodeClass";

export const karpenterBounded: Rule = {
  id: "NODE-12",
  name: "karpenter-bounded",
  title: "Node pools have limits, renew their nodes in time and take few away at once",
  why: "A pool without limits turns a runaway workload into a bill, nodes that never expire never get new images, and one without a disruption budget can replace all of them at once.",
  fix: "Set spec.limits.cpu or spec.limits.memory.",
  level: "production",
  scope: "resource and stack",
  references: { soc2: ["A1.1"], nsa: ["Upd"] },
  reads: {
    [nodePool]: [
      "spec.limits",
      "spec.disruption.budgets",
      "spec.template.spec.expireAfter",
      "spec.template.spec.nodeClassRef",
    ],
    [karpenterClass]: [
      "spec.subnetSelectorTerms",
      "spec.securityGroupSelectorTerms",
      "spec.role",
      "spec.instanceProfile",
    ],
  },
  follows: [autoModeClass, "aws:eks/cluster:Cluster", "eks:index:Cluster"],
  check: (subject, context) => (subject.type === nodePool ? ofNodePool(subject, context) : ofNodeClass(subject)),
};

function ofNodePool(pool: Resource, { graph, parameters }: Context): readonly Condition[] {
  const limits = pool.at("spec.limits");
  const expireAfter = pool.at("spec.template.spec.expireAfter");
  const budgets = pool.at("spec.disruption.budgets");
  const reference = pool.at("spec.template.spec.nodeClassRef");
  return [
    violation(
      and(limits.child("cpu").absent(), limits.child("memory").absent()),
      limits,
      "The node pool limits neither CPU nor memory.",
    ),
    violation(expireAfter.is("Never"), expireAfter, "The nodes of the pool never expire.", {
      fix: "Set spec.template.spec.expireAfter to 720h or less.",
    }),
    violation(
      parameters.environment === "prod" ? unbounded(budgets) : false,
      budgets,
      "No disruption budget keeps the pool from replacing all of its nodes at once.",
      { fix: "Add a budget such as nodes 10% to spec.disruption.budgets." },
    ),
    violation(
      namesNoClass(graph, pool, reference),
      reference.child("name"),
      `No node class of this stack is named ${reference.child("name").shown()}.`,
      { fix: "Name an EC2NodeClass or NodeClass of this stack in spec.template.spec.nodeClassRef." },
    ),
  ];
}

/** Karpenter's own default is a budget of 10 %; a list that is given replaces it. */
function unbounded(budgets: Property): Truth {
  return and(
    budgets.present(),
    budgets.every((budget) =>
      budget.child("nodes").satisfies((nodes) => {
        const percent = /^(\d+)%$/.exec(String(nodes))?.[1];
        return percent !== undefined && Number(percent) >= 100;
      }),
    ),
  );
}

function namesNoClass(graph: Graph, pool: Resource, reference: Property): Truth {
  const name = reference.child("name");
  const kind = reference.child("kind");
  const types = kind.text() === "NodeClass" ? [autoModeClass] : [karpenterClass];
  const target = graph.resolve(pool, name, ...(kind.isUnknown ? [karpenterClass, autoModeClass] : types));
  if (target.kind === "resolved") return kind.isUnknown ? kind.undecided : false;
  if (target.kind === "undecided") return target.undecided;
  if (target.kind === "absent") return true;
  if (kind.isUnknown) return kind.undecided;
  const mayBeHidden: Truth = graph.resources.some((resource) => hidesKubernetesObjects(resource, graph))
    ? { path: name.path, reason: "an opaque resource may create the node class" }
    : false;
  const mayBeUnnamed = some(graph.ofType(...types), (nodeClass) => {
    const declared = nodeClass.at("metadata.name");
    return declared.isUnknown ? declared.undecided : false;
  });
  return not(or(mayBeHidden, mayBeUnnamed, isBuiltIn(graph, kind, name)));
}

/** Auto Mode makes a NodeClass named `default` itself when it has built-in node pools. */
function isBuiltIn(graph: Graph, kind: Property, name: Property): Truth {
  if (kind.text() !== "NodeClass" || name.text() !== "default") return false;
  const clusters = graph.ofType("aws:eks/cluster:Cluster", "eks:index:Cluster");
  if (clusters.length === 0) return { path: name.path, reason: "the cluster is outside the stack" };
  return some(clusters, (cluster) => {
    if (cluster.type === "eks:index:Cluster") return cluster.at("autoMode.enabled").isTrue();
    const { known, open } = cluster.at("computeConfig.nodePools").elements();
    return known.length > 0 ? true : (open ?? false);
  });
}

function ofNodeClass(nodeClass: Resource): readonly Condition[] {
  const role = nodeClass.at("spec.role");
  const profile = nodeClass.at("spec.instanceProfile");
  return [
    violation(
      and(isEmpty(role), isEmpty(profile)),
      role,
      "The node class has neither a role nor an instance profile.",
      { fix: "Set spec.role to the name of the node role." },
    ),
    ...ofTerms(nodeClass.at("spec.subnetSelectorTerms"), "subnet"),
    ...ofTerms(nodeClass.at("spec.securityGroupSelectorTerms"), "security group"),
  ];
}

function ofTerms(terms: Property, what: string): readonly Condition[] {
  const message = `The term selects any ${what} that has the tag, whatever its value.`;
  const { known, open } = terms.elements();
  return [
    violation(open ?? false, terms, message),
    ...known.map((term) =>
      violation(onlyWildcards(term), term, message, {
        fix: `Name the cluster in the tag's value, or the ${what}'s id.`,
      }),
    ),
  ];
}

function onlyWildcards(term: Property): Truth {
  const { known, open } = term.child("tags").keys();
  const tags = known.map((key) => term.child("tags").child(key).is("*"));
  const name = term.child("name");
  const criteria = [
    ...tags,
    ...(name.isAbsent ? [] : [name.is("*")]),
    ...(term.child("id").isAbsent ? [] : [not(term.child("id").present())]),
  ];
  return criteria.length === 0 && !open ? false : every(criteria, (criterion) => criterion, open);
}

function isEmpty(property: Property): Truth {
  return property.satisfies((value) => value === undefined || value === "");
}
