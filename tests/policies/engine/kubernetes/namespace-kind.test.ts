import assert from "node:assert/strict";
import { namespaceKind } from "../../../../policies/engine/kubernetes/namespace-kind";
import { parametersSchema } from "../../../../policies/engine/parameters";

describe("namespace kind", () => {
  it("is the system's, a tenant's or the platform's by its name", () => {
    const parameters = parametersSchema.parse({});
    assert.equal(namespaceKind("kube-system", parameters), "system");
    assert.equal(namespaceKind("tenant-a", parameters), "tenant");
    assert.equal(namespaceKind("not-tenant-a", parameters), "platform");
    assert.equal(namespaceKind("monitoring", parameters), "platform");
  });
});
