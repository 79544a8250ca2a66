import { takesPod, type SelectedPod } from "../../../../components/nodes/fargate/selectors";
import type { Check, Report } from "../../schema/checked";
import type { Rooms } from "../rooms";
import { fargateProfiles, runsOnFargateAlone } from "./fargate";

/** Pods of the platform that get their AWS credentials by the agent of Pod Identity, which is on nodes only. */
const credentialed: readonly {
  readonly noun: string;
  readonly pod: SelectedPod;
  readonly runs: (rooms: Rooms) => boolean;
}[] = [
  {
    noun: "the driver of EBS volumes",
    pod: { namespace: "kube-system", labels: { app: "ebs-csi-controller", ...named("aws-ebs-csi-driver") } },
    runs: () => true,
  },
  {
    noun: "the load balancer controller",
    pod: { namespace: "kube-system", labels: named("aws-load-balancer-controller") },
    runs: ({ ingress }) => ingress.enabled,
  },
  {
    noun: "Karpenter",
    pod: { namespace: "kube-system", labels: named("karpenter") },
    runs: ({ nodes }) => nodes.karpenter?.controllerOn === "nodes",
  },
];

function named(name: string): Readonly<Record<string, string>> {
  return { "app.kubernetes.io/name": name };
}

/** What gets credentials on Fargate. */
export const fargateCredentialRelations: readonly Check<Rooms>[] = [
  {
    reads: ["nodes.groups.*.name", "nodes.fargate", "nodes.karpenter", "cluster.autoMode", "ingress.enabled"],
    check: fargateCredentialProblems,
  },
];

/** Profiles that take pods away from nodes which those cannot do without. */
function fargateCredentialProblems(rooms: Rooms, report: Report): void {
  if (rooms.cluster.autoMode !== undefined || runsOnFargateAlone(rooms)) return;
  fargateProfiles(rooms).forEach((profile, index) => {
    const taken = credentialed.filter(({ pod, runs }) => runs(rooms) && takesPod([profile], pod));
    if (taken.length > 0)
      report(
        ["nodes", "fargate", "profiles", index, "selectors"],
        `take ${taken.map(({ noun }) => noun).join(" and ")} to Fargate, where no agent gives them AWS credentials; name labels of the pods that are meant, as in { namespace: kube-system, labels: { k8s-app: kube-dns } }.`,
      );
  });
}
