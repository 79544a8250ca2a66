import { grantAccess } from "./access";
import { deployApplications } from "./deployments";
import { createGateway, createIngresses, createServices } from "./exposure";
import { createKarpenter } from "./karpenter";
import { applyManifests } from "./manifests";
import { createNamespaces } from "./namespaces";
import { createBaselineOffenders } from "./pods-baseline";
import { createRestrictedOffenders } from "./pods-restricted";
import { createStorage } from "./storage";

/** What runs on the cluster: manifests copied from everywhere, until they worked. */
export function deployWorkloads(): void {
  createNamespaces();
  createServices();
  createIngresses();
  createGateway();
  createKarpenter();
  createStorage();
  createBaselineOffenders();
  createRestrictedOffenders();
  deployApplications();
  grantAccess();
  applyManifests();
}
