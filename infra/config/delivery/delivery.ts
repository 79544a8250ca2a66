import { z } from "zod";
import { argoCdSchema } from "./argocd";
import { pipelineSchema } from "./pipeline";

/** How changes reach the stack and what runs in it. */
export const deliverySchema = z
  .strictObject({ pipeline: pipelineSchema.optional(), argocd: argoCdSchema.optional() })
  .describe("Delivery from inside of AWS and of the cluster (docs/delivery.md). What is left out is not made.");
