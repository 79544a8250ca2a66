import assert from "node:assert/strict";
import { withKubernetesMinor } from "../../../planning/upgrade/stack-text";

describe("stack file at another minor", () => {
  it("keeps comments and order, and quotes the version", () => {
    const text =
      'config:\n  # Ours.\n  p:cluster:\n    kubernetesVersion: "1.35" # old\n    zonalShift: true\n  p:tags: {}\n';
    assert.equal(
      withKubernetesMinor(text, "p", "1.36"),
      'config:\n  # Ours.\n  p:cluster:\n    kubernetesVersion: "1.36"\n    zonalShift: true\n  p:tags: {}\n',
    );
  });

  it("adds what is missing, under the key that is there", () => {
    assert.equal(
      withKubernetesMinor("config:\n  cluster:\n    zonalShift: true\n", "p", "1.36"),
      'config:\n  cluster:\n    zonalShift: true\n    kubernetesVersion: "1.36"\n',
    );
    assert.equal(
      withKubernetesMinor("config:\n  p:tags: {}\n", "p", "1.36"),
      'config:\n  p:tags: {}\n  p:cluster:\n    kubernetesVersion: "1.36"\n',
    );
  });
});
