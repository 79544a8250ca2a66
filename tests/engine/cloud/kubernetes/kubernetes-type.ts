import { flag, given, map, text, type Properties } from "../../properties";
import type { Cloud, CloudObject } from "../cloud";
import type { CloudType } from "../cloud-type";
import { podsCanRun } from "../eks/compute";
import { demand } from "../refusal";
import { minutesOf, outcomeOf, undo } from "./controllers/outcome";
import { groupIsServed } from "./groups";
import { installedCharts } from "./helm/releases";
import { releaseType } from "./helm/release";
import { mountProblem } from "./mounted-secrets";
import { demandNodeClass } from "./node-class";
import { times } from "../times";
import { demandAccess, type Session } from "./session";

/** Kinds without a namespace. */
const clusterScoped = new Set([
  ...[
    "Namespace",
    "PersistentVolume",
    "StorageClass",
    "VolumeSnapshotClass",
    "CustomResourceDefinition",
    "PriorityClass",
  ],
  ...[
    "ClusterRole",
    "ClusterRoleBinding",
    "ValidatingAdmissionPolicy",
    "ValidatingAdmissionPolicyBinding",
    "IngressClass",
    "IngressClassParams",
  ],
  ...["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration", "APIService"],
  ...["NodePool", "EC2NodeClass", "NodeClass"],
]);

const ownNamespaces = ["default", "kube-system", "kube-public", "kube-node-lease"];

/** Inputs that cannot change: the provider replaces the object. Most kinds have none but their names. */
const immutable: Readonly<Record<string, readonly string[]>> = {
  Deployment: ["spec.selector"],
  StatefulSet: ["spec.selector", "spec.serviceName", "spec.volumeClaimTemplates"],
  Job: ["spec.selector", "spec.template"],
  StorageClass: ["parameters", "provisioner", "reclaimPolicy", "volumeBindingMode"],
  VolumeSnapshotClass: ["driver", "deletionPolicy", "parameters"],
  ConfigMap: ["data", "binaryData", "immutable"],
  Secret: ["data", "stringData", "type"],
  RoleBinding: ["roleRef"],
  ClusterRoleBinding: ["roleRef"],
};

/** Kinds that the provider waits for until their pods are ready. */
const awaited = new Set(["Deployment", "StatefulSet", "Job"]);

/** How a cluster treats objects of a type, such as `kubernetes:core/v1:Namespace`. */
export function kubernetesType(token: string, session: () => Session): CloudType {
  if (token === "kubernetes:helm.sh/v3:Release") return releaseType(session);
  const kind = token.split(":")[2] ?? "";
  const identityOf = (inputs: Properties): string => `${session().clusterName} ${nameOf(kind, inputs)}`;
  return {
    token,
    replaces: ["metadata.name", "metadata.namespace", "kind", ...(immutable[kind] ?? [])],
    namedBy: ["metadata.name", "metadata.namespace"],
    looksAgain: true,
    ...(awaited.has(kind) && { minutes: times.pods }),
    ...((kind === "Ingress" || kind === "Service") && { minutes: minutesOf }),
    create({ inputs, cloud }) {
      const cluster = demandAccess(session(), cloud);
      demandKind(text(inputs, "apiVersion"), kind, cluster, cloud);
      demandNamespace(kind, inputs, cluster, cloud);
      demandWebhooks(kind, cluster, cloud);
      const identity = identityOf(inputs);
      demand(
        !exists(token, identity, kind, inputs, cloud),
        "P4",
        `resource ${nameOf(kind, inputs)} was not successfully created by the Kubernetes API server: ${kind} "${text(inputs, "metadata.name")}" already exists`,
      );
      if (awaited.has(kind) && !skipsAwait(inputs)) demandReady(kind, inputs, cluster, cloud);
      demandNodeClass(kind, inputs, cluster, cloud);
      const status = outcomeOf({ identity, kind, inputs, cluster }, cloud);
      return { id: nameOf(kind, inputs), identity, computed: { ...live(inputs, cloud), ...status } };
    },
    update(call) {
      demandAccess(session(), call.cloud);
      return {};
    },
    remove(object, cloud) {
      const cluster = demandAccess(session(), cloud);
      if (kind === "Namespace") removeContents(object, cloud);
      undo({ identity: object.identity, kind, inputs: object.inputs, cluster }, cloud);
    },
  };
}

