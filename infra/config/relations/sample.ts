import type { Check, Report } from "../schema/checked";
import { quoted } from "../schema/fields";
import type { Rooms } from "./rooms";

/** What the sample asks of the network. */
export const sampleRelations: readonly Check<Rooms>[] = [
  { reads: ["sample", "network.trustedAccounts"], check: catalogProblems },
];

/** Credentials of another account pass the VPC's endpoints only where it is trusted. */
function catalogProblems(
  { sample: { enabled, catalogRoleArn }, network: { trustedAccounts } }: Pick<Rooms, "sample" | "network">,
  report: Report,
): void {
  if (!enabled || catalogRoleArn === undefined) return;
  const account = catalogRoleArn.split(":")[4] ?? "";
  if (!trustedAccounts.includes(account))
    report(
      ["sample", "catalogRoleArn"],
      `${quoted(catalogRoleArn)} is of account ${quoted(account)}, whose roles the endpoints of the VPC stop; add it to "network.trustedAccounts".`,
    );
}
