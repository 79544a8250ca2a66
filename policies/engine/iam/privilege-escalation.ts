import type { Escalation, Need } from "../../knowledge/iam/escalation";
import { escalationActions, escalations } from "../../knowledge/iam/escalations";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { iamPatternMatches } from "./policy/statements";
import { isNodeRole, roleType } from "../nodes/node-roles";
import type { Property } from "../values/property";
import { and, every, not, or, some, type Truth } from "../values/truth";
import { conditionsOf, everyValue } from "./policy/conditions";
import { EffectivePermissions, type Grant } from "./effective-permissions";
import { namesPrincipal, rolesNamed } from "./principal-name";
import { policiesOf } from "./policy-bearers";

const policyType = "aws:iam/policy:Policy";

/** What is to be said of one combination and one principal. */
export interface Met {
  readonly escalation: Escalation;
  readonly truth: Truth;
}

/** The escalation combinations of all principals of a stack. */
class Escalations {
  readonly #permissions = new Map<Resource, EffectivePermissions>();
  readonly #met = new Map<Resource, readonly Met[]>();
  readonly #power = new Map<Resource, Truth>();
  /** Roles whose combinations hang on the power of roles that they may hand on. */
  readonly #passers = new Set<Resource>();

  constructor(readonly graph: Graph) {
    this.#settle();
  }

  permissionsOf(principal: Resource): EffectivePermissions {
    const known = this.#permissions.get(principal) ?? new EffectivePermissions(principal, this.graph);
    this.#permissions.set(principal, known);
    return known;
  }

  /** The combinations that a principal has, or may have. */
  of(principal: Resource): readonly Met[] {
    const met = this.#met.get(principal) ?? this.#metBy(principal);
    this.#met.set(principal, met);
    return met;
  }

