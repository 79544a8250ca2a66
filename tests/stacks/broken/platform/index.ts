import { createAddons, createCluster } from "./cluster";
import { createBackups, createFileSystems, createKeys, createSecrets, createVolumes } from "./data";
import { weakenAccount } from "./account";
import { createBuckets, createStores } from "./stores";
import { createIdentities } from "./identity";
import { createRegistry } from "./registry";
import { createLoadBalancers } from "./load-balancers";
import { createLogging } from "./logging";
import { createNetwork } from "./network";
import { createNodes } from "./nodes";

/** A platform of plain AWS resources: everything where the console's wizard would have put it. */
export function buildPlatform(): void {
  const network = createNetwork();
  const cluster = createCluster(network);
  createAddons(cluster);
  createNodes(network, cluster);
  createLoadBalancers(network);
  createKeys();
  createVolumes();
  createFileSystems(network);
  createSecrets();
  createBackups();
  createBuckets();
  createStores();
  weakenAccount();
  createIdentities();
  createRegistry();
  createLogging();
}
