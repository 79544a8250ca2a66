import assert from "node:assert/strict";
import { amiType, imageVariants, type AmiType } from "../../../../components/nodes/images/ami-type";

describe("amiType", () => {
  const table: readonly [AmiType, ...Parameters<typeof amiType>][] = [
    ["BOTTLEROCKET_x86_64", "bottlerocket", "x86_64"],
    ["BOTTLEROCKET_ARM_64", "bottlerocket", "arm64", "standard"],
    ["BOTTLEROCKET_ARM_64_FIPS", "bottlerocket", "arm64", "fips"],
    ["BOTTLEROCKET_x86_64_NVIDIA", "bottlerocket", "x86_64", "nvidia"],
    ["BOTTLEROCKET_x86_64_NVIDIA_FIPS", "bottlerocket", "x86_64", "nvidia-fips"],
    ["AL2023_x86_64_STANDARD", "al2023", "x86_64"],
    ["AL2023_ARM_64_STANDARD", "al2023", "arm64"],
    ["AL2023_x86_64_NEURON", "al2023", "x86_64", "neuron"],
  ];
  for (const [expected, ...image] of table) {
    it(`is ${expected} for ${image.join(", ")}`, () => {
      assert.equal(amiType(...image), expected);
    });
  }

  it("refuses an image that AWS does not publish, and names those it does", () => {
    assert.throws(() => amiType("al2023", "arm64", "neuron"), {
      message: 'There is no "neuron" image of "al2023" for "arm64"; choose one of standard, nvidia.',
    });
  });

  it("knows no image of the retired Amazon Linux 2", () => {
    const all = (["bottlerocket", "al2023"] as const).flatMap((os) =>
      (["x86_64", "arm64"] as const).flatMap((arch) =>
        imageVariants(os, arch).map((variant) => amiType(os, arch, variant)),
      ),
    );
    assert.equal(all.length, 13);
    assert.deepEqual(
      all.filter((type) => type.startsWith("AL2_")),
      [],
    );
  });
});
