import assert from "node:assert/strict";
import { Secret, unknown } from "../../../../policies/evaluate";
import { outputText } from "../../../../preview/formats/text/output-text";

describe("An output as text", () => {
  it("stands on one line where it is short, with unknowns and secrets in brackets", () => {
    assert.equal(outputText("a"), '"a"');
    assert.equal(
      outputText({ id: unknown, token: new Secret("planted"), none: null }),
      "{ id: [unknown], token: [secret], none: null }",
    );
    assert.equal(outputText([unknown, 1, true, {}, []]), "[[unknown], 1, true, {}, []]");
  });

  it("takes a line for each element where it is long, and only there", () => {
    const zone = (letter: string) => ({ availabilityZone: `eu-west-1${letter}`, cidr: "10.0.0.0/19", id: unknown });
    assert.equal(
      outputText({ vpcId: unknown, subnets: [zone("a"), zone("b")] }),
      [
        "{",
        "      vpcId: [unknown]",
        "      subnets: [",
        '        { availabilityZone: "eu-west-1a", cidr: "10.0.0.0/19", id: [unknown] }',
        '        { availabilityZone: "eu-west-1b", cidr: "10.0.0.0/19", id: [unknown] }',
        "      ]",
        "    }",
      ].join("\n"),
    );
  });
});
