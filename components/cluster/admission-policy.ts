import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

export interface AdmissionPolicyArgs {
  /** The policy's name in the cluster, which every refusal quotes. */
  readonly policyName: string;
  readonly spec: k8s.types.input.admissionregistration.v1.ValidatingAdmissionPolicySpec;
  /** Where it holds. Default everywhere. */
  readonly matchResources?: k8s.types.input.admissionregistration.v1.MatchResources;
}

/**
 * A rule of the API server itself, and the binding that puts it in force: what it does not admit is denied.
 * @returns what has to be there before the rule holds.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export function admissionPolicy(
  name: string,
  { policyName, spec, matchResources }: AdmissionPolicyArgs,
  opts: pulumi.CustomResourceOptions,
): readonly pulumi.Resource[] {
  const metadata = { name: policyName };
  const policy = new k8s.admissionregistration.v1.ValidatingAdmissionPolicy(name, { metadata, spec }, opts);
  const binding = new k8s.admissionregistration.v1.ValidatingAdmissionPolicyBinding(
    name,
    { metadata, spec: { policyName, validationActions: ["Deny"], ...(matchResources && { matchResources }) } },
    { ...opts, dependsOn: [policy] },
  );
  return [policy, binding];
}
