import { z } from "zod";
import { authorityProblem } from "../../../components/nodes/hybrid/certificate-authority";
import { checked, type Report } from "../schema/checked";
import { partName, quoted, textLike } from "../schema/fields";
import { labelKey, labelValue } from "./labels";

const fields = z.strictObject({
  credentials: z
    .enum(["ssm", "roles-anywhere"])
    .default("ssm")
    .describe(
      "Who gives machines their credentials: Systems Manager, by an activation that somebody makes when machines come, or IAM Roles Anywhere, by certificates.",
    ),
  certificates: z
    .string()
    .optional()
    .meta({ examples: ["-----BEGIN CERTIFICATE-----\n...\n-----END CERTIFICATE-----\n"] })
    .describe("With roles-anywhere: certificates of the authority that signs those of the machines, as PEM."),
  privateCaArn: textLike(
    /^arn:aws(-cn|-us-gov)?:acm-pca:[a-z0-9-]+:[0-9]{12}:certificate-authority\/[a-f0-9-]+$/,
    "the ARN of an authority of AWS Private CA",
    "arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/12345678-1234-1234-1234-123456789012",
  )
    .optional()
    .describe("With roles-anywhere, in place of certificates: an authority of AWS Private CA."),
  zone: partName(63, "on-premises")
    .default("on-premises")
    .describe("Label topology.kubernetes.io/zone of the machines, by which DNS stays near."),
  labels: z.record(labelKey, labelValue).default({}).describe("Further Kubernetes labels of the machines."),
});

/** Machines outside AWS as nodes. */
export const hybridSchema = checked(fields, {
  reads: ["credentials", "certificates", "privateCaArn"],
  check: authorityProblems,
}).describe(
  'Machines outside AWS as nodes, in the networks of "cluster.remoteNetworks". They join by themselves. See docs/hybrid.md.',
);

function authorityProblems({ credentials, certificates, privateCaArn }: z.output<typeof fields>, report: Report): void {
  const given = [
    ...(certificates === undefined ? [] : ["certificates"]),
    ...(privateCaArn === undefined ? [] : ["privateCaArn"]),
  ];
  if (credentials === "ssm" && given.length > 0)
    report(
      ["credentials"],
      `"ssm" does not look at ${given.map(quoted).join(" and ")}; write "roles-anywhere", or leave ${given.length > 1 ? "them" : "it"} out.`,
    );
  if (credentials === "roles-anywhere" && given.length !== 1)
    report(
      ["credentials"],
      `"roles-anywhere" needs one authority, and ${given.length === 0 ? "none is given" : "two are given"}; write "certificates" or "privateCaArn".`,
    );
  const problem = certificates === undefined ? undefined : authorityProblem(certificates);
  if (problem !== undefined) report(["certificates"], problem);
}
