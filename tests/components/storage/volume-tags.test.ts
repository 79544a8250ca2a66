import assert from "node:assert/strict";
import { tagSpecifications } from "../../../components/storage/volume-tags";

describe("tagSpecifications", () => {
  it("numbers tags by the order of their keys, so that another order is no change", () => {
    const expected = { tagSpecification_1: "a=1", tagSpecification_2: "b=x=y" };
    assert.deepEqual(tagSpecifications({ b: "x=y", a: "1" }), expected);
    assert.deepEqual(tagSpecifications({ a: "1", b: "x=y" }), expected);
  });

  it("is empty for no tags", () => {
    assert.deepEqual(tagSpecifications({}), {});
  });

  it("refuses a key that the driver would cut in two", () => {
    assert.throws(() => tagSpecifications({ "a=b": "c" }), {
      message: 'The tag key "a=b" holds "=", which separates key and value; leave it out.',
    });
  });

  it("refuses a value that the driver would take for a template", () => {
    assert.throws(() => tagSpecifications({ a: "{{ .PVCName }}" }), {
      message: 'The tag "a" is "{{ .PVCName }}", which the driver reads as a template; drop "{{".',
    });
  });
});
