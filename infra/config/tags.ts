import { z } from "zod";
import { textLike } from "./schema/fields";

const tagValue = (example: string): z.ZodString =>
  textLike(
    /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$/u,
    "a tag value of 1 to 256 letters, digits, spaces and _ . : / = + - @",
    example,
  ).meta({ examples: [example] });

const tagKey = textLike(
  /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/iu,
  "a tag key of 1 to 128 letters, digits, spaces and _ . : / = + - @ that does not begin with aws:",
  "data-class",
);

const reserved = ["owner", "environment", "cost-center", "service", "pulumi-stack", "name"];

/** Who owns the platform and who pays for it. */
export const tagsSchema = z
  .strictObject({
    owner: tagValue("platform-team").describe("Team that answers for the platform: tag `owner` of every resource."),
    costCenter: tagValue("cc-1000").describe("Who pays: tag `cost-center` of every resource."),
    environment: tagValue("prod")
      .optional()
      .describe("Tag `environment` of every resource. The name of the stack where it is left out."),
    service: tagValue("eks-platform").default("eks-platform").describe("Tag `service` of every resource."),
    additional: z
      .record(tagKey, tagValue("internal"))
      .superRefine((tags, context) => {
        for (const key of Object.keys(tags).filter((key) => reserved.includes(key.toLowerCase())))
          context.addIssue({
            code: "custom",
            path: [key],
            message: `the tag "${key}" is set by the platform; use another key, or the field of that name beside "additional".`,
          });
      })
      .default({})
      .describe("More tags of every resource, by key."),
  })
  .describe("Who owns the platform and who pays for it: tags of every resource.");
