import { z } from "zod";

/** Volumes for pods. */
export const storageSchema = z
  .strictObject({
    sharedFileSystem: z
      .boolean()
      .default(true)
      .describe("Whether there is an EFS file system for volumes that many pods write to. Empty, it costs nothing."),
  })
  .describe("Volumes for pods. Volumes of EBS are always there.");
