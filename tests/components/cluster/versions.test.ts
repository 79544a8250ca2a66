import assert from "node:assert/strict";
import { addons } from "../../../components/cluster/addon-versions";
import {
  defaultKubernetesMinor,
  kubernetesMinor,
  kubernetesMinors,
  supportStatus,
  supportWindows,
} from "../../../components/cluster/versions";
import { addonVersions } from "../../../policies/knowledge/addon-versions";
import { endOfStandardSupport } from "../../../policies/knowledge/eks-versions";

describe("Kubernetes minors", () => {
  it("default to the newest one that is known", () => {
    assert.equal(defaultKubernetesMinor, "1.36");
    assert.equal(kubernetesMinor("1.34"), "1.34");
  });

  const refused: readonly [string, RegExp][] = [
    [
      "1.37",
      /^Error: Kubernetes "1\.37" is on EKS, but the versions of its add-ons are not committed here yet; use one of 1\.34, 1\.35, 1\.36\.$/,
    ],
    ["1.33", /^Error: Kubernetes "1\.33" left standard support on 2026-07-29; use one of 1\.34, 1\.35, 1\.36\.$/],
    [
      "1.3",
      /^Error: Kubernetes "1\.3" is not a minor version whose add-on versions are known here; use one of 1\.34, 1\.35, 1\.36\.$/,
    ],
    ["1.36.1", /"1\.36\.1" is not a minor version/],
    ["", /"" is not a minor version/],
  ];
  for (const [text, message] of refused) {
    it(`refuse "${text}", naming the known ones and why`, () => {
      assert.throws(() => kubernetesMinor(text), message);
    });
  }

  const days: readonly [string, "standard" | "extended" | "ended", number][] = [
    ["2026-11-21", "standard", 11],
    ["2026-12-01", "standard", 1],
    ["2026-12-02", "extended", 365],
    ["2027-12-01", "extended", 1],
    ["2027-12-02", "ended", 0],
    ["2030-01-01", "ended", 0],
  ];
  for (const [today, phase, daysLeft] of days) {
    it(`know that 1.34 is in the phase "${phase}" on ${today}`, () => {
      assert.deepEqual(supportStatus("1.34", new Date(`${today}T23:59:00Z`)), {
        since: "2025-10-02",
        standardUntil: "2026-12-02",
        extendedUntil: "2027-12-02",
        phase,
        daysLeft,
      });
    });
  }

  it("have 14 months of standard and 12 of extended support", () => {
    for (const { since, standardUntil, extendedUntil } of Object.values(supportWindows)) {
      assert.equal(standardUntil, monthsAfter(since, 14));
      assert.equal(extendedUntil, monthsAfter(standardUntil, 12));
    }
  });

  it("end when the rules say that they end", () => {
    for (const minor of kubernetesMinors)
      assert.equal(supportWindows[minor].standardUntil, endOfStandardSupport[minor]);
  });
});

describe("add-on versions", () => {
  for (const [name, { versions }] of Object.entries(addons)) {
    it(`of ${name} are pinned builds of EKS`, () => {
      for (const version of Object.values(versions)) assert.match(version, /^v\d+\.\d+\.\d+-eksbuild\.\d+$/);
    });
  }

  it("are among those that the rules accept for each minor", () => {
    for (const [name, { versions }] of Object.entries(addons)) {
      const accepted = addonVersions[name];
      if (accepted === undefined) continue;
      for (const minor of kubernetesMinors) {
        assert.ok(accepted[minor]?.includes(versions[minor]), `${name} ${versions[minor]} on ${minor}`);
      }
    }
  });

  it("of kube-proxy follow the minor of the cluster", () => {
    for (const minor of kubernetesMinors) assert.ok(addons["kube-proxy"].versions[minor].startsWith(`v${minor}.`));
  });
});

function monthsAfter(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 10);
}
