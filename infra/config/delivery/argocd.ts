import { z } from "zod";
import { argoCdProblems, type ArgoCdProblem } from "../../../components/delivery/argocd/argo-cd-settings";
import { checked, type Report } from "../schema/checked";
import { partName, textLike } from "../schema/fields";

const secretName = z
  .string()
  .meta({ examples: ["argocd/sign-in"] })
  .describe("Name of one of `secrets.items`, read by the namespace `argocd`.");

const signInSchema = z
  .strictObject({
    issuer: z
      .string()
      .meta({ examples: ["https://login.example.com"] })
      .describe("URL of the OpenID Connect issuer."),
    clientId: z.string().min(1).describe("Id of Argo CD as its client."),
    clientSecret: secretName
      .optional()
      .describe("Secret of the client: one of `secrets.items`. A public client with PKCE where it is left out."),
    adminGroups: z.array(z.string()).describe("Groups that may do everything."),
    readerGroups: z.array(z.string()).default([]).describe("Groups that see everything."),
  })
  .describe("Who signs in, and how. There are no passwords.");

const projectSchema = z.strictObject({
  tenant: partName(40, "shop").describe("Tenant, one of `tenants`. The project has its name, and its namespace alone."),
  repositories: z
    .array(z.string())
    .describe("Repositories of manifests or charts, by URL: what Argo CD delivers comes from these."),
  groups: z
    .array(z.string())
    .default([])
    .describe("Groups that see the tenant's applications and their logs, and start their syncs."),
});

const rootSchema = z
  .strictObject({
    repository: z.string().describe("Repository, by URL. Whoever writes to it decides about every project."),
    path: textLike(/^[\w.-]+(\/[\w.-]+)*$/, "a folder without slashes at its ends", "clusters/prod").describe(
      "Folder with one Application in each file.",
    ),
    revision: z.string().min(1).default("main").describe("Branch or tag."),
  })
  .describe("The application that holds all others.");

const windowSchema = z.strictObject({
  kind: z.enum(["allow", "deny"]).describe("Whether applications are brought up to date within it, or not."),
  schedule: z
    .string()
    .meta({ examples: ["0 22 * * 5"] })
    .describe("When it begins, as a cron expression."),
  duration: z
    .string()
    .meta({ examples: ["8h"] })
    .describe("How long it is, in hours and minutes."),
  timeZone: textLike(/^[A-Za-z_]+(\/[A-Za-z_+-]+)*$/, "the name of a time zone", "Europe/Berlin")
    .default("UTC")
    .describe("Time zone of the schedule."),
  manualSync: z.boolean().default(false).describe("Whether people may still start a sync."),
});

const fields = z
  .strictObject({
    host: textLike(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, "the name of a host", "argocd.example.com").describe(
      "Host name by which people reach it.",
    ),
    signIn: signInSchema,
    root: rootSchema,
    projects: z.array(projectSchema).default([]).describe("What tenants deliver."),
    credentials: z
      .array(
        z.strictObject({
          url: textLike(/^https:\/\/[^\s*]+$/, "what the URLs of repositories begin with", "https://github.com/acme"),
          secret: secretName,
        }),
      )
      .default([])
      .describe("Credentials of private repositories: secrets with the keys that Argo CD knows, such as `username`."),
    chartRepositoryArns: z
      .array(
        textLike(
          /^arn:aws(-cn|-us-gov)?:ecr:[a-z0-9-]+:[0-9]{12}:repository\/[a-z0-9]+([._/-]+[a-z0-9]+)*$/,
          "the ARN of a repository of ECR",
          "arn:aws:ecr:eu-west-1:111122223333:repository/charts/shop",
        ),
      )
      .default([])
      .describe("Repositories of this account and region that charts are pulled from."),
    syncWindows: z.array(windowSchema).default([]).describe("When tenants' applications are brought up to date."),
    highlyAvailable: z.boolean().default(true).describe("Whether its parts run twice, and Redis three times."),
    exposed: z
      .boolean()
      .default(false)
      .describe("Whether a load balancer of `ingress` stands in front of it. Else it is reached by port forwarding."),
    certificateArn: textLike(
      /^arn:aws(-cn|-us-gov)?:acm:[a-z0-9-]+:[0-9]{12}:certificate\/[\w-]+$/,
      "the ARN of a certificate of ACM",
      "arn:aws:acm:eu-west-1:111122223333:certificate/12345678-1234-1234-1234-123456789012",
    )
      .optional()
      .describe("Certificate of that load balancer. One is found by the host where it is left out."),
  })
  .describe("Argo CD, which delivers the applications of tenants from their repositories.");

/** How Argo CD delivers what runs in the cluster. */
export const argoCdSchema = checked(fields, {
  reads: ["signIn", "projects", "root", "syncWindows"],
  check: ({ signIn, projects, root, syncWindows }, report) => {
    const named = projects.map(({ tenant, ...project }) => ({ ...project, name: tenant }));
    const problems = argoCdProblems({
      signIn: { ...signIn, clientSecret: undefined },
      projects: named,
      root,
      syncWindows,
    });
    reportAll(problems, report);
  },
});

function reportAll(problems: readonly ArgoCdProblem[], report: Report): void {
  for (const { path, message } of problems) report(path, message);
}
