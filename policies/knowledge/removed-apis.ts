/** A version of an API group that Kubernetes has stopped serving, or will. */
export interface RemovedApi {
  /** Group and version, such as `policy/v1beta1`. */
  readonly groupVersion: string;
  /** The kinds that are gone; none listed means all of the version. */
  readonly kinds: readonly string[];
  /** The minor of Kubernetes 1 that no longer serves it. */
  readonly removedIn: number;
}

const api = (removedIn: number, groupVersion: string, ...kinds: readonly string[]): RemovedApi => ({
  ...{ groupVersion, kinds, removedIn },
});

/**
 * Versions of built-in APIs by the minor that removes them. What is not listed is served, as far as is known.
 * @see https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
export const removedApis: readonly RemovedApi[] = [
  api(16, "extensions/v1beta1", "DaemonSet", "Deployment", "NetworkPolicy", "PodSecurityPolicy", "ReplicaSet"),
  api(16, "apps/v1beta1"),
  api(16, "apps/v1beta2"),
  api(22, "admissionregistration.k8s.io/v1beta1", "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"),
  api(22, "apiextensions.k8s.io/v1beta1"),
  api(22, "apiregistration.k8s.io/v1beta1"),
  api(22, "authentication.k8s.io/v1beta1", "TokenReview"),
  api(22, "authorization.k8s.io/v1beta1"),
  api(22, "certificates.k8s.io/v1beta1", "CertificateSigningRequest"),
  api(22, "coordination.k8s.io/v1beta1", "Lease"),
  api(22, "extensions/v1beta1", "Ingress"),
  api(22, "networking.k8s.io/v1beta1", "Ingress", "IngressClass"),
  api(22, "rbac.authorization.k8s.io/v1beta1"),
  api(22, "scheduling.k8s.io/v1beta1", "PriorityClass"),
  api(22, "storage.k8s.io/v1beta1", "CSIDriver", "CSINode", "StorageClass", "VolumeAttachment"),
  api(25, "autoscaling/v2beta1"),
  api(25, "batch/v1beta1", "CronJob"),
  api(25, "discovery.k8s.io/v1beta1"),
  api(25, "events.k8s.io/v1beta1"),
  api(25, "node.k8s.io/v1beta1"),
  api(25, "policy/v1beta1"),
  api(26, "autoscaling/v2beta2"),
  api(26, "flowcontrol.apiserver.k8s.io/v1beta1"),
  api(27, "storage.k8s.io/v1beta1", "CSIStorageCapacity"),
  api(29, "flowcontrol.apiserver.k8s.io/v1beta2"),
  api(32, "flowcontrol.apiserver.k8s.io/v1beta3"),
];
