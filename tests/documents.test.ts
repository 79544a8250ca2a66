import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.join(__dirname, "..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
const within = (folder: string, ending: string): readonly string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(ending) && !file.includes("node_modules"))
    .map((file) => path.join(folder, file));
const documents = ["README.md", ...within("docs", ".md"), ...within("examples", ".md")].map((file) => ({
  file,
  text: read(file),
}));
const { scripts } = JSON.parse(read("package.json")) as { readonly scripts: Readonly<Record<string, string>> };

/** Every match of a pattern in the documents, as the document and the groups. */
function matches(pattern: RegExp): readonly (readonly [file: string, ...groups: string[]])[] {
  return documents.flatMap(({ file, text }) =>
    [...text.matchAll(pattern)].map(([, ...groups]) => [file, ...groups] as const),
  );
}

/** How GitHub names a heading in a link. */
function anchorsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}

describe("The documents", () => {
  it("link to files and headings that are there", () => {
    const links = matches(/\]\((?!https?:|mailto:)([^)\s#]*)(?:#([^)\s]*))?\)/g);
    assert.ok(links.length > 50);
    const broken = links.filter(([file, to = "", anchor]) => {
      const target = to === "" ? file : path.join(path.dirname(file), to);
      if (!existsSync(path.join(root, target))) return true;
      return anchor !== undefined && target.endsWith(".md") && !anchorsOf(read(target)).includes(anchor);
    });
    assert.deepEqual(broken, []);
  });

  it("name files and folders of the project that are there", () => {
    const paths = matches(
      /`((?:infra|components|policies|preview|planning|tests|examples|docs|\.ci|\.github)\/[\w./-]+)`/g,
    );
    assert.ok(paths.length > 50);
    // Modules go without their ending, and in a project of its own, such as an example, a path may be that project's.
    const there = (file: string, to: string): boolean =>
      [to, `${to}.ts`, path.join(path.dirname(file), to)].some((one) => existsSync(path.join(root, one)));
    assert.deepEqual(
      paths.filter(([file, to = ""]) => !there(file, to)),
      [],
    );
  });

  it("name commands that there are", () => {
    const commands = matches(/npm run (?:--silent )?([\w:-]+)/g);
    assert.ok(commands.length > 20);
    assert.deepEqual(
      commands.filter(([, name = ""]) => !(name in scripts)),
      [],
    );
  });

  it("say of each file of the engine tests what it proves", () => {
    const named = [...read("docs/engine-tests.md").matchAll(/^\| `suites\/([\w-]+\.engine\.ts)`/gm)].map(
      ([, file]) => file,
    );
    const files = within("tests/engine/suites", ".engine.ts").map((file) => path.basename(file));
    assert.deepEqual(named.sort(), files.sort());
  });
});

describe("The commands of the README that need no account", () => {
  const commands = [...read("README.md").matchAll(/^\| `npm run ([\w-]+) -- ([^`]+)`/gm)];

  it("are five", () => {
    assert.equal(commands.length, 5);
  });

  // Previews as processes have specs of their own, and so has the fleet file.
  for (const [, name = "", args = ""] of commands.filter(([, name]) => name !== "preview" && name !== "fleet"))
    it(`npm run ${name} -- ${args}`, async () => {
      const child = spawn(`${scripts[name]} ${args}`, { cwd: root, shell: true, stdio: ["ignore", "ignore", "pipe"] });
      let said = "";
      child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
      const [code] = (await once(child, "close")) as [number | null];
      assert.equal(code, 0, said);
    });
});
