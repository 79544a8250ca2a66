import type { Check, Report } from "../schema/checked";
import { quoted } from "../schema/fields";
import type { Rooms, Stack } from "./rooms";

/** The namespace that Argo CD runs in, and that reads its secrets. */
export const argoCdNamespace = "argocd";

/** The key of a secret that is copied as a whole. */
export const clientSecretKey = "value";

/** What Argo CD asks of the rest. */
export const argoCdRelations: readonly Check<Rooms>[] = [
  { reads: ["delivery.argocd", "secrets", "tenants.*.name", "ingress.enabled", "network.nat"], check: argoCdProblems },
];

/** What is asked of the account and the region. */
export const argoCdPlaceRelations: readonly Check<Stack>[] = [
  { reads: ["aws", "platform.delivery.argocd"], check: chartRegistryProblems },
];

/** Tenants, secrets and load balancers that Argo CD is told of have to be there. */
function argoCdProblems({ delivery, secrets, tenants, network, ingress }: Rooms, report: Report): void {
  const { argocd } = delivery;
  if (argocd === undefined) return;
  const path = ["delivery", "argocd"] as const;
  argocd.projects.forEach(({ tenant }, index) => {
    if (!tenants.some(({ name }) => name === tenant))
      report([...path, "projects", index, "tenant"], `${quoted(tenant)} is none of "tenants"; add it there.`);
  });
  const { clientSecret } = argocd.signIn;
  const named = [
    ...(clientSecret === undefined
      ? []
      : [{ at: [...path, "signIn", "clientSecret"], name: clientSecret, whole: true }]),
    ...argocd.credentials.map(({ secret }, index) => ({
      ...{ at: [...path, "credentials", index, "secret"], name: secret, whole: false },
    })),
  ];
  for (const { at, name, whole } of named) {
    const problem = secretProblem(secrets, name, whole);
    if (problem !== undefined) report(at, problem);
  }
  if (argocd.chartRepositoryArns.length > 0 && secrets.driver !== "external-secrets")
    report(
      [...path, "chartRepositoryArns"],
      `"secrets.driver" is ${quoted(secrets.driver)}, and only "external-secrets" renews the password of ECR, which holds for twelve hours; write that.`,
    );
  if (argocd.exposed && !ingress.enabled)
    report([...path, "exposed"], '"ingress.enabled" is false, so that there are no load balancers; write true there.');
  if (network.nat === "none")
    report(
      path,
      'Argo CD does not go with "network.nat" "none": its images come from public registries; leave it out.',
    );
}

function secretProblem({ driver, items }: Rooms["secrets"], name: string, whole: boolean): string | undefined {
  if (driver !== "external-secrets")
    return `${quoted(name)} is named although "secrets.driver" is ${quoted(driver)}, and Argo CD reads Secrets of its namespace; write "external-secrets".`;
  const item = items.find((one) => one.name === name);
  if (item === undefined) return `${quoted(name)} is none of "secrets.items"; add it there.`;
  if (!item.readers.some(({ namespace }) => namespace === argoCdNamespace))
    return `${quoted(name)} is not read by the namespace "argocd"; add it to the readers of the secret.`;
  if (whole && item.keys.length > 0)
    return `${quoted(name)} is taken apart into keys, and the client's secret is the whole of it; leave its keys out.`;
  if (!whole && item.keys.length === 0)
    return `${quoted(name)} has no keys, and Argo CD looks for some, such as "username" and "password"; name them.`;
  return undefined;
}

/** Charts come from the registry that the cluster's own role is of. */
function chartRegistryProblems({ aws, platform }: Stack, report: Report): void {
  platform.delivery.argocd?.chartRepositoryArns.forEach((arn, index) => {
    const [, , , region = "", account = ""] = arn.split(":");
    if (region !== aws.region || !aws.allowedAccountIds.includes(account))
      report(
        ["platform", "delivery", "argocd", "chartRepositoryArns", index],
        `${quoted(arn)} is not of this account and region, whose registry alone is signed in to; copy the chart here.`,
      );
  });
}
