import assert from "node:assert/strict";
import { flatName, secretNameProblem } from "../../../components/secrets";

describe("a secret's name", () => {
  for (const name of ["shop/database", "a", "shop/api-key", "team-1/db/password"])
    it(`may be ${name}`, () => {
      assert.equal(secretNameProblem(name), undefined);
    });

  for (const name of ["", "Shop/database", "/shop", "shop/", "shop//db", "shop_db", "-shop", "a".repeat(201)])
    it(`may not be ${JSON.stringify(name.slice(0, 20))}`, () => {
      assert.match(
        secretNameProblem(name) ?? "",
        /^is not a name of at most 200 .* write, for example, "shop\/database"\.$/,
      );
    });

  it("may not end as ARNs of secrets do, and a better one is offered", () => {
    assert.equal(
      secretNameProblem("shop/db-master"),
      'ends in "-master", a hyphen and six characters, which is how Secrets Manager ends ARNs, so that a search by part of an ARN finds the wrong secret; write "shop/db/master".',
    );
  });

  it("has hyphens for slashes where it names a file", () => {
    assert.equal(flatName("shop/orders/db"), "shop-orders-db");
  });
});
