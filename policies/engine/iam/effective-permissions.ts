import type { IamAction } from "../../knowledge/iam/actions";
import type { Extent } from "../../knowledge/iam/escalation";
import { escalationActions } from "../../knowledge/iam/escalations";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { coversAction, iamPatternMatches, isAllow, isDeny } from "./policy/statements";
import { Property } from "../values/property";
import { and, not, or, some, type Truth, type Undecided } from "../values/truth";
import { documentsOf } from "./policy/documents";
import { expand } from "./policy/action-pattern";
import { policiesOf, type Held } from "./policy-bearers";
import { isWidePattern, patternCovers } from "./policy/resource-pattern";
import { isScoped } from "./policy/scoping-condition";

/** A resource pattern that a principal is allowed an action on, as far as that is known. */
export interface Grant {
  readonly statement: Property;
  /** The policy that it comes from. */
  readonly policy: string;
  /** `*` for statements that say what they are not about. */
  readonly resource: Property;
  /** Whether the action is allowed on it, after what denies it and the boundary. */
  readonly allowed: Truth;
  /** Whether it is everything or a whole type, without a condition that narrows it. */
  readonly wide: Truth;
}

/** What the policies of a principal allow together. */
export class EffectivePermissions {
  /** Why there may be more. */
  readonly open: Undecided | undefined;
  readonly #allows: readonly Held[];
  readonly #byAction = new Map<string, Held[]>();
  readonly #denies: readonly Held[];
  readonly #boundary: Boundary;
  readonly #grants = new Map<string, readonly Grant[]>();

