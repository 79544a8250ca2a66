import { z } from "zod";
import { pipelineSchema } from "./pipeline";

/** How changes reach the stack and what runs in it. */
export const deliverySchema = z
  .strictObject({ pipeline: pipelineSchema.optional() })
  .describe("Delivery from inside of AWS (docs/delivery.md). What is left out is not made.");
