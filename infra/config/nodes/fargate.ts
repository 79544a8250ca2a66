import { z } from "zod";
import { profileProblems } from "../../../components/nodes/fargate/profile-problems";
import type { FargateProfileSettings } from "../../../components/nodes/fargate/selectors";
import { checked } from "../schema/checked";

const selectorSchema = z.strictObject({
  namespace: z
    .string()
    .meta({ examples: ["kube-system", "tenant-*"] })
    .describe("Namespace of the pods. * stands for any characters, ? for one."),
  labels: z
    .record(z.string(), z.string())
    .default({})
    .describe("Labels that the pods have, at most five. Every pod of the namespace where it is left out."),
});

const profileSchema = z.strictObject({
  name: z
    .string()
    .meta({ examples: ["system"] })
    .describe("Name of the profile."),
  selectors: z.array(selectorSchema).describe("One to five: the profile takes a pod that any of them matches."),
});

const fields = z.strictObject({
  profiles: z.array(profileSchema).min(1).describe("Which pods run on Fargate, by profile. At most ten."),
});

/** Pods without nodes. */
export const fargateSchema = checked(fields, {
  reads: ["profiles"],
  check: (fargate, report) => {
    for (const { path, message } of profileProblems(fargateSettings(fargate))) report(["profiles", ...path], message);
  },
}).describe(
  "Pods that run on Fargate, each on a machine of its own that AWS patches. CoreDNS runs there where a profile takes it. See docs/fargate.md.",
);

/** The profiles as the component takes them. */
export function fargateSettings({ profiles }: z.output<typeof fields>): readonly FargateProfileSettings[] {
  return profiles;
}