  constructor(
    readonly principal: Resource,
    graph: Graph,
  ) {
    const { statements, open } = policiesOf(principal, graph);
    this.open = open;
    this.#allows = statements.filter(({ statement }) => isAllow(statement) !== false);
    this.#denies = statements.filter(({ statement }) => deniesAlways(statement) !== false);
    this.#boundary = boundaryOf(principal, graph);
    for (const held of this.#allows)
      for (const id of escalationActionsOf(held.statement))
        this.#byAction.set(id, [...(this.#byAction.get(id) ?? []), held]);
  }

  /** On which resources an action of some escalation is allowed. Worked out once per action. */
  grants(id: string): readonly Grant[] {
    const known = this.#grants.get(id);
    if (known) return known;
    const grants = (this.#byAction.get(id) ?? []).flatMap((held) => this.#grantsOf(held, id));
    this.#grants.set(id, grants);
    return grants;
  }

  /** Whether an action is allowed; `counts` leaves out statements that a caller does not mind. */
  holds(id: string, extent: Extent, counts: (grant: Grant) => Truth = () => true): Truth {
    const holds = (grant: Grant): Truth => and(grant.allowed, extent === "wide" ? grant.wide : true, counts(grant));
    return some(this.grants(id), holds, this.open);
  }

  /** Whether some action is allowed here that another principal has not. */
  exceeds(other: EffectivePermissions): Truth {
    const patterns = (allows: readonly Held[]): readonly Property[] =>
      allows.flatMap(({ statement }) => statement.at("Action").elements().known);
    const theirs = patterns(other.#allows).flatMap((pattern) => pattern.text() ?? []);
    const more = some(
      this.#allows,
      ({ statement, applies }) =>
        and(
          applies,
          isAllow(statement),
          or(
            statement.at("NotAction").present(),
            statement
              .at("Action")
              .some((action) =>
                action.satisfies(
                  (own) =>
                    typeof own === "string" &&
                    !theirs.some((pattern) => patternCovers(pattern.toLowerCase(), own.toLowerCase())),
                ),
              ),
          ),
        ),
      this.open,
    );
    return more === true && other.open ? other.open : more;
  }

  #grantsOf({ statement, applies, policy }: Held, id: string): readonly Grant[] {
    const covers = coversAction(statement, id);
    if (covers === false) return [];
    const action = actionOf(id);
    const excluded = statement.at("NotResource");
    const { known, open } = excluded.isAbsent
      ? statement.at("Resource").elements()
      : { known: [new Property("*", excluded.path)], open: undefined };
    const unscoped = not(isScoped(statement, action));
    const grants = known.map((resource): Grant => {
      const pattern = resource.text() ?? "";
      const isWide = isWidePattern(pattern, action);
      return {
        ...{ statement, policy, resource },
        allowed: and(
          applies,
          isAllow(statement),
          covers,
          not(this.#isDenied(id, pattern)),
          this.#boundary.allows(id, pattern),
        ),
        wide: and(isWide, unscoped, this.#boundary.allowsWidely(action)),
      };
    });
    if (!open) return grants;
    const resource = statement.at("Resource");
    const allowed = and(applies, isAllow(statement), covers, open);
    return [...grants, { ...{ statement, policy, resource, allowed }, wide: and(unscoped, open) }];
  }

  #isDenied(id: string, pattern: string): Truth {
    return some(this.#denies, ({ statement, applies }) =>
      and(applies, deniesAlways(statement), coversAction(statement, id), coversPattern(statement, pattern)),
    );
  }
}

const escalating = new Map<string, readonly string[]>();

/** The actions of escalations that a statement is, or may be, about. A pattern is looked at once for all stacks. */
function escalationActionsOf(statement: Property): readonly string[] {
  const { known, open } = statement.at("Action").elements();
  if (open || !statement.at("NotAction").isAbsent) return escalationActions;
  const ids = known.flatMap((action) => {
    const pattern = action.text() ?? "";
    const matching = escalating.get(pattern) ?? escalationActions.filter((id) => iamPatternMatches(pattern, id));
    escalating.set(pattern, matching);
    return matching;
  });
  return [...new Set(ids)];
}

function actionOf(id: string): IamAction {
  const name = id.slice(id.indexOf(":") + 1);
  return expand(id).actions[0] ?? { id, name, levels: new Set(), types: [], keys: new Set() };
}

function deniesAlways(statement: Property): Truth {
  return and(isDeny(statement), statement.at("Condition").absent());
}

function coversPattern(statement: Property, pattern: string): Truth {
  return statement
    .at("Resource")
    .some((resource) => resource.satisfies((wider) => typeof wider === "string" && patternCovers(wider, pattern)));
}

/** What a permissions boundary leaves of what policies allow. */
interface Boundary {
  readonly allows: (id: string, pattern: string) => Truth;
  readonly allowsWidely: (action: IamAction) => Truth;
}

function boundaryOf(principal: Resource, graph: Graph): Boundary {
  const reference = principal.at("permissionsBoundary");
  const always = (truth: Truth): Boundary => ({ allows: () => truth, allowsWidely: () => truth });
  if (reference.isAbsent || reference.text() === "") return always(true);
  const policies = graph.resolve(principal, reference, "aws:iam/policy:Policy");
  if (policies.kind === "undecided") return always(policies.undecided);
  const [policy] = policies.kind === "resolved" && policies.certain ? policies.targets : [];
  if (!policy)
    return always({ path: reference.path, reason: "what the permissions boundary allows is not known here" });
  const { known, open } = documentsOf(policy, "identity");
  const statements = known.flatMap((document) => document.statements.known);
  const more = open ?? known.find((document) => document.statements.open)?.statements.open;
  const isAbout = (statement: Property, id: string): Truth => and(isAllow(statement), coversAction(statement, id));
  const isDenied = (id: string, pattern: string): Truth =>
    some(
      statements,
      (statement) => and(deniesAlways(statement), coversAction(statement, id), coversPattern(statement, pattern)),
      more,
    );
  return {
    allows: (id, pattern) =>
      and(
        some(statements, (statement) => and(isAbout(statement, id), overlaps(statement, pattern)), more),
        not(isDenied(id, pattern)),
      ),
    allowsWidely: (action) =>
      some(
        statements,
        (statement) => {
          const isWide = (resource: Property): Truth =>
            resource.satisfies((pattern) => typeof pattern === "string" && isWidePattern(pattern, action));
          const wide = or(statement.at("Resource").some(isWide), statement.at("NotResource").present());
          return and(isAbout(statement, action.id), wide, not(isScoped(statement, action)));
        },
        more,
      ),
  };
}

/** Whether a statement of a boundary is about some of the resources that a pattern takes. */
function overlaps(statement: Property, pattern: string): Truth {
  const meets = (resource: Property): Truth =>
    resource.satisfies(
      (other) =>
        typeof other === "string" && (patternCovers(other, pattern) || iamPatternMatches(pattern, other, true)),
    );
  return or(statement.at("Resource").some(meets), statement.at("NotResource").present());
}
