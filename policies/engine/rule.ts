import type { Graph } from "./graph/graph";
import type { Resource } from "./graph/resource";
import type { Parameters } from "./parameters";
import type { Property } from "./values/property";
import type { Truth } from "./values/truth";

/** `production` is mandatory where the environment is prod, and advisory elsewhere. */
export type Level = "mandatory" | "production" | "advisory";

/** Where a rule is judged: on a resource alone, on the whole stack, or first on one and then on the other. */
export type Scope = "resource" | "stack" | "resource and stack";

export interface References {
  readonly cis?: readonly string[];
  readonly fsbp?: readonly string[];
  readonly securityHub?: readonly string[];
  readonly soc2?: readonly string[];
  readonly hipaa?: readonly string[];
  readonly pss?: readonly string[];
  readonly nsa?: readonly string[];
}

/** One way in which a subject can break a rule. */
export interface Condition {
  /** Whether it does: true is a violation, false is none, undecided is reported apart. */
  readonly when: Truth;
  /** The property at fault. */
  readonly path: string;
  /** One sentence: what is wrong, with the offending values unless they could be secret. */
  readonly message: string;
  /** What to write instead, where it differs from the rule's own fix. One sentence. */
  readonly fix?: string;
  /** Where this condition's level differs from the rule's. A configuration that raises the rule leaves it as it is. */
  readonly level?: Level;
  /**
   * What a component's input and its child's property have in common, so that one mistake is reported once.
   * Default: the last name in the path.
   */
  readonly cause?: string;
}

/** What a rule may read besides its subject. */
export interface Context {
  readonly graph: Graph;
  readonly parameters: Parameters;
}

/** What a report says about a rule. */
export interface RuleDescription {
  /** Stable id of the catalogue, such as `EKS-02`. */
  readonly id: string;
  /** The requirement as a name, equal to its file's: `private-endpoint-enabled`. */
  readonly name: string;
  /** The requirement as a sentence without a full stop. */
  readonly title: string;
  /** What goes wrong without it. One or two sentences. */
  readonly why: string;
  /** What to write. One sentence. */
  readonly fix: string;
  readonly level: Level;
  readonly references: References;
}

/** One requirement: what it asks, why, of whom, and how to fulfil it. */
export interface Rule extends RuleDescription {
  readonly scope: Scope;
  /**
   * The types that are its subjects, with the properties it reads of each. A stack rule may end a type with `*`, to judge
   * every type that begins alike.
   */
  readonly reads: Readonly<Record<string, readonly string[]>>;
  /** Other types that a stack rule follows relations to. */
  readonly follows?: readonly string[];
  /**
   * The conditions under which the subject breaks the rule. No condition at all means that the subject is outside the
   * rule's domain, which is not a pass. Pure: it depends on its arguments alone.
   */
  readonly check: (subject: Resource, context: Context) => readonly Condition[];
}

/** The group of a rule: `EKS` of `EKS-02`, `PSS-B` of `PSS-B-03`. */
export function groupOf(ruleId: string): string {
  return ruleId.slice(0, ruleId.lastIndexOf("-"));
}

/**
 * A condition about one property, in the order in which rules state them: when it is violated, where, and what to say.
 * Words that take work are a function, which is asked only where they are said.
 */
export function violation(
  when: Truth,
  at: Property | string,
  message: string | (() => string),
  otherwise?: Pick<Condition, "fix" | "level" | "cause">,
): Condition {
  // Nearly all conditions are not fulfilled, and say nothing more.
  if (when === false) return notFulfilled;
  const condition = {
    when,
    path: typeof at === "string" ? at : at.path,
    message: typeof message === "string" ? message : message(),
  };
  return otherwise ? { ...condition, ...otherwise } : condition;
}

const notFulfilled: Condition = { when: false, path: "", message: "" };
