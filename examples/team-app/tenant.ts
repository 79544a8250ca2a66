import * as pulumi from "@pulumi/pulumi";
import type { Platform, PlatformOutputs } from "../../infra/outputs";

export type TenantOutput = PlatformOutputs["tenants"][string];
export type EntranceOutput = NonNullable<PlatformOutputs["ingress"]>;

/** The team's place on the platform. @throws pulumi.RunError when the platform does not know the team. */
export function tenantOf(platform: Platform, stack: string, name: string): pulumi.Output<TenantOutput> {
  return platform.tenants.apply((tenants) => {
    const tenant = tenants[name];
    if (tenant !== undefined) return tenant;
    throw new pulumi.RunError(
      `Stack "${stack}" has no tenant "${name}", only ${Object.keys(tenants)
        .map((known) => `"${known}"`)
        .join(", ")}; write another name into team-app:tenant, or have the platform add it.`,
    );
  });
}

/** How load balancers are made. @throws pulumi.RunError when the platform makes none. */
export function entranceOf(platform: Platform, stack: string): pulumi.Output<EntranceOutput> {
  return platform.ingress.apply((ingress) => {
    if (ingress !== null) return ingress;
    throw new pulumi.RunError(`Stack "${stack}" makes no load balancers; have the platform switch ingress.enabled on.`);
  });
}
