import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const cloud = path.join(__dirname, "..");

/** Ids of rows of the sheets, such as "K11", that a text holds. `EC2` is a type of entry. */
function idsIn(text: string, call = ""): readonly string[] {
  return [...text.matchAll(new RegExp(`${call}"([A-Z]{1,3}\\d{1,2})"`, "g"))].flatMap(([, id = ""]) =>
    id === "EC2" ? [] : [id],
  );
}

describe("a refusal of the stand-in cloud", () => {
  const files = readdirSync(cloud, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const textOf = (file: string): string => readFileSync(path.join(cloud, file), "utf8");
  const isSpec = (file: string): boolean => path.dirname(file) === "refusals";

  it("is shown by a spec: one that nothing can cause would prove nothing", () => {
    const shown = new Set(files.filter(isSpec).flatMap((file) => idsIn(textOf(file), "refused\\(\\s*")));
    const missing = files
      .filter((file) => !isSpec(file))
      .flatMap((file) => idsIn(textOf(file)).map((id) => `${id} of ${file}`))
      .filter((named) => !shown.has(named.split(" ")[0] ?? ""));
    assert.ok(shown.size > 100);
    assert.deepEqual([...new Set(missing)].sort(), []);
  });
});
