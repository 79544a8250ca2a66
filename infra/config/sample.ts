import { z } from "zod";
import type { Report } from "./checked";
import { partName, quoted, roleArn } from "./fields";
import type { networkSchema } from "./network";

/** A small workload that shows how a tenant's namespace is built. */
export const sampleSchema = z
  .strictObject({
    enabled: z
      .boolean()
      .default(false)
      .describe("Whether a namespace with a small web server shows how a workload of a tenant is built."),
    catalogRoleArn: roleArn()
      .optional()
      .describe(
        "Role of another account that a service account of the sample takes on: see examples/catalog. None where it is left out.",
      ),
    importer: z
      .boolean()
      .default(false)
      .describe(
        "Whether a service account of the sample has its role by the cluster's OpenID Connect issuer, whose trust is unknown until the cluster exists.",
      ),
    namespace: partName(63, "tenant-sample").default("tenant-sample").describe("Name of its namespace."),
  })
  .describe("A small workload that shows how a tenant's namespace is built.");

/** Credentials of another account pass the VPC's endpoints only where it is trusted. */
export function catalogProblems(
  {
    sample: { enabled, catalogRoleArn },
    network: { trustedAccounts },
  }: { readonly sample: z.output<typeof sampleSchema>; readonly network: z.output<typeof networkSchema> },
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
