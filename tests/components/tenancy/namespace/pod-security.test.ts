import assert from "node:assert/strict";
import { podSecurityLabels } from "../../../../components/tenancy/namespace/pod-security";

describe("podSecurityLabels", () => {
  it("enforces, audits and warns at the restricted level of the cluster's minor", () => {
    assert.deepEqual(podSecurityLabels("1.36"), {
      "pod-security.kubernetes.io/enforce": "restricted",
      "pod-security.kubernetes.io/enforce-version": "v1.36",
      "pod-security.kubernetes.io/audit": "restricted",
      "pod-security.kubernetes.io/audit-version": "v1.36",
      "pod-security.kubernetes.io/warn": "restricted",
      "pod-security.kubernetes.io/warn-version": "v1.36",
    });
  });

  it("still warns at the restricted level where less is enforced", () => {
    const labels = podSecurityLabels("1.35", { enforce: "baseline" });
    assert.equal(labels["pod-security.kubernetes.io/enforce"], "baseline");
    assert.equal(labels["pod-security.kubernetes.io/audit"], "restricted");
    assert.equal(labels["pod-security.kubernetes.io/warn"], "restricted");
  });
});
