import type * as pulumi from "@pulumi/pulumi";
import { roleArn } from "../../components/identity/role";
import type { Location } from "../../components/arn";
import type { Cluster } from "../../components/cluster";
import type { LoadBalancerController } from "../../components/ingress";
import type { Network } from "../../components/network";
import { flatName } from "../../components/secrets/secret-name";
import type { Tenant } from "../../components/tenancy";
import type { Config } from "../config";
import { roleSettings } from "../config/access";
import { argoCdNamespace, clientSecretKey } from "../config/relations/argocd";
import { given } from "../given";
import { readerRoleName } from "../secrets/readers";
import type { PlatformSecrets } from "../secrets/secrets";

/** The parts of the platform that Argo CD is built on. */
export interface ArgoCdSurroundings {
  readonly location: Location;
  readonly cluster: Cluster;
  readonly network: Network;
  readonly tenants: readonly Tenant[];
  readonly secrets: PlatformSecrets | undefined;
  readonly ingress: LoadBalancerController | undefined;
  /** What its pods wait for. */
  readonly ready: readonly pulumi.Resource[];
}

/** Argo CD, where the configuration asks for it. @returns it, and what it delivers. */
export async function createArgoCd(
  config: Config,
  { location, cluster, network, tenants, secrets, ingress, ready }: ArgoCdSurroundings,
  opts: pulumi.ComponentResourceOptions,
): Promise<readonly pulumi.Resource[]> {
  const { argocd } = config.delivery;
  if (argocd === undefined) return [];
  const { ArgoCd } = await import("../../components/delivery");
  const { host, root, projects, syncWindows, highlyAvailable, certificateArn } = argocd;
  const { clientSecret, ...signIn } = argocd.signIn;
  const argoCd = new ArgoCd(
    "argocd",
    {
      cluster,
      cidrs: network.cidrs,
      host,
      signIn: {
        ...signIn,
        clientSecret:
          clientSecret === undefined ? undefined : { secretName: flatName(clientSecret), key: clientSecretKey },
      },
      root,
      projects: projects.flatMap(({ tenant, repositories, groups }) =>
        tenants
          .filter(({ name }) => name === tenant)
          .map(({ namespace }) => ({
            ...{ name: tenant, namespace: namespace.name, repositories, groups, ready: namespace.ready },
          })),
      ),
      syncWindows,
      highlyAvailable,
      ...given({
        deliverSecrets: secrets?.deliver,
        registryRoleArn: argocd.chartRepositoryArns.length === 0 ? undefined : registryRole(config, location),
        entrance:
          argocd.exposed && ingress !== undefined
            ? {
                className: ingress.className,
                scheme: ingress.scheme,
                ready: ingress.ready,
                ...given({ certificateArn }),
              }
            : undefined,
      }),
    },
    { ...opts, dependsOn: ready },
  );
  return [argoCd];
}

/** The role of Argo CD's namespace, which also reads its secrets. */
function registryRole({ prefix, access }: Config, location: Location): string {
  const name = readerRoleName(prefix, { namespace: argoCdNamespace, serviceAccount: undefined });
  return roleArn(location, name, roleSettings(access).path);
}
