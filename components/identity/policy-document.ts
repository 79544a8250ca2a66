/** Who a resource or trust policy speaks of. */
export type Principal = "*" | { readonly [kind in "AWS" | "Service" | "Federated"]?: string | readonly string[] };

/** Condition operators, each with its keys and the values of which one must match. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** One statement of an IAM policy, in the words of the policy language but in lower case. */
export interface PolicyStatement {
  /** Letters and digits only; says what the statement is for. */
  readonly sid: string;
  /** Default `Allow`. */
  readonly effect?: "Allow" | "Deny";
  readonly actions: readonly string[];
  /** Left out in trust policies only. */
  readonly resources?: readonly string[];
  /** Instead of `resources`, and only with `Deny`: what the statement does not speak of. */
  readonly notResources?: readonly string[];
  /** In resource and trust policies. */
  readonly principals?: Principal;
  readonly conditions?: Conditions;
}

/**
 * The JSON of a policy. The same statements give the same text, so that previews show no differences.
 * @throws when a sid has other characters than letters and digits, or appears twice: IAM refuses such documents. Also when
 * a statement allows all but some resources: what comes later would be allowed unseen.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function policyDocument(statements: readonly PolicyStatement[]): string {
  const seen = new Set<string>();
  for (const { sid, effect, notResources } of statements) {
    if (!/^[A-Za-z0-9]+$/.test(sid)) throw new Error(`The sid "${sid}" may have letters and digits only.`);
    if (seen.has(sid)) throw new Error(`The sid "${sid}" appears twice in one policy; give each statement its own.`);
    seen.add(sid);
    if (notResources !== undefined && effect !== "Deny")
      throw new Error(`The statement "${sid}" allows all resources but some; name those that it is for.`);
  }
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map(({ sid, effect, principals, actions, resources, notResources, conditions }) => ({
      Sid: sid,
      Effect: effect ?? "Allow",
      ...(principals === undefined ? {} : { Principal: principals }),
      Action: actions,
      ...(resources === undefined ? {} : { Resource: resources }),
      ...(notResources === undefined ? {} : { NotResource: notResources }),
      ...(conditions === undefined ? {} : { Condition: conditions }),
    })),
  });
}
