import { flatName } from "../../../components/secrets/secret-name";
import { tenantNamespaceName } from "../../../components/tenancy/tenant-labels";
import type { Check, Report } from "../schema/checked";
import { argoCdNamespace } from "./argocd";
import { quoted } from "../schema/fields";
import type { Rooms, Stack } from "./rooms";

/** The sample's one service account that may read secrets. */
export const sampleReader = "my-app-sa";

/** What secrets ask of each other and of their readers. */
export const secretRelations: readonly Check<Rooms>[] = [
  { reads: ["secrets.items.*.name"], check: secretNameProblems },
  {
    reads: [
      "secrets.driver",
      "secrets.items.*.name",
      "secrets.items.*.readers",
      "secrets.items.*.readerRoleArns",
      "tenants.*.name",
      "tenants.*.serviceAccounts",
      "sample",
      "delivery.argocd",
    ],
    check: secretReaderProblems,
  },
  { reads: ["secrets.driver", "network.nat"], check: secretDriverProblems },
];

/** What is asked of the account and the region. */
export const secretPlaceRelations: readonly Check<Stack>[] = [
  { reads: ["aws", "platform.secrets.items"], check: secretPlaceProblems },
];

/** Names become names of files and of objects, without their slashes. */
function secretNameProblems({ secrets }: Pick<Rooms, "secrets">, report: Report): void {
  const first = new Map<string, number>();
  secrets.items.forEach(({ name }, index) => {
    const twin = first.get(flatName(name));
    if (twin === undefined) first.set(flatName(name), index);
    else
      report(
        ["secrets", "items", index, "name"],
        `${quoted(name)} becomes the file ${quoted(flatName(name))}, as does "secrets.items.${twin}"; rename one.`,
      );
  });
}

/** Readers have to exist, and to be of the kind that the driver serves. */
function secretReaderProblems({ secrets, tenants, sample, delivery }: Rooms, report: Report): void {
  const accounts = new Map<string, readonly string[]>([
    ...tenants.map(({ name, serviceAccounts }) => [tenantNamespaceName(name), serviceAccounts] as const),
    ...(sample.enabled ? [[sample.namespace, [sampleReader]] as const] : []),
    ...(delivery.argocd === undefined ? [] : [[argoCdNamespace, []] as const]),
  ]);
  const copies = secrets.driver === "external-secrets";
  secrets.items.forEach(({ name, readers, readerRoleArns }, item) => {
    const path = ["secrets", "items", item] as const;
    if (readers.length + readerRoleArns.length === 0)
      report([...path, "readers"], `nobody reads ${quoted(name)}; name a reader, or leave the secret out.`);
    const seen = new Set<string>();
    readers.forEach(({ namespace, serviceAccount }, index) => {
      const place = [...path, "readers", index] as const;
      const known = accounts.get(namespace);
      const who = `${namespace}/${serviceAccount ?? "*"}`;
      if (seen.has(who)) report(place, `${quoted(who)} is named twice; leave one out.`);
      seen.add(who);
      if (known === undefined)
        report(
          [...place, "namespace"],
          `${quoted(namespace)} is the namespace of no tenant, and not that of the sample or of Argo CD; write one of ${listed([...accounts.keys()])}.`,
        );
      else if (copies && serviceAccount !== undefined)
        report(
          [...place, "serviceAccount"],
          `${quoted(serviceAccount)} is given although "secrets.driver" is "external-secrets", whose copies the whole namespace can read; leave it out.`,
        );
      else if (!copies && serviceAccount === undefined)
        report(
          [...place, "serviceAccount"],
          `nothing is given although "secrets.driver" is ${quoted(secrets.driver)}, with which pods read by their service account; write one of ${listed(known)}.`,
        );
      else if (serviceAccount !== undefined && !known.includes(serviceAccount))
        report(
          [...place, "serviceAccount"],
          `${quoted(serviceAccount)} is no service account of ${quoted(namespace)}; write one of ${listed(known)}.`,
        );
    });
  });
}

function listed(values: readonly string[]): string {
  return values.length === 0 ? "those that there are: none" : values.map(quoted).join(", ");
}

/** Functions and keys of a secret have to be where Secrets Manager looks for them. */
function secretPlaceProblems({ aws, platform }: Stack, report: Report): void {
  platform.secrets.items.forEach(({ rotation, replicas }, item) => {
    const path = ["platform", "secrets", "items", item] as const;
    if (typeof rotation === "object" && !isHere(rotation.functionArn, aws))
      report(
        [...path, "rotation", "functionArn"],
        `${quoted(rotation.functionArn)} is not of this account and region, and Secrets Manager calls no other; name a function beside the secret.`,
      );
    const taken = new Set([aws.region]);
    replicas.forEach(({ region, keyArn }, index) => {
      if (taken.has(region))
        report(
          [...path, "replicas", index, "region"],
          `${quoted(region)} has the secret already; write another region.`,
        );
      taken.add(region);
      if (keyArn.split(":")[3] !== region)
        report(
          [...path, "replicas", index, "keyArn"],
          `${quoted(keyArn)} is no key of ${quoted(region)}; name one of that region.`,
        );
    });
  });
}

function isHere(arn: string, { region, allowedAccountIds }: Stack["aws"]): boolean {
  const [, , , itsRegion = "", itsAccount = ""] = arn.split(":");
  return itsRegion === region && allowedAccountIds.includes(itsAccount);
}

/** What the drivers cannot do. */
function secretDriverProblems({ secrets, network }: Rooms, report: Report): void {
  if (secrets.driver === "external-secrets" && network.nat === "none")
    report(
      ["secrets", "driver"],
      '"external-secrets" does not go with "network.nat" "none": its image comes from a public registry; write "csi".',
    );
}
