import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { admissionPolicy } from "../cluster/admission-policy";

/** The policy's name, which every refusal quotes. */
const policyName = "secret-stores";

export interface StoreAdmissionArgs {
  readonly cluster: { readonly kubernetes: k8s.Provider; readonly resource: pulumi.Resource };
  /** By namespace, the one role that its stores may name. */
  readonly storeRoleArns: Readonly<Record<string, string>>;
}

/**
 * Keeps stores of external secrets to the role of their own namespace. The operator may take on the roles of all, and
 * the role stands in the store: without this rule whoever can write a store, or a generator, reads for any tenant.
 * The API server evaluates it itself: no webhook can be down. It holds before the operator's own definitions exist.
 * Idle cost: none.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export class StoreAdmission extends pulumi.ComponentResource {
  /** What the operator waits for. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: StoreAdmissionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:secrets:StoreAdmission", name, { policyName, storeRoleArns: args.storeRoleArns }, opts);
    const { kubernetes, resource } = args.cluster;
    const options = { parent: this, provider: kubernetes, deletedWith: resource };
    this.ready = admissionPolicy(name, { policyName, spec: policySpec(args.storeRoleArns) }, options);
    this.registerOutputs();
  }
}

/** The policy, with the roles as a map of CEL: JSON with its own quoting is one. */
export function policySpec(
  storeRoleArns: Readonly<Record<string, string>>,
): k8s.types.input.admissionregistration.v1.ValidatingAdmissionPolicySpec {
  return {
    failurePolicy: "Fail",
    matchConstraints: {
      resourceRules: [
        {
          apiGroups: ["external-secrets.io"],
          apiVersions: ["*"],
          operations: ["CREATE", "UPDATE"],
          resources: ["secretstores", "clustersecretstores"],
        },
        // Generators take a role as well. The platform uses that of registries' passwords.
        {
          apiGroups: ["generators.external-secrets.io"],
          apiVersions: ["*"],
          operations: ["CREATE", "UPDATE"],
          resources: ["*"],
        },
      ],
    },
    // What is being deleted must still lose its finalizers.
    matchConditions: [{ name: "is-kept", expression: "!has(object.metadata.deletionTimestamp)" }],
    variables: [
      { name: "roles", expression: JSON.stringify(storeRoleArns) },
      {
        name: "named",
        expression:
          'request.resource.resource == "secretstores" ? object.spec.?provider.?aws.?role.orValue("") : object.spec.?role.orValue("")',
      },
    ],
    validations: [
      {
        expression: 'request.resource.resource in ["secretstores","ecrauthorizationtokens"]',
        message:
          "stores of a whole cluster and generators other than ECRAuthorizationToken are not for use here; write a SecretStore",
        reason: "Forbidden",
      },
      {
        expression: 'variables.named != "" && variables.named == variables.roles[?request.namespace].orValue("")',
        messageExpression:
          '"the role must be " + variables.roles[?request.namespace].orValue("the role of the namespace, but " + request.namespace + " reads no secret yet")',
        reason: "Forbidden",
      },
    ],
  };
}
