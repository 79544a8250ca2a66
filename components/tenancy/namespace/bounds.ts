import { compareQuantities, parseQuantity, type Quantity } from "./quantity";

/** The most that all pods of a namespace may ask for together, as Kubernetes quantities. */
export interface NamespaceQuota {
  /** Default `4`. */
  readonly requestsCpu?: string;
  /** Default `8Gi`. */
  readonly requestsMemory?: string;
  /** Default `16Gi`. */
  readonly limitsMemory?: string;
  /** Default `50`. */
  readonly pods?: string;
  /** Persistent volumes of all claims together. Default `100Gi`. */
  readonly requestsStorage?: string;
  /** Services that make load balancers. Default `0`: traffic comes in through an ingress. */
  readonly loadBalancers?: string;
}

/** What a container gets that says nothing itself, as Kubernetes quantities. There is no default limit of CPU. */
export interface ContainerDefaults {
  /** Default `100m`. */
  readonly requestsCpu?: string;
  /** Default `128Mi`. */
  readonly requestsMemory?: string;
  /** Default `256Mi`. */
  readonly limitsMemory?: string;
}

export const defaultQuota: Readonly<Required<NamespaceQuota>> = {
  requestsCpu: "4",
  requestsMemory: "8Gi",
  limitsMemory: "16Gi",
  pods: "50",
  requestsStorage: "100Gi",
  loadBalancers: "0",
};

export const usualContainer: Readonly<Required<ContainerDefaults>> = {
  requestsCpu: "100m",
  requestsMemory: "128Mi",
  limitsMemory: "256Mi",
};

/** What a mistake in the bounds of a namespace says, and below which field. */
export interface BoundsProblem {
  readonly path: readonly ["quota" | "containerDefaults", string];
  readonly message: string;
}

/**
 * What Kubernetes would refuse in the bounds of a namespace, or accept although no pod could ever start under it: one
 * sentence each.
 */
export function boundsProblems(
  quota: NamespaceQuota = {},
  containerDefaults: ContainerDefaults = {},
): readonly BoundsProblem[] {
  const problems: BoundsProblem[] = [];
  const read = (room: "quota" | "containerDefaults", fields: object): ReadonlyMap<string, Stated> =>
    new Map(
      Object.entries(fields).flatMap(([field, value]) => {
        const text = String(value);
        const amount = parseQuantity(text);
        const message = quantityProblem(field, text);
        if (message !== undefined) problems.push({ path: [room, field], message });
        return amount === undefined || message !== undefined ? [] : [[field, { text, amount }]];
      }),
    );
  const most = read("quota", { ...defaultQuota, ...quota });
  const each = read("containerDefaults", { ...usualContainer, ...containerDefaults });
  for (const { less, lessIn, more, moreIn } of orders) {
    const small = (lessIn === "quota" ? most : each).get(less);
    const large = (moreIn === "quota" ? most : each).get(more);
    if (small && large && compareQuantities(large.amount, small.amount) < 0)
      problems.push({
        path: [moreIn, more],
        message: `${JSON.stringify(large.text)} is less than ${JSON.stringify(small.text)} of "${lessIn}.${less}"; write ${JSON.stringify(small.text)} or more.`,
      });
  }
  return problems;
}

interface Stated {
  readonly text: string;
  readonly amount: Quantity;
}

/** Limits hold requests, and the whole holds one container that says nothing. */
const orders = [
  { lessIn: "containerDefaults", less: "requestsMemory", moreIn: "containerDefaults", more: "limitsMemory" },
  { lessIn: "quota", less: "requestsMemory", moreIn: "quota", more: "limitsMemory" },
  { lessIn: "containerDefaults", less: "requestsCpu", moreIn: "quota", more: "requestsCpu" },
  { lessIn: "containerDefaults", less: "requestsMemory", moreIn: "quota", more: "requestsMemory" },
  { lessIn: "containerDefaults", less: "limitsMemory", moreIn: "quota", more: "limitsMemory" },
] as const;

const oneMebibyte: Quantity = { numerator: 2n ** 20n, denominator: 1n };

/** Why a field of the bounds cannot hold a text, in one sentence; undefined when it can. */
export function quantityProblem(field: string, text: string): string | undefined {
  const amount = parseQuantity(text);
  return amount === undefined ? malformed(field, text) : misfit(field, text, amount);
}

function malformed(field: string, text: string): string {
  const example = isMemory(field) ? "8Gi" : isCount(field) ? "50" : "500m";
  return `${JSON.stringify(text)} is no quantity that Kubernetes can parse; write, for example, "${example}".`;
}

/** What Kubernetes takes, and nobody means. */
function misfit(field: string, text: string, amount: Quantity): string | undefined {
  if (isCount(field))
    return amount.numerator % amount.denominator === 0n
      ? undefined
      : `${JSON.stringify(text)} is a part of one; write a whole number.`;
  return isMemory(field) && compareQuantities(amount, oneMebibyte) < 0
    ? `${JSON.stringify(text)} is less than a mebibyte; write a unit of bytes, such as "512Mi".`
    : undefined;
}

function isMemory(field: string): boolean {
  return /Memory|Storage/.test(field);
}

function isCount(field: string): boolean {
  return field === "pods" || field === "loadBalancers";
}
