import assert from "node:assert/strict";
import { channelMinor, type ReleaseChannel } from "../../../components/cluster/release-channel";
import type { KubernetesMinor } from "../../../components/cluster/versions";

describe("release channel", () => {
  // 1.35 came to EKS on 2026-01-27 and 1.36 on 2026-06-02; 90 days later it was 2026-04-27 and 2026-08-31.
  const cases: readonly (readonly [ReleaseChannel, KubernetesMinor, string, KubernetesMinor])[] = [
    ["none", "1.34", "2026-11-21", "1.34"],
    ["rapid", "1.35", "2026-06-01", "1.35"],
    ["rapid", "1.35", "2026-06-02", "1.36"],
    ["stable", "1.35", "2026-08-30", "1.35"],
    ["stable", "1.35", "2026-08-31", "1.36"],
    ["stable", "1.34", "2026-04-26", "1.34"],
    ["stable", "1.34", "2026-11-21", "1.35"],
    ["rapid", "1.34", "2026-11-21", "1.35"],
    ["rapid", "1.36", "2026-11-21", "1.36"],
  ];
  for (const [channel, current, day, expected] of cases)
    it(`${channel} has ${current} ${current === expected ? "stay" : `go to ${expected}`} on ${day}`, () => {
      assert.equal(channelMinor(channel, current, new Date(`${day}T00:00:00Z`)), expected);
    });
});
