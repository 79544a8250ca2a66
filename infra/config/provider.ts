import { z } from "zod";
import { textLike } from "./schema/fields";

/** Where the platform lives. These keys belong to the AWS provider, and Pulumi reads them too. */
export const providerSchema = z
  .strictObject({
    region: textLike(/^[a-z]{2}(-[a-z]+)+-[0-9]$/, "a region of AWS", "eu-west-1")
      .meta({ examples: ["eu-west-1"] })
      .describe("Region that the platform is built in."),
    allowedAccountIds: z
      .array(textLike(/^[0-9]{12}$/, "an account id of twelve digits, in quotes", "111122223333"))
      .min(1, 'names no account; write the id of the account that the stack belongs to, such as ["111122223333"].')
      .meta({ examples: [["111122223333"]] })
      .describe(
        "Accounts that the platform may be built in; credentials of any other are refused. The offline preview shows the first.",
      ),
  })
  .describe("Where the platform is built. Credentials come from the environment, such as AWS_PROFILE.");
