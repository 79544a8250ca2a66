import { allInstanceFacts, type InstanceFacts } from "../../knowledge/capacity/instance-types";
import type { Property } from "../values/property";
import type { Undecided } from "../values/truth";

/** The instance types that a NodePool may take, as far as is known. */
export interface InstanceChoice {
  readonly types: readonly InstanceFacts[];
  /** How they may be bought. */
  readonly markets: readonly ("onDemand" | "spot")[];
  /** Set where a requirement is not known: any of the types, or none, may be meant. */
  readonly open: Undecided | undefined;
}

/** The labels of an instance that requirements name, without their prefix. */
const facts: Readonly<Record<string, (type: InstanceFacts) => string>> = {
  "instance-type": ({ name }) => name,
  "instance-family": ({ name }) => name.split(".")[0] ?? "",
  "instance-size": ({ name }) => name.split(".")[1] ?? "",
  "instance-category": ({ name }) => /^[a-z]+/.exec(name)?.[0] ?? "",
  "instance-generation": ({ name }) => /^[a-z]+(\d+)/.exec(name)?.[1] ?? "",
  "instance-cpu": ({ vcpus }) => String(vcpus),
  "instance-memory": ({ memoryMiB }) => String(memoryMiB),
  arch: ({ name }) => (/^([a-z]+\d+[a-z]*g[a-z]*|a1)[.-]/.test(name) ? "arm64" : "amd64"),
};

/**
 * The types that fulfil the requirements of a NodePool. Requirements on other labels restrict nothing here.
 * @see https://karpenter.sh/docs/concepts/nodepools/
 */
export function instanceChoice(requirements: Property): InstanceChoice {
  const { known, open: listOpen } = requirements.elements();
  let open = listOpen;
  let types = allInstanceFacts();
  let bought: readonly string[] = ["on-demand"];
  for (const requirement of known) {
    const key = requirement.child("key").text();
    const operator = requirement.child("operator").text();
    const values = requirement.child("values").elements();
    if (key === undefined || operator === undefined || values.open) {
      open ??= values.open ?? requirement.child("operator").undecided;
      continue;
    }
    const listed = values.known.map((value) => String(value.raw));
    if (key === "karpenter.sh/capacity-type") {
      bought = ["on-demand", "spot"].filter((market) => fulfils(market, operator, listed));
      continue;
    }
    const fact = facts[key.slice(key.lastIndexOf("/") + 1)];
    if (fact) types = types.filter((type) => fulfils(fact(type), operator, listed));
  }
  const markets = bought.flatMap((market) =>
    market === "on-demand" ? ["onDemand" as const] : market === "spot" ? ["spot" as const] : [],
  );
  return { types, markets: open ? ["onDemand", "spot"] : markets, open };
}

function fulfils(fact: string, operator: string, values: readonly string[]): boolean {
  const bound = Number(values[0]);
  switch (operator) {
    case "In":
      return values.includes(fact);
    case "NotIn":
      return !values.includes(fact);
    case "Gt":
      return Number(fact) > bound;
    case "Gte":
      return Number(fact) >= bound;
    case "Lt":
      return Number(fact) < bound;
    case "Lte":
      return Number(fact) <= bound;
    case "DoesNotExist":
      return fact === "";
    default:
      return true;
  }
}
