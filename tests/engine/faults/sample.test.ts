import assert from "node:assert/strict";
import { sampleOf, type Candidate } from "./sample";

function candidate(urn: string, type: string, more: Partial<Candidate> = {}): Candidate {
  return { urn, type, custom: true, ...more };
}

describe("a sample of faults", () => {
  it("has each type once", () => {
    const sample = sampleOf([candidate("a1", "a"), candidate("a2", "a"), candidate("b1", "b")]);
    assert.deepEqual(Object.keys(sample), ["a1", "b1"]);
  });

  it("has every resource that is protected", () => {
    const protect = true;
    const sample = sampleOf([
      candidate("a1", "a", { protect }),
      candidate("a2", "a", { protect }),
      candidate("a3", "a"),
    ]);
    assert.deepEqual(Object.keys(sample), ["a1", "a2"]);
  });

  it("prefers what others wait for without a value of it", () => {
    const sample = sampleOf([
      candidate("a1", "a"),
      candidate("a2", "a"),
      candidate("b1", "b", { dependencies: ["a1", "a2"], propertyDependencies: { name: ["a1"] } }),
    ]);
    assert.deepEqual(Object.keys(sample).sort(), ["a2", "b1"]);
  });

  it("takes turns with the kinds", () => {
    const sample = sampleOf(["a", "b", "c", "d", "e", "f", "g"].map((type) => candidate(type, type)));
    assert.deepEqual(Object.values(sample), ["refused", "failed", "lost", "hanging", "killed", "expired", "refused"]);
  });
});
