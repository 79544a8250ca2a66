import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { admissionPolicy } from "../../cluster/admission-policy";

/** The policy's name, which every refusal quotes. */
const policyName = "argo-cd-projects";

/**
 * Keeps applications to the projects that are named: Argo CD makes one called `default` by itself, through which anything may
 * be delivered from anywhere, and who writes an application chooses its project.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export function projectAdmission(
  name: string,
  projects: readonly string[],
  opts: pulumi.CustomResourceOptions,
): readonly pulumi.Resource[] {
  return admissionPolicy(name, { policyName, spec: projectPolicySpec(projects) }, opts);
}

/** The policy, with the projects as a list of CEL: JSON with its own quoting is one. */
export function projectPolicySpec(
  projects: readonly string[],
): k8s.types.input.admissionregistration.v1.ValidatingAdmissionPolicySpec {
  return {
    failurePolicy: "Fail",
    matchConstraints: {
      resourceRules: [
        {
          apiGroups: ["argoproj.io"],
          apiVersions: ["*"],
          operations: ["CREATE", "UPDATE"],
          resources: ["applications"],
        },
      ],
    },
    // What is being deleted must still lose its finalizers.
    matchConditions: [{ name: "is-kept", expression: "!has(object.metadata.deletionTimestamp)" }],
    validations: [
      {
        expression: `object.spec.project in ${JSON.stringify(projects)}`,
        message: `spec.project must be one of ${projects.join(", ")}`,
        reason: "Forbidden",
      },
    ],
  };
}
