import type * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../../components/cluster";
import type { Config } from "../config";
import { managedGroupSettings, selfManagedSettings } from "../config/nodes";

/** The plugins for devices that the nodes of any group have. */
export async function createDevicePlugins(
  config: Config,
  { cluster, ready }: { readonly cluster: Cluster; readonly ready: readonly pulumi.Resource[] },
  opts: pulumi.ComponentResourceOptions,
): Promise<void> {
  const { groups, selfManaged } = config.nodes;
  const special = [...groups.map(managedGroupSettings), ...selfManaged.map(selfManagedSettings)].filter(
    ({ variant = "standard", ...group }) => variant !== "standard" || ("efa" in group && group.efa === true),
  );
  if (special.length === 0) return;
  const { DevicePlugins, needsDevicePlugins } = await import("../../components/nodes/devices/device-plugins");
  if (needsDevicePlugins(special)) new DevicePlugins("devices", { cluster, groups: special, ready }, opts);
}
