import assert from "node:assert/strict";
import { NodePoolAdmission } from "../../../components/tenancy";
import type { PropertyMap } from "../../../policies/engine/values/value";
import { registrations, type Registrations } from "../registrations";
import { workloadCluster } from "./cluster";

const policyType = "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy";
const bindingType = "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding";

const build = (): Promise<Registrations<NodePoolAdmission>> =>
  registrations(() => new NodePoolAdmission("admission", { cluster: workloadCluster() }));

/** The expressions of the policy, in their order. */
async function expressions(field: "variables" | "validations" | "matchConditions"): Promise<readonly string[]> {
  const { spec } = (await build()).only(policyType).inputs as { spec: Record<string, { expression: string }[]> };
  return (spec[field] ?? []).map(({ expression }) => expression);
}

describe("NodePoolAdmission", () => {
  it("holds for pods of every tenant, and for no other namespace", async () => {
    const found = await build();
    assert.deepEqual(found.only(bindingType).inputs["spec"], {
      policyName: "tenant-node-pools",
      validationActions: ["Deny"],
      matchResources: {
        namespaceSelector: { matchExpressions: [{ key: "tenancy.platform/tenant", operator: "Exists" }] },
      },
    });
  });

  it("judges pods when they are made and when they are changed, and refuses them when it cannot", async () => {
    const { spec } = (await build()).only(policyType).inputs;
    assert.equal((spec as PropertyMap)["failurePolicy"], "Fail");
    assert.deepEqual((spec as PropertyMap)["matchConstraints"], {
      resourceRules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE", "UPDATE"], resources: ["pods"] }],
    });
  });

  // The expressions have been evaluated with the API server's own CEL environment; these are what was found right there.
  it("reads the tenant's nodes from the namespace, which tenants cannot write", async () => {
    assert.deepEqual(await expressions("variables"), [
      'namespaceObject.metadata.?labels[?"tenancy.platform/node-pool"].orValue("")',
      'object.spec.?nodeSelector[?"tenancy.platform/node-pool"].orValue("")',
      "object.spec.?tolerations.orValue([])",
    ]);
  });

  it("demands the tenant's own nodes, forbids others' and leaves the choice of a node to the scheduler", async () => {
    const own =
      't.?key.orValue("") == "tenancy.platform/node-pool" && t.?operator.orValue("Equal") == "Equal" && t.?value.orValue("") == variables.pool';
    assert.deepEqual(await expressions("validations"), [
      `variables.pool == "" || (variables.selected == variables.pool && variables.tolerations.exists(t, ${own}))`,
      `variables.tolerations.all(t, !(t.?key.orValue("") in ["", "tenancy.platform/node-pool"]) || (variables.pool != "" && ${own}))`,
      'request.operation != "CREATE" || object.spec.?nodeName.orValue("") == ""',
    ]);
  });

  it("leaves alone what changes nothing of where a pod runs, so that older pods can end", async () => {
    assert.deepEqual(await expressions("matchConditions"), [
      'request.operation == "CREATE" || object.spec.?tolerations.orValue([]) != oldObject.spec.?tolerations.orValue([]) || object.spec.?nodeSelector.orValue({}) != oldObject.spec.?nodeSelector.orValue({})',
    ]);
  });

  it("is in force before what waits for it", async () => {
    const found = await build();
    assert.ok(found.waitsFor(found.only(bindingType), found.only(policyType)));
    assert.equal(found.built.ready.length, 2);
  });
});