function nameOf(kind: string, inputs: Properties): string {
  const name = text(inputs, "metadata.name");
  return clusterScoped.has(kind) ? name : `${text(inputs, "metadata.namespace") || "default"}/${name}`;
}

function exists(token: string, identity: string, kind: string, inputs: Properties, cloud: Cloud): boolean {
  if (kind === "Namespace" && ownNamespaces.includes(text(inputs, "metadata.name"))) return true;
  // EKS brings a class of its own.
  if (kind === "StorageClass" && text(inputs, "metadata.name") === "gp2") return true;
  return cloud.named(token, identity) !== undefined;
}

function demandKind(apiVersion: string, kind: string, cluster: CloudObject, cloud: Cloud): void {
  const group = apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";
  demand(groupIsServed(group, cluster, cloud), "P10", `no matches for kind "${kind}" in version "${apiVersion}"`);
}

/** @throws Refusal P20 while the webhook of a chart that judges the kind has no pod to ask */
function demandWebhooks(kind: string, cluster: CloudObject, cloud: Cloud): void {
  for (const { chart, release, ready } of installedCharts(cluster.id, cloud)) {
    const guarded = chart.guards?.(map(release.inputs, "values")) ?? [];
    demand(
      ready || !guarded.includes(kind),
      "P20",
      `Internal error occurred: failed calling webhook of ${release.id}: no endpoints available for its service`,
    );
  }
}

function demandNamespace(kind: string, inputs: Properties, cluster: CloudObject, cloud: Cloud): void {
  if (clusterScoped.has(kind)) return;
  const namespace = text(inputs, "metadata.namespace") || "default";
  const known =
    ownNamespaces.includes(namespace) ||
    cloud.named("kubernetes:core/v1:Namespace", `${cluster.id} ${namespace}`)?.status === "active";
  demand(known, "P12", `namespaces "${namespace}" not found`);
}

/** @throws Refusal P7 when the pods could not start: no nodes, no service account, no names to resolve */
function demandReady(kind: string, inputs: Properties, cluster: CloudObject, cloud: Cloud): void {
  const timeout = `${kind} "${text(inputs, "metadata.name")}" timed out waiting to be ready: Minimum number of Pods to consider the application live was not attained`;
  const namespace = text(inputs, "metadata.namespace") || "default";
  const labels = map(inputs, "spec.template.metadata.labels");
  demand(podsCanRun({ cluster, namespace, labels, cloud }), "P7", `${timeout} (no nodes)`);
  const dns = cloud.named("aws:eks/addon:Addon", `${cluster.id}:coredns`);
  // A cluster in Auto Mode has its names resolved on each node.
  const named = dns?.status === "active" || flag(cluster.inputs, "computeConfig.enabled");
  demand(named, "P7", `${timeout} (no cluster DNS)`);
  const pod = map(inputs, "spec.template.spec");
  const account = text(pod, "serviceAccountName") || "default";
  const known =
    account === "default" ||
    cloud.named("kubernetes:core/v1:ServiceAccount", `${cluster.id} ${namespace}/${account}`) !== undefined;
  demand(known, "P7", `${timeout} (error looking up service account ${namespace}/${account})`);
  for (const volume of Array.isArray(pod["volumes"]) ? pod["volumes"] : []) {
    const name = text(volume, "configMap.name");
    const mounted =
      name === "" || cloud.named("kubernetes:core/v1:ConfigMap", `${cluster.id} ${namespace}/${name}`) !== undefined;
    demand(mounted, "P7", `${timeout} (configmap "${name}" not found)`);
  }
  const problem = mountProblem(pod, namespace, cluster, cloud);
  demand(problem === undefined, "P7", `${timeout} (${problem ?? ""})`);
}

function skipsAwait(inputs: Properties): boolean {
  return map(inputs, "metadata.annotations")["pulumi.com/skipAwait"] === "true";
}

/** What the API server adds. */
function live(inputs: Properties, cloud: Cloud): Properties {
  const metadata = {
    ...map(inputs, "metadata"),
    uid: `00000000-0000-4000-b000-${cloud.newDigits(12)}`,
    resourceVersion: "1",
    generation: 1,
  };
  return { metadata, ...(given(inputs, "spec") && { status: {} }) };
}

/** A namespace takes everything in it along. */
function removeContents(object: CloudObject, cloud: Cloud): void {
  for (const other of cloud.objects) {
    if (other.type.startsWith("kubernetes:") && other.identity.startsWith(`${object.identity}/`)) cloud.remove(other);
  }
}
