import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { admissionPolicy } from "../cluster/admission-policy";

/** The policy's name, which every refusal quotes. */
const policyName = "scaler-identities";

export interface TriggerAdmissionArgs {
  readonly cluster: { readonly kubernetes: k8s.Provider; readonly resource: pulumi.Resource };
  /** By namespace, the one role that its triggers may name. */
  readonly scalerRoleArns: Readonly<Record<string, string>>;
}

/** Where a TriggerAuthentication could take the name of a role, or a secret, from besides its identity. */
const otherSources = [
  ...["secretTargetRef", "configMapTargetRef", "env", "filePath", "hashiCorpVault", "azureKeyVault"],
  ...["gcpSecretManager", "awsSecretManager", "boundServiceAccountToken"],
];

/**
 * Keeps triggers to the role of their own namespace. The operator may take on the roles of all, and the role stands in
 * the TriggerAuthentication: without this rule whoever can write one looks into the queues of any tenant.
 * The API server evaluates it itself: no webhook can be down. It holds before KEDA's own definitions exist.
 * Idle cost: none.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export class TriggerAdmission extends pulumi.ComponentResource {
  /** What the operator waits for. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: TriggerAdmissionArgs, opts?: pulumi.ComponentResourceOptions) {
    const { cluster, scalerRoleArns } = args;
    super("platform:autoscaling:TriggerAdmission", name, { policyName, scalerRoleArns }, opts);
    const options = { parent: this, provider: cluster.kubernetes, deletedWith: cluster.resource };
    this.ready = admissionPolicy(name, { policyName, spec: policySpec(scalerRoleArns) }, options);
    this.registerOutputs();
  }
}

/** The policy, with the roles as a map of CEL: JSON with its own quoting is one. */
function policySpec(
  scalerRoleArns: Readonly<Record<string, string>>,
): k8s.types.input.admissionregistration.v1.ValidatingAdmissionPolicySpec {
  return {
    failurePolicy: "Fail",
    matchConstraints: {
      resourceRules: [
        {
          apiGroups: ["keda.sh"],
          apiVersions: ["*"],
          operations: ["CREATE", "UPDATE"],
          resources: ["triggerauthentications", "clustertriggerauthentications"],
        },
      ],
    },
    // What is being deleted must still lose its finalizers.
    matchConditions: [{ name: "is-kept", expression: "!has(object.metadata.deletionTimestamp)" }],
    variables: [
      { name: "roles", expression: JSON.stringify(scalerRoleArns) },
      { name: "named", expression: 'object.spec.?podIdentity.?roleArn.orValue("")' },
    ],
    validations: [
      {
        expression: 'request.resource.resource == "triggerauthentications"',
        message: "authentications of a whole cluster are not for use here; write a TriggerAuthentication",
        reason: "Forbidden",
      },
      {
        expression: otherSources.map((source) => `!has(object.spec.${source})`).join(" && "),
        message: "an authentication has a podIdentity with the role of its namespace, and nothing else",
        reason: "Forbidden",
      },
      {
        expression:
          'object.spec.?podIdentity.?provider.orValue("") == "aws" && object.spec.?podIdentity.?identityOwner.orValue("") == "" && variables.named != "" && variables.named == variables.roles[?request.namespace].orValue("")',
        messageExpression:
          '"spec.podIdentity must have the provider aws and the roleArn " + variables.roles[?request.namespace].orValue("of the namespace, but " + request.namespace + " has no trigger of AWS yet")',
        reason: "Forbidden",
      },
    ],
  };
}
