import { createAutoModeCluster, createCluster } from "./cluster";
import { applyHiddenManifests } from "./manifests";
import { createNetwork } from "./network";
import { createNodes } from "./nodes";

/** A platform of `@pulumi/eks` components, with their defaults wherever the tutorial had them. META-01: nobody looked inside. */
export function buildWithComponents(): void {
  const network = createNetwork();
  createNodes(createCluster(network), network);
  createAutoModeCluster(network);
  applyHiddenManifests();
}
