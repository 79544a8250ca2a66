/** What a tenant may cost, and who hears of it. Pods on shared nodes carry no tag, so it counts what is the tenant's own. */
export interface TenantBudgetArgs {
  /** US dollars a month, as AWS bills by tags. */
  readonly monthlyUsd: number;
  /** Who hears of it: one to ten addresses. Each has to be read by somebody; nothing is stopped. */
  readonly emails: readonly string[];
}
