import { text, type Properties } from "../../properties";
import type { Cloud, CloudObject } from "../cloud";
import { demand } from "../refusal";
import { ofCluster } from "./cluster-state";

/** @throws Refusal E16 or E18 unless the version stays or rises by one minor, with every node group on the current one */
export function demandUpgrade(inputs: Properties, object: CloudObject, cloud: Cloud): void {
  const [before, after] = [text(object.outputs, "version"), text(inputs, "version")];
  if (after === "" || before === after) return;
  const step = minorOf(after) - minorOf(before);
  demand(
    step >= 0,
    "E18",
    `InvalidParameterException: Unsupported Kubernetes minor version update from ${before} to ${after}: downgrades are not supported`,
  );
  demand(
    step === 1,
    "E16",
    `InvalidParameterException: Unsupported Kubernetes minor version update from ${before} to ${after}`,
  );
  const behind = ofCluster("aws:eks/nodeGroup:NodeGroup", object.id, cloud).find(
    (group) => text(group.outputs, "version") !== before,
  );
  demand(
    !behind,
    "E16",
    `InvalidParameterException: Nodegroups ${behind?.id} must be updated to match cluster version ${before} before updating cluster version`,
  );
}

export function minorOf(version: string): number {
  return Number(version.split(".")[1] ?? "0");
}
