/** A rule of a Kubernetes role. */
export interface Permission {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** Rules that give the same verbs on resources of several API groups. */
export const permissions = (
  verbs: readonly string[],
  resources: Readonly<Record<string, readonly string[]>>,
): readonly Permission[] =>
  Object.entries(resources).map(([group, names]) => ({ apiGroups: [group], resources: names, verbs }));

const reading = ["get", "list", "watch"] as const;

/** Everything in a namespace that explains how a workload does. Secrets are not among it. */
export const viewing = permissions(reading, {
  "": [
    ...["pods", "pods/log", "services", "endpoints", "configmaps", "persistentvolumeclaims", "serviceaccounts"],
    ...["events", "resourcequotas", "limitranges", "replicationcontrollers"],
  ],
  "events.k8s.io": ["events"],
  apps: ["deployments", "replicasets", "statefulsets", "daemonsets", "controllerrevisions"],
  batch: ["jobs", "cronjobs"],
  autoscaling: ["horizontalpodautoscalers"],
  policy: ["poddisruptionbudgets"],
  "networking.k8s.io": ["ingresses", "networkpolicies"],
  "discovery.k8s.io": ["endpointslices"],
  "metrics.k8s.io": ["pods"],
});

/**
 * What it takes to run workloads in a namespace, beside viewing. Left out on purpose: secrets, which come from Secrets
 * Manager; shells and tunnels into pods; service accounts, roles and network policies, which are the platform's; daemon
 * sets, which would use every node.
 */
export const developing = [
  ...permissions(["create", "update", "patch", "delete"], {
    "": ["services", "configmaps", "persistentvolumeclaims"],
    apps: ["deployments", "statefulsets"],
    batch: ["jobs", "cronjobs"],
    autoscaling: ["horizontalpodautoscalers"],
    policy: ["poddisruptionbudgets"],
    "networking.k8s.io": ["ingresses"],
  }),
  ...permissions(["update", "patch"], { apps: ["deployments/scale", "statefulsets/scale"] }),
  // Its controller makes another one.
  ...permissions(["delete"], { "": ["pods"] }),
];

/** What is in no namespace and explains how nodes, volumes and extensions do. */
export const viewingCluster = permissions(reading, {
  "": ["namespaces", "nodes", "persistentvolumes"],
  "storage.k8s.io": ["storageclasses", "volumeattachments", "csidrivers", "csinodes"],
  "scheduling.k8s.io": ["priorityclasses"],
  "networking.k8s.io": ["ingressclasses"],
  "apiextensions.k8s.io": ["customresourcedefinitions"],
  "metrics.k8s.io": ["nodes"],
});

/**
 * What keeps a platform running, beside viewing: cordon a node, drain it, start pods again, scale. Left out on purpose:
 * to patch a workload, even to restart it, since who writes a pod template runs any image under any service account and
 * mounts any secret; and to delete nodes.
 */
export const operating = [
  ...permissions(["patch"], { "": ["nodes"] }),
  ...permissions(["create"], { "": ["pods/eviction"] }),
  ...permissions(["delete"], { "": ["pods"] }),
  ...permissions(["update", "patch"], {
    apps: ["deployments/scale", "statefulsets/scale"],
    autoscaling: ["horizontalpodautoscalers"],
  }),
];

/**
 * Who may do what, what is held back by which policy, and what happened. No contents of config maps, secrets and logs,
 * which may hold data of customers.
 */
export const auditing = permissions(reading, {
  "": [
    ...["namespaces", "nodes", "pods", "services", "serviceaccounts", "persistentvolumes", "persistentvolumeclaims"],
    ...["events", "resourcequotas", "limitranges"],
  ],
  "events.k8s.io": ["events"],
  "rbac.authorization.k8s.io": ["roles", "rolebindings", "clusterroles", "clusterrolebindings"],
  "networking.k8s.io": ["networkpolicies", "ingresses", "ingressclasses"],
  apps: ["deployments", "replicasets", "statefulsets", "daemonsets"],
  batch: ["jobs", "cronjobs"],
  policy: ["poddisruptionbudgets"],
  "admissionregistration.k8s.io": [
    ...["validatingwebhookconfigurations", "mutatingwebhookconfigurations"],
    ...["validatingadmissionpolicies", "validatingadmissionpolicybindings"],
  ],
  "certificates.k8s.io": ["certificatesigningrequests"],
  "storage.k8s.io": ["storageclasses"],
  "apiextensions.k8s.io": ["customresourcedefinitions"],
});
