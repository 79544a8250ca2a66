import { text, type Properties } from "../../properties";
import type { Cloud } from "../cloud";
import type { CloudType } from "../cloud-type";
import { roleOf, trusts } from "../iam/role";
import { demand } from "../refusal";
import { demandTags } from "../tags";
import { demandActiveCluster } from "./cluster-state";

export const podIdentityAssociation: CloudType = {
  token: "aws:eks/podIdentityAssociation:PodIdentityAssociation",
  replaces: ["clusterName", "namespace", "serviceAccount"],
  create({ inputs, cloud }) {
    demandTags(inputs);
    const { clusterName, namespace, account } = podsOf(inputs);
    demandActiveCluster(clusterName, cloud, "I9");
    demandPodRole(text(inputs, "roleArn"), podsOf(inputs), cloud);
    const identity = `${clusterName} ${namespace} ${account}`;
    demand(
      !cloud.named(podIdentityAssociation.token, identity),
      "I9",
      `ResourceInUseException: Association already exists: ${identity}`,
    );
    const id = `a-${cloud.newDigits(17)}`;
    return {
      id,
      identity,
      computed: { associationId: id, associationArn: cloud.arn("eks", `podidentityassociation/${clusterName}/${id}`) },
    };
  },
  update({ inputs, cloud }) {
    demandPodRole(text(inputs, "roleArn"), podsOf(inputs), cloud);
    return {};
  },
};

function podsOf(inputs: Properties): Pods {
  return {
    clusterName: text(inputs, "clusterName"),
    namespace: text(inputs, "namespace"),
    account: text(inputs, "serviceAccount"),
  };
}

/** Which pods are to have a role. */
export interface Pods {
  readonly clusterName: string;
  readonly namespace: string;
  readonly account: string;
}

/** @throws Refusal A7 when the role does not exist, I9 when it does not trust Pod Identity for these pods */
export function demandPodRole(arn: string, { clusterName, namespace, account }: Pods, cloud: Cloud): void {
  const found = roleOf(arn, cloud);
  demand(found !== undefined, "A7", `InvalidParameterException: Role provided in the request does not exist. (${arn})`);
  const context = {
    "aws:sourceaccount": cloud.account.accountId,
    "aws:sourcearn": cloud.arn("eks", `cluster/${clusterName}`),
    "aws:requesttag/kubernetes-namespace": namespace,
    "aws:requesttag/kubernetes-service-account": account,
    "aws:requesttag/eks-cluster-name": clusterName,
    "aws:requesttag/eks-cluster-arn": cloud.arn("eks", `cluster/${clusterName}`),
  };
  const trusted = trusts(found, "pods.eks.amazonaws.com", ["sts:AssumeRole", "sts:TagSession"], context);
  demand(
    trusted,
    "I9",
    `InvalidParameterException: Trust policy of the role provided is invalid. (${arn} for ${namespace}/${account})`,
  );
}
