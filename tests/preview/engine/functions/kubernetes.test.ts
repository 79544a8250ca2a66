import assert from "node:assert/strict";
import { unknown } from "../../../../policies/evaluate";
import { kubernetesFunctions } from "../../../../preview/engine/functions/kubernetes";
import { MonitorError } from "../../../../preview/engine/monitor-error";

function decode(...lines: readonly string[]): unknown {
  return kubernetesFunctions["kubernetes:yaml:decode"]?.({ text: lines.join("\n") })["result"];
}

describe("kubernetes:yaml:decode", () => {
  it("gives every object of a manifest, and skips documents that are none", () => {
    const pod = ["apiVersion: v1", "kind: Pod", "metadata: { name: a }"];
    assert.deepEqual(decode("# nothing yet", "---", ...pod, "---", "kind: Pod", "---", "---", ...pod, "..."), [
      { apiVersion: "v1", kind: "Pod", metadata: { name: "a" } },
      { apiVersion: "v1", kind: "Pod", metadata: { name: "a" } },
    ]);
    assert.deepEqual(decode(""), []);
  });

  it("reads booleans and octal modes as Kubernetes does, and leaves times and dates as text", () => {
    const lines = ["hostPID: yes", "quoted: 'yes'", "defaultMode: 0644", "at: 12:30", "on_day: 2026-01-31", "none: ~"];
    const [object] = decode("apiVersion: v1", "kind: Pod", ...lines) as readonly unknown[];
    assert.deepEqual(object, {
      ...{ apiVersion: "v1", kind: "Pod", hostPID: true, quoted: "yes", defaultMode: 0o644, at: "12:30" },
      ...{ on_day: "2026-01-31", none: null },
    });
  });

  it("follows anchors and merges", () => {
    const lines = ["labels: &labels { app: web }", "more: { <<: *labels, tier: front }"];
    const [object] = decode("apiVersion: v1", "kind: Pod", ...lines) as readonly unknown[];
    assert.deepEqual(object, {
      ...{ apiVersion: "v1", kind: "Pod" },
      ...{ labels: { app: "web" }, more: { app: "web", tier: "front" } },
    });
  });

  it("says where a manifest is broken, and that an unknown one cannot be read", () => {
    assert.throws(
      () => decode("apiVersion: v1", "kind: [Pod"),
      (error) => error instanceof MonitorError && /not valid YAML at \d+:\d+: .+\.$/.test(error.message),
    );
    assert.throws(
      () => kubernetesFunctions["kubernetes:yaml:decode"]?.({ text: unknown }),
      (error) => error instanceof MonitorError && error.message.includes('"text" is not known yet'),
    );
  });
});