  /**
   * Roles may hand each other on in circles: each is taken for weak until something makes it strong, and those that
   * could hand it on are looked at again, until nothing changes any more.
   */
  #settle(): void {
    let pending: Iterable<Resource> = this.graph.ofType(roleType);
    for (let changed = true; changed; pending = [...this.#passers]) {
      changed = false;
      for (const role of pending) {
        const met = this.#metBy(role);
        const admin = policiesOf(role, this.graph).admin.map(({ applies }) => applies);
        const power = or(...admin, ...met.map(({ truth }) => truth));
        if (rank(power) !== rank(this.#power.get(role) ?? false)) changed = true;
        this.#met.set(role, met);
        this.#power.set(role, power);
      }
    }
  }

  #metBy(principal: Resource): readonly Met[] {
    const permissions = this.permissionsOf(principal);
    const mayHold = permissions.open !== undefined || escalationActions.some((id) => permissions.grants(id).length > 0);
    if (!mayHold) return [];
    return escalations
      .map((escalation) => ({ escalation, truth: this.#isMet(escalation, permissions) }))
      .filter(({ truth }) => truth !== false);
  }

  #isMet(escalation: Escalation, permissions: EffectivePermissions): Truth {
    const { principal } = permissions;
    const applies =
      escalation.exceptNodes && principal.type === roleType ? not(isNodeRole(this.graph, principal)) : true;
    return and(applies, this.#isFulfilled(escalation.needs, escalation, permissions));
  }

  #isFulfilled(need: Need, escalation: Escalation, permissions: EffectivePermissions): Truth {
    switch (need.kind) {
      case "all":
        return every(need.needs, (each) => this.#isFulfilled(each, escalation, permissions));
      case "one":
        return some(need.needs, (each) => this.#isFulfilled(each, escalation, permissions));
      case "pass":
        return permissions.holds("iam:PassRole", "any", (grant) =>
          and(
            passesTo(grant.statement, need.services),
            need.extent === "any" || this.#passesPower(grant, permissions.principal),
          ),
        );
      case "action":
        return permissions.holds(need.action, "any", (grant) =>
          and(
            not(isDefused(grant.statement, escalation)),
            or(
              need.extent === "any" || grant.wide,
              escalation.modifiesItself ? this.#isOnItself(need.action, grant, permissions) : false,
            ),
          ),
        );
    }
  }

  /** Whether any role may be handed on, or one of the stack that is an administrator's or becomes one by itself. */
  #passesPower({ wide, resource }: Grant, principal: Resource): Truth {
    if (wide === true) return true;
    const named = rolesNamed(resource, this.graph);
    if (named.length > 0 && principal.type === roleType) this.#passers.add(principal);
    return or(
      wide,
      some(named, ({ role, is }) => and(is, this.#power.get(role) ?? false)),
    );
  }

  /** Whether a resource pattern takes a managed policy that a principal has. */
  #isOnOwnPolicy(resource: Property, principal: Resource): Truth {
    const { statements } = policiesOf(principal, this.graph);
    return some(
      statements.filter(({ holder }) => holder.type === policyType),
      ({ holder, applies }) => and(applies, namesPrincipal(resource, holder)),
    );
  }

  /** Whether a grant lets a principal change itself, a policy of its own, or a role that may do more. */
  #isOnItself(action: string, { resource }: Grant, permissions: EffectivePermissions): Truth {
    const { principal } = permissions;
    if (/PolicyVersion$/.test(action)) return this.#isOnOwnPolicy(resource, principal);
    const own = namesPrincipal(resource, principal);
    if (!/Role/.test(action)) return own;
    const stronger = some(rolesNamed(resource, this.graph), ({ role, is }) =>
      role === principal
        ? false
        : and(
            is,
            or(
              ...policiesOf(role, this.graph).admin.map(({ applies }) => applies),
              this.permissionsOf(role).exceeds(permissions),
            ),
          ),
    );
    return or(own, stronger);
  }
}

const cache = new WeakMap<Graph, Escalations>();

/** The escalation combinations that a principal has, or may have. */
export function escalationsOf(principal: Resource, graph: Graph): readonly Met[] {
  return analysisOf(graph).of(principal);
}

/** The actions of a combination that a principal is allowed, and the policies that allow them. */
export function evidenceOf(
  { needs }: Escalation,
  principal: Resource,
  graph: Graph,
): { readonly actions: readonly string[]; readonly policies: readonly string[] } {
  const permissions = analysisOf(graph).permissionsOf(principal);
  const held = actionsOf(needs).map((action) => ({
    action,
    grants: permissions.grants(action).filter(({ allowed }) => allowed === true),
  }));
  const given = held.filter(({ grants }) => grants.length > 0);
  return {
    actions: given.map(({ action }) => action),
    policies: [...new Set(given.flatMap(({ grants }) => grants.map(({ policy }) => policy)))],
  };
}

function analysisOf(graph: Graph): Escalations {
  const known = cache.get(graph) ?? new Escalations(graph);
  cache.set(graph, known);
  return known;
}

function actionsOf(need: Need): readonly string[] {
  if (need.kind === "action") return [need.action];
  return need.kind === "pass" ? ["iam:PassRole"] : [...new Set(need.needs.flatMap(actionsOf))];
}

/** False, undecided, true: what is learnt about other roles only ever raises it. */
function rank(truth: Truth): number {
  return truth === false ? 0 : truth === true ? 2 : 1;
}

/** Whether a statement lets roles be handed to one of the services: it names it, or names none. */
function passesTo(statement: Property, services: readonly string[]): Truth {
  const { known, open } = conditionsOf(statement);
  const limits = known.filter(
    ({ key, operator }) =>
      key === "iam:passedtoservice" && /^(foranyvalue:)?string(equals|equalsignorecase|like)$/.test(operator),
  );
  const takes = (value: Property): Truth =>
    value.satisfies(
      (pattern) =>
        typeof pattern === "string" &&
        services.some((service) => [service, `${service}.cn`].some((each) => iamPatternMatches(pattern, each))),
    );
  return every(limits, ({ values }) => values.some(takes), open);
}

/** Whether a condition of a statement takes the danger out of it. */
function isDefused(statement: Property, { defusedBy }: Escalation): Truth {
  if (defusedBy === undefined) return false;
  const { known, open } = conditionsOf(statement);
  const literal = (value: Property): Truth => value.matches(/^[^*?]+$/);
  return some(
    known,
    (condition) => {
      const { key, operator } = condition;
      if (defusedBy === "permissions boundary")
        return key === "iam:permissionsboundary" && /^(foranyvalue:)?(string|arn)equals$/.test(operator)
          ? everyValue(condition, literal)
          : false;
      if (!/^(forallvalues:|foranyvalue:)?(string|arn)(equals|like)$/.test(operator)) return false;
      const harmless = harmlessEntries[key];
      return harmless ? everyValue(condition, (value) => and(literal(value), value.matches(harmless))) : false;
    },
    open,
  );
}

/** Values of the condition keys of access entries that make nobody an administrator of the cluster. */
const harmlessEntries: Readonly<Record<string, RegExp>> = {
  "eks:policyarn": /^(?!.*\/(AmazonEKSClusterAdminPolicy|AmazonEKSAdminPolicy)$)/,
  "eks:kubernetesgroups": /^(?!system:masters$)/,
  "eks:accessscope": /^namespace$/,
};
