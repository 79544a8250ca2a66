import { z } from "zod";
import { partName, roleArn } from "./schema/fields";

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
