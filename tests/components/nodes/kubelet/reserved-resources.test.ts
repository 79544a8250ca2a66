import assert from "node:assert/strict";
import { reservedMiB, reservedMillicores } from "../../../../components/nodes/kubelet/reserved-resources";

/** What Karpenter's reference of instance types leaves of the cores: m7g.medium, m7i.large, m7i.xlarge, trn1.32xlarge, p5.48xlarge. */
const allocatable: Readonly<Record<number, number>> = { 1: 940, 2: 1930, 4: 3920, 128: 127_610, 192: 191_450 };

describe("reserved resources", () => {
  for (const [vcpus, millicores] of Object.entries(allocatable)) {
    it(`leave ${millicores} millicores of ${vcpus} cores`, () => {
      assert.equal(Number(vcpus) * 1000 - reservedMillicores(Number(vcpus)), millicores);
    });
  }

  it("are 893 MiB for the 58 pods of nodeadm's own example", () => {
    assert.equal(reservedMiB(58), 893);
  });
});
