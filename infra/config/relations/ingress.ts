import type { Report } from "../schema/checked";
import type { Rooms } from "./rooms";

/** Nodes without a way out need a registry that they reach. */
export function ingressProblems({ ingress, network }: Pick<Rooms, "ingress" | "network">, report: Report): void {
  if (ingress.enabled && network.nat === "none" && ingress.imageRepository === undefined)
    report(
      ["ingress", "imageRepository"],
      'nothing is given although "network.nat" is "none", and the public registry is out of reach; name a copy in a registry of ECR.',
    );
}
