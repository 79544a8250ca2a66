import { actionsOf, serviceNames, type IamAction } from "../../../knowledge/iam/actions";
import { iamPatternMatches } from "./statements";

/** What an action pattern such as `ec2:Describe*` stands for. */
export interface Expansion {
  readonly actions: readonly IamAction[];
  /** Why it stands for nothing, if it does: part of a sentence. */
  readonly problem: string | undefined;
}

const expansions = new Map<string, Expansion>();
let all: readonly IamAction[] | undefined;

/** Every action of every service, which is put together only where a rule looks at them one by one. */
const everything: Expansion = {
  get actions() {
    all ??= serviceNames().flatMap((service) => [...(actionsOf(service)?.values() ?? [])]);
    return all;
  },
  problem: undefined,
};

/** The documented actions that a pattern matches. Equal patterns are expanded once for all stacks of a process. */
export function expand(pattern: string): Expansion {
  if (isEverything(pattern)) return everything;
  const known = expansions.get(pattern);
  if (known) return known;
  const expansion = expanded(pattern.toLowerCase());
  expansions.set(pattern, expansion);
  return expansion;
}

/** Whether a pattern names every action of every service. */
export function isEverything(pattern: string): boolean {
  return /^\*+(:\*+)?$/.test(pattern);
}

/** The service of a pattern such as `s3:*`, which names every action of it; undefined for other patterns. */
export function wholeService(pattern: string): string | undefined {
  return /^([^:]+):\*+$/.exec(pattern)?.[1];
}

function expanded(pattern: string): Expansion {
  const [service = "", name, ...rest] = pattern.split(":");
  if (name === undefined || rest.length > 0 || service === "" || name === "")
    return { actions: [], problem: "is not of the form service:Action" };
  const services = isPattern(service) ? serviceNames().filter((each) => iamPatternMatches(service, each)) : [service];
  const found = services.flatMap((each) => actionsOf(each) ?? []);
  if (found.length === 0) return { actions: [], problem: "names a service that IAM does not know" };
  const actions = found.flatMap((ofService): readonly IamAction[] => {
    const exact = ofService.get(name);
    if (!isPattern(name)) return exact ? [exact] : [];
    return [...ofService].flatMap(([key, action]) => (iamPatternMatches(name, key) ? [action] : []));
  });
  return { actions, problem: actions.length === 0 ? "matches no action of its service" : undefined };
}

function isPattern(text: string): boolean {
  return /[*?]/.test(text);
}
