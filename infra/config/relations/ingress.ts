import type { Check, Report } from "../schema/checked";
import type { Rooms } from "./rooms";

/** What load balancers ask of the network. */
export const ingressRelations: readonly Check<Rooms>[] = [
  { reads: ["ingress", "network.nat"], check: ingressProblems },
];

/** Nodes without a way out need a registry that they reach. */
function ingressProblems({ ingress, network }: Pick<Rooms, "ingress" | "network">, report: Report): void {
  if (ingress.enabled && network.nat === "none" && ingress.imageRepository === undefined)
    report(
      ["ingress", "imageRepository"],
      'nothing is given although "network.nat" is "none", and the public registry is out of reach; name a copy in a registry of ECR.',
    );
}
