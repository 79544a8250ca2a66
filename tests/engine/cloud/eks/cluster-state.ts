import { text } from "../../properties";
import type { Cloud, CloudObject } from "../cloud";
import { Refusal } from "../refusal";

export const clusterToken = "aws:eks/cluster:Cluster";
export const identityProviderToken = "aws:eks/identityProviderConfig:IdentityProviderConfig";

/**
 * A cluster that takes calls.
 * @throws Refusal under the id when there is none, and E4 while something else is under way
 */
export function demandActiveCluster(name: string, cloud: Cloud, id: string): CloudObject {
  const found = cloud.named(clusterToken, name);
  if (!found) throw new Refusal(id, `ResourceNotFoundException: No cluster found for name: ${name}.`);
  if (found.status === "updating" || isAssociating(name, cloud))
    throw new Refusal("E4", `ResourceInUseException: Cluster ${name} has an update in progress`);
  if (found.status !== "active")
    throw new Refusal("G12", `InvalidRequestException: Cluster '${name}' is not in ACTIVE status`);
  return found;
}

/** Whether an identity provider comes or goes, which is an update of the cluster. */
export function isAssociating(name: string, cloud: Cloud): boolean {
  return ofCluster(identityProviderToken, name, cloud).some(({ status }) => status !== "active");
}

/** Objects of a type that belong to a cluster. */
export function ofCluster(token: string, name: string, cloud: Cloud): readonly CloudObject[] {
  return cloud.all(token).filter(({ inputs }) => text(inputs, "clusterName") === name);
}
