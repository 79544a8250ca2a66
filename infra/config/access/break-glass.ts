import { z } from "zod";
import { emergencyProblems } from "../../../components/access/emergency-trust";
import { checked } from "../schema/checked";

const fields = z
  .strictObject({
    principalArns: z
      .array(z.string())
      .min(
        1,
        `[] leaves nobody who could assume the role; name IAM users with a second factor, or leave "breakGlass" out.`,
      )
      .meta({ examples: [["arn:aws:iam::111122223333:user/emergency-1"]] })
      .describe(
        "IAM users with a device for a second factor, or roles that are assumed with one. They have to exist. Roles of IAM Identity Center carry no second factor.",
      ),
  })
  .describe(
    "A role that administers the cluster in emergencies: for an hour, with a second factor, and with a message to the alarm topic whenever somebody assumes it. None where it is left out.",
  );

/** Who gets in when nobody else does. */
export const breakGlassSchema = checked(fields, {
  reads: ["principalArns"],
  check: ({ principalArns }, report) => {
    for (const { index, message } of emergencyProblems(principalArns)) report(["principalArns", index], message);
  },
});
