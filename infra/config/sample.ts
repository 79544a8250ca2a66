import { z } from "zod";
import { partName } from "./fields";

/** A small workload that shows how a tenant's namespace is built. */
export const sampleSchema = z
  .strictObject({
    enabled: z
      .boolean()
      .default(false)
      .describe("Whether a namespace with a small web server shows how a workload of a tenant is built."),
    namespace: partName(63, "tenant-sample").default("tenant-sample").describe("Name of its namespace."),
  })
  .describe("A small workload that shows how a tenant's namespace is built.");
