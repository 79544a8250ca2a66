import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { admissionPolicy } from "../cluster/admission-policy";
import { nodePoolLabel, tenantLabel } from "./tenant-labels";
import type { WorkloadCluster } from "./namespace/tenant-namespace";

/** The policy's name, which every refusal quotes. */
const policyName = "tenant-node-pools";

const key = JSON.stringify(nodePoolLabel);

/** Of the tenant whose namespace the pod is in: the label of that namespace, empty without nodes of its own. */
const variables = [
  { name: "pool", expression: `namespaceObject.metadata.?labels[?${key}].orValue("")` },
  { name: "selected", expression: `object.spec.?nodeSelector[?${key}].orValue("")` },
  { name: "tolerations", expression: "object.spec.?tolerations.orValue([])" },
];

/** Whether a toleration `t` is the one for the tenant's own nodes. */
const isOwn = `t.?key.orValue("") == ${key} && t.?operator.orValue("Equal") == "Equal" && t.?value.orValue("") == variables.pool`;

const validations = [
  {
    expression: `variables.pool == "" || (variables.selected == variables.pool && variables.tolerations.exists(t, ${isOwn}))`,
    messageExpression: `"this tenant has nodes of its own: give the pod the nodeSelector ${nodePoolLabel}: " + variables.pool + ", and the toleration {key: ${nodePoolLabel}, operator: Equal, value: " + variables.pool + ", effect: NoSchedule}"`,
    reason: "Invalid",
  },
  {
    // A toleration without a key tolerates every taint.
    expression: `variables.tolerations.all(t, !(t.?key.orValue("") in ["", ${key}]) || (variables.pool != "" && ${isOwn}))`,
    message: `a toleration covers the nodes of other tenants; name the taints that the pod tolerates, and of ${nodePoolLabel} only the tenant's own value`,
    reason: "Forbidden",
  },
  {
    // A pod that names its node is never shown to the scheduler, which alone looks at taints.
    expression: `request.operation != "CREATE" || object.spec.?nodeName.orValue("") == ""`,
    message: "a pod of a tenant does not choose its node by name; use a nodeSelector or affinity",
    reason: "Forbidden",
  },
];

/**
 * Keeps the pods of tenants on the nodes that are theirs: a taint keeps others away only as long as they don't tolerate
 * it, and anybody may write a toleration. One policy serves all tenants, since it reads the tenant from the labels of the
 * pod's namespace, which tenants cannot write. Pods of namespaces that are no tenant's, such as the node agents of the
 * platform, are left alone.
 * The API server evaluates it itself: no webhook can be down.
 * Idle cost: none.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export class NodePoolAdmission extends pulumi.ComponentResource {
  /** What namespaces of tenants wait for. */
  readonly ready: readonly pulumi.Resource[];

  constructor(
    name: string,
    { cluster }: { readonly cluster: WorkloadCluster },
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("platform:tenancy:NodePoolAdmission", name, { policyName }, opts);
    const options = { parent: this, provider: cluster.kubernetes, deletedWith: cluster.resource };
    const tenants = { namespaceSelector: { matchExpressions: [{ key: tenantLabel, operator: "Exists" }] } };
    this.ready = admissionPolicy(name, { policyName, spec: policySpec(), matchResources: tenants }, options);
    this.registerOutputs();
  }
}

function policySpec(): k8s.types.input.admissionregistration.v1.ValidatingAdmissionPolicySpec {
  return {
    failurePolicy: "Fail",
    matchConstraints: {
      resourceRules: [
        // Tolerations can be added later, and selectors of pods that wait for a gate can be changed.
        { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE", "UPDATE"], resources: ["pods"] },
      ],
    },
    // Pods that are older than their tenant's nodes must still lose their finalizers.
    matchConditions: [
      {
        name: "decides-where-to-run",
        expression: [
          'request.operation == "CREATE"',
          "object.spec.?tolerations.orValue([]) != oldObject.spec.?tolerations.orValue([])",
          "object.spec.?nodeSelector.orValue({}) != oldObject.spec.?nodeSelector.orValue({})",
        ].join(" || "),
      },
    ],
    variables,
    validations,
  };
}
