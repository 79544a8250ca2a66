import { list, text, type Properties } from "../../properties";
import type { Cloud, CloudObject } from "../cloud";
import type { CloudType } from "../cloud-type";
import { demand } from "../refusal";
import { demandTags } from "../tags";
import { nodesRun, podsCanRun } from "./compute";
import { demandActiveCluster, ofCluster } from "./cluster-state";
import { demandPodRole } from "./pod-identity-association";
import { times } from "../times";

const addonToken = "aws:eks/addon:Addon";

/** Add-ons of DaemonSets alone are active as soon as those exist; every other waits for nodes to run its pods. */
const activeWithoutNodes = ["vpc-cni", "kube-proxy", "eks-pod-identity-agent", "eks-node-monitoring-agent"];

export const addon: CloudType = {
  token: addonToken,
  replaces: ["addonName", "clusterName"],
  minutes: times.addon,
  check(inputs) {
    const version = text(inputs, "addonVersion");
    demand(
      version === "" || /^v\d+\.\d+\.\d+/.test(version) || version.includes("-"),
      "N4",
      `addon_version must follow semantic version format, got "${version}"`,
    );
    const [create, update] = [text(inputs, "resolveConflictsOnCreate"), text(inputs, "resolveConflictsOnUpdate")];
    demand(
      ["", "NONE", "OVERWRITE"].includes(create),
      "A4",
      `expected resolve_conflicts_on_create to be one of NONE, OVERWRITE, got ${create}`,
    );
    demand(
      ["", "NONE", "OVERWRITE", "PRESERVE"].includes(update),
      "A4",
      `expected resolve_conflicts_on_update to be one of NONE, OVERWRITE, PRESERVE, got ${update}`,
    );
  },
  create({ inputs, cloud }) {
    demandTags(inputs);
    const [clusterName, addonName] = [text(inputs, "clusterName"), text(inputs, "addonName")];
    const cluster = demandActiveCluster(clusterName, cloud, "A5");
    const id = `${clusterName}:${addonName}`;
    demand(!cloud.named(addonToken, id), "A5", `ResourceInUseException: Addon already exists. (${addonName})`);
    demandIdentities(inputs, cloud);
    demandIssuer(inputs, cluster, cloud);
    demand(
      activeWithoutNodes.includes(addonName) || nodesRun(clusterName, cloud) || runsOnFargate(inputs, cluster, cloud),
      "A1",
      `waiting for EKS Add-On (${id}) create: timeout while waiting for state to become 'ACTIVE' (last state: 'DEGRADED', timeout: 20m0s)`,
    );
    return {
      id,
      computed: { arn: cloud.arn("eks", `addon/${clusterName}/${addonName}`), createdAt: "2026-01-01T00:00:00Z" },
    };
  },
  update({ inputs, cloud }) {
    demandActiveCluster(text(inputs, "clusterName"), cloud, "A5");
    demandIdentities(inputs, cloud);
    return {};
  },
};

/** @throws Refusal A7 or I9 unless each role exists, trusts Pod Identity and serves one account of the cluster alone */
function demandIdentities(inputs: Properties, cloud: Cloud): void {
  const clusterName = text(inputs, "clusterName");
  const others = ofCluster(addonToken, clusterName, cloud).filter(
    (other) => text(other.inputs, "addonName") !== text(inputs, "addonName"),
  );
  for (const identity of list(inputs, "podIdentityAssociations")) {
    const [arn, account] = [text(identity, "roleArn"), text(identity, "serviceAccount")];
    const namespace = namespaces[text(inputs, "addonName")] ?? "kube-system";
    demandPodRole(arn, { clusterName, namespace, account }, cloud);
    const taken = others.some(
      (other) =>
        list(other.inputs, "podIdentityAssociations").some((one) => text(one, "serviceAccount") === account) &&
        (namespaces[text(other.inputs, "addonName")] ?? "kube-system") === namespace,
    );
    demand(!taken, "I9", `ResourceInUseException: Association already exists: a-${account}`);
  }
}

/** @throws Refusal A8 when pods would get a role by tokens of an issuer that IAM does not know */
function demandIssuer(inputs: Properties, cluster: CloudObject, cloud: Cloud): void {
  const arn = text(inputs, "serviceAccountRoleArn");
  if (arn === "") return;
  const issuer = text(cluster.outputs, "identities.0.oidcs.0.issuer").replace("https://", "");
  const known = cloud.named("aws:iam/openIdConnectProvider:OpenIdConnectProvider", issuer) !== undefined;
  demand(known, "A8", `AccessDenied in the pods of ${text(inputs, "addonName")}: no identity provider of ${issuer}`);
}

/** Labels of the pods of add-ons that can do without nodes. */
const podLabels: Readonly<Record<string, Properties>> = {
  coredns: { "k8s-app": "kube-dns" },
  "metrics-server": { "app.kubernetes.io/name": "metrics-server" },
};

/** Whether a profile takes the pods of an add-on. Those of CoreDNS are marked for nodes unless they are configured otherwise. */
function runsOnFargate(inputs: Properties, cluster: CloudObject, cloud: Cloud): boolean {
  const addonName = text(inputs, "addonName");
  const labels = podLabels[addonName];
  if (labels === undefined) return false;
  if (addonName === "coredns" && !text(inputs, "configurationValues").includes('"computeType":"Fargate"')) return false;
  return podsCanRun({ cluster, namespace: "kube-system", labels, cloud });
}

/** Namespaces of add-ons that do not live in kube-system. */
const namespaces: Readonly<Record<string, string>> = {
  "amazon-cloudwatch-observability": "amazon-cloudwatch",
  "cert-manager": "cert-manager",
  "external-dns": "external-dns",
};
