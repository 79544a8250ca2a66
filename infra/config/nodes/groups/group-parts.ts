import { z } from "zod";
import type { WarmPool } from "../../../../components/nodes/capacity/capacity";
import type { CustomImage } from "../../../../components/nodes/images/custom-image";
import type { KubeletSettings } from "../../../../components/nodes/kubelet/kubelet-settings";
import { given } from "../../../given";
import type { Report } from "../../schema/checked";
import { quoted } from "../../schema/fields";

/** An image of one's own. One of id and parameter. */
export const imageSchema = z
  .strictObject({
    id: z.string().optional().describe("Id of the image, such as ami-0123456789abcdef0."),
    parameter: z
      .string()
      .optional()
      .describe("Parameter of Systems Manager that holds the id. Its name ends in /image_id."),
    bootstrap: z
      .enum(["nodeadm", "bottlerocket"], {
        error: ({ input }) =>
          `${quoted(input)} is no way to join the cluster; write "nodeadm" for an image built on Amazon Linux 2023, or "bottlerocket".`,
      })
      .describe("How nodes join: nodeadm for images built on Amazon Linux 2023, or Bottlerocket's settings."),
  })
  .describe("An own image, which decides on the operating system. EKS never updates it: a new id rolls the nodes.");

export const warmPoolSchema = z
  .strictObject({
    minSize: z.int().min(0).max(450).default(0).describe("Fewest instances that wait."),
    maxPrepared: z
      .int()
      .min(1)
      .max(450)
      .optional()
      .describe("Most instances that wait or work. As many as the group may have, if left out."),
    state: z.enum(["stopped", "running", "hibernated"]).default("stopped").describe("What they do until then."),
    reuse: z.boolean().default(false).describe("Whether instances go back to the pool when the group shrinks."),
  })
  .describe("Instances that have booted before they are needed.");

const amounts = z.strictObject({
  cpu: z.string().optional().describe("CPU, such as 100m."),
  memory: z.string().optional().describe("Memory, such as 512Mi."),
  ephemeralStorage: z.string().optional().describe("Disk, such as 1Gi."),
});

export const kubeletSchema = z
  .strictObject({
    kubeReserved: amounts.optional().describe("What is kept for the kubelet and the container runtime."),
    systemReserved: amounts.optional().describe("What is kept for the operating system."),
    evictionHard: z
      .record(z.string(), z.string())
      .optional()
      .describe("Signals at which pods are evicted at once, such as memory.available: 5%."),
    imageGcHighPercent: z.int().min(0).max(100).optional().describe("Use of the disk that removes unused images."),
    imageGcLowPercent: z.int().min(0).max(100).optional().describe("Use of the disk down to which they are removed."),
  })
  .describe("What the kubelet does otherwise than the image has it.");

/** Reports where not exactly one of several fields is given. Whether one is. */
export function reportOneOf(path: string, fields: object, report: Report): boolean {
  const stated = Object.keys(given(fields));
  if (stated.length === 1) return true;
  const names = Object.keys(fields);
  report(
    [path],
    stated.length === 0
      ? `neither ${names.join(" nor ")} is given; write one.`
      : `${stated.join(" and ")} are both given; write one.`,
  );
  return false;
}

/** An own image as the component takes it. */
export function imageOf({ id, parameter, bootstrap }: z.output<typeof imageSchema>): CustomImage {
  return id === undefined ? { parameter: parameter ?? "", bootstrap } : { id, bootstrap };
}

/** A warm pool as the component takes it. */
export function warmPoolOf({ maxPrepared, ...pool }: z.output<typeof warmPoolSchema>): WarmPool {
  return { ...pool, ...given({ maxPrepared }) };
}

/** Settings of the kubelet as the component takes them. */
export function kubeletOf({
  kubeReserved,
  systemReserved,
  ...kubelet
}: z.output<typeof kubeletSchema>): KubeletSettings {
  return {
    ...given(kubelet),
    ...given({
      kubeReserved: kubeReserved && given(kubeReserved),
      systemReserved: systemReserved && given(systemReserved),
    }),
  };
}
