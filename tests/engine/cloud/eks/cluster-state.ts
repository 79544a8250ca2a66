import { text } from "../../properties";
import type { Cloud, CloudObject } from "../cloud";
import { Refusal } from "../refusal";

export const clusterToken = "aws:eks/cluster:Cluster";

/**
 * A cluster that takes calls.
 * @throws Refusal under the id when there is none, and E4 while something else is under way
 */
export function demandActiveCluster(name: string, cloud: Cloud, id: string): CloudObject {
  const found = cloud.named(clusterToken, name);
  if (!found) throw new Refusal(id, `ResourceNotFoundException: No cluster found for name: ${name}.`);
  if (found.status === "updating")
    throw new Refusal("E4", `ResourceInUseException: Cluster ${name} has an update in progress`);
  if (found.status !== "active")
    throw new Refusal("G12", `InvalidRequestException: Cluster '${name}' is not in ACTIVE status`);
  return found;
}

/** Objects of a type that belong to a cluster. */
export function ofCluster(token: string, name: string, cloud: Cloud): readonly CloudObject[] {
  return cloud.all(token).filter(({ inputs }) => text(inputs, "clusterName") === name);
}
