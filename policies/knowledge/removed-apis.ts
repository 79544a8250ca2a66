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
 * Versions of built-in APIs by the minor that removes them. What is not listed is served, as far as is known. Up to 1.37
 * they are gone; of later minors Kubernetes announces so, which it may put off.
 *
 * The deprecation guide tells of versions that were served by default. The others, alpha and beta versions that are off
 * unless somebody switches them on, stand in the life cycle that every type of k8s.io/api states
 * (`<group>/<version>/zz_generated.prerelease-lifecycle.go`, APILifecycleRemoved, read at v0.37.0-beta.0), or are no longer
 * registered there from that minor on.
 * @see https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 * @see https://github.com/kubernetes/api
 */
export const removedApis: readonly RemovedApi[] = [
  api(16, "extensions/v1beta1", "DaemonSet", "Deployment", "NetworkPolicy", "PodSecurityPolicy", "ReplicaSet"),
  api(16, "apps/v1beta1"),
  api(16, "apps/v1beta2"),
  api(21, "flowcontrol.apiserver.k8s.io/v1alpha1"),
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
  api(24, "storage.k8s.io/v1alpha1", "CSIStorageCapacity", "VolumeAttachment"),
  api(25, "autoscaling/v2beta1"),
  api(25, "batch/v1beta1", "CronJob"),
  api(25, "discovery.k8s.io/v1beta1"),
  api(25, "events.k8s.io/v1beta1"),
  api(25, "node.k8s.io/v1beta1"),
  api(25, "policy/v1beta1"),
  api(26, "autoscaling/v2beta2"),
  api(26, "flowcontrol.apiserver.k8s.io/v1beta1"),
  api(27, "storage.k8s.io/v1beta1", "CSIStorageCapacity"),
  api(29, "networking.k8s.io/v1alpha1", "ClusterCIDR"),
  api(29, "flowcontrol.apiserver.k8s.io/v1beta2"),
  api(31, "resource.k8s.io/v1alpha2"),
  api(32, "admissionregistration.k8s.io/v1alpha1", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"),
  api(32, "authentication.k8s.io/v1alpha1", "SelfSubjectReview"),
  api(32, "coordination.k8s.io/v1alpha1", "LeaseCandidate"),
  api(32, "flowcontrol.apiserver.k8s.io/v1beta3"),
  api(33, "authentication.k8s.io/v1beta1", "SelfSubjectReview"),
  api(33, "networking.k8s.io/v1alpha1", "IPAddress", "ServiceCIDR"),
  api(34, "admissionregistration.k8s.io/v1beta1", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"),
  api(34, "resource.k8s.io/v1alpha3", "DeviceClass", "ResourceClaim", "ResourceClaimTemplate", "ResourceSlice"),
  api(35, "certificates.k8s.io/v1alpha1", "PodCertificateRequest"),
  api(35, "storage.k8s.io/v1alpha1", "VolumeAttributesClass"),
  api(35, "storagemigration.k8s.io/v1alpha1"),
  api(36, "scheduling.k8s.io/v1alpha1"),
  api(37, "certificates.k8s.io/v1alpha1", "ClusterTrustBundle"),
  api(37, "networking.k8s.io/v1beta1", "IPAddress", "ServiceCIDR"),
  api(37, "scheduling.k8s.io/v1alpha2"),
  api(37, "storage.k8s.io/v1beta1", "VolumeAttributesClass"),
  api(38, "admissionregistration.k8s.io/v1alpha1", "MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding"),
  api(38, "coordination.k8s.io/v1alpha2", "LeaseCandidate"),
  api(38, "resource.k8s.io/v1beta1"),
  api(39, "coordination.k8s.io/v1beta1", "LeaseCandidate"),
  api(39, "resource.k8s.io/v1alpha3", "DeviceTaintRule"),
  api(39, "resource.k8s.io/v1beta2", "DeviceClass", "ResourceClaim", "ResourceClaimTemplate", "ResourceSlice"),
  api(40, "admissionregistration.k8s.io/v1beta1", "MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding"),
  api(40, "certificates.k8s.io/v1beta1", "ClusterTrustBundle", "PodCertificateRequest"),
  api(40, "storagemigration.k8s.io/v1beta1"),
];
