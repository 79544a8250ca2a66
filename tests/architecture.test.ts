import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

const root = path.join(__dirname, "..");

/** The houses of the project, and what each may import of the project besides itself. */
const houses: Readonly<Record<string, readonly string[]>> = {
  infra: ["components"],
  components: [],
  policies: [],
  preview: ["policies/evaluate"],
  // Tools over a stack that does not exist yet: its configuration, its preview and the tables of versions.
  planning: ["infra/config", "components/cluster", "preview", "policies/evaluate"],
  // The contract, and pure functions. A component would tie what it makes to a cluster of the same stack.
  examples: [
    ...["infra/outputs", "components/arn", "components/identity/grants"],
    ...["components/identity/policy-document", "components/identity/trust"],
  ],
  tests: ["infra", "components", "policies", "preview", "planning", "examples"],
};

/** Rooms of components, one for each part of a platform. */
const rooms = [
  ...["network", "cluster", "nodes", "identity", "storage", "monitoring", "ingress", "tenancy", "delivery"],
  ...["operations", "encryption", "charts", "access", "secrets", "autoscaling"],
];

/** Names that say nothing of what is inside. */
const nameless = new Set(["util", "utils", "helper", "helpers", "common", "lib", "libs", "misc", "shared"]);

interface Source {
  /** Relative to the project, with forward slashes. */
  readonly file: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const sources: readonly Source[] = Object.keys(houses).flatMap((house) => {
  const folder = path.join(root, house);
  if (!statSync(folder, { throwIfNoEntry: false })) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => `${house}/${file.replaceAll(path.sep, "/")}`)
    .filter((file) => /\.[cm]?ts$/.test(file) && !file.includes("node_modules/"))
    .map((file) => {
      const text = readFileSync(path.join(root, file), "utf8");
      const imports = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
      return { file, text, imports };
    });
});

/** The file that a relative import names, without its extension; undefined for a package. */
function imported(from: string, specifier: string): string | undefined {
  return specifier.startsWith(".") ? path.posix.join(path.posix.dirname(from), specifier) : undefined;
}

function isWithin(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}/`);
}

/** Imports that the rule does not allow, each as "file imports other". */
function forbidden(from: string, isAllowed: (target: string, file: string) => boolean): readonly string[] {
  return sources
    .filter(({ file }) => isWithin(file, from))
    .flatMap(({ file, imports }) =>
      imports
        .map((specifier) => imported(file, specifier) ?? specifier)
        .filter((target) => !isAllowed(target, file))
        .map((target) => `${file} imports ${target}`),
    );
}

const isOurs = (target: string): boolean => Object.keys(houses).some((house) => isWithin(target, house));

describe("architecture", () => {
  it("has sources to look at", () => {
    for (const house of ["infra", "components", "policies", "preview", "tests"])
      assert.ok(sources.filter(({ file }) => isWithin(file, house)).length > 5, house);
  });

  for (const [house, others] of Object.entries(houses))
    it(`lets ${house} import ${["itself", ...others].join(", ")} and libraries only`, () => {
      const allowed = [house, ...others];
      const found = forbidden(house, (target) => !isOurs(target) || allowed.some((folder) => isWithin(target, folder)));
      assert.deepEqual(found, []);
    });

  it("keeps relative imports inside the project", () => {
    const found = sources.flatMap(({ file, imports }) =>
      imports.filter((specifier) => imported(file, specifier)?.startsWith("..")).map((target) => `${file}: ${target}`),
    );
    assert.deepEqual(found, []);
  });

  it("lets nothing but the pack's entry use the policy SDK", () => {
    const found = sources.filter(({ imports }) => imports.includes("@pulumi/policy")).map(({ file }) => file);
    assert.deepEqual(found, ["policies/index.ts"]);
  });

  it("keeps provider SDKs and Pulumi out of the policies", () => {
    const provider = /^@pulumi\/(pulumi|aws|eks|kubernetes)(\/|$)/;
    assert.deepEqual(
      forbidden("policies", (target) => !provider.test(target)),
      [],
    );
  });

  it("lets rules know the engine and facts, the engine know facts, and facts know nothing", () => {
    const layers: Readonly<Record<string, readonly string[]>> = {
      "policies/rules": ["policies/rules", "policies/engine", "policies/knowledge"],
      "policies/engine": ["policies/engine", "policies/knowledge"],
      "policies/knowledge": ["policies/knowledge"],
    };
    for (const [layer, allowed] of Object.entries(layers))
      assert.deepEqual(
        forbidden(layer, (target) => !isOurs(target) || allowed.some((folder) => isWithin(target, folder))),
        [],
      );
  });

  it("lets no rule import another", () => {
    const found = forbidden("policies/rules", (target, file) => {
      return file.endsWith("/index.ts") || !isWithin(target, "policies/rules");
    });
    assert.deepEqual(found, []);
  });

  it("lets no file import itself through others", () => {
    for (const house of Object.keys(houses)) assert.deepEqual(circles(house), []);
  });

  it("gives every part of the engine a room, but for what all rules stand on", () => {
    const found = sources
      .map(({ file }) => file)
      .filter((file) => path.posix.dirname(file) === "policies/engine")
      .map((file) => path.posix.basename(file, ".ts"));
    assert.deepEqual(found.sort(), ["glob", "judge", "opaque", "parameters", "rule"]);
  });

  it("gives every component a room", () => {
    const homeless = sources
      .map(({ file }) => file.split("/"))
      .filter(([house, room = "", ...rest]) => house === "components" && rest.length > 0 && !rooms.includes(room))
      .map((parts) => parts.join("/"));
    assert.deepEqual(homeless, []);
  });

  it("names every folder for what is inside", () => {
    const found = sources.filter(({ file }) =>
      file.split("/").some((part) => nameless.has(part.replace(/\..*$/, "").toLowerCase())),
    );
    assert.deepEqual(
      found.map(({ file }) => file),
      [],
    );
  });

  it("keeps every test beside a house that it mirrors", () => {
    const known = new Set([...Object.keys(houses), "stacks", "engine", "bench"]);
    const homeless = sources
      .map(({ file }) => file.split("/"))
      .filter(([house, mirrored = "", ...rest]) => house === "tests" && rest.length > 0 && !known.has(mirrored))
      .map((parts) => parts.join("/"));
    assert.deepEqual(homeless, []);
  });

  it("never gives up on a type", () => {
    const found = sources.filter(({ text }) => holdsAny(text)).map(({ file }) => file);
    assert.deepEqual(found, []);
  });

  it("exports by name", () => {
    const found = sources.filter(({ text }) => /^export default /m.test(text)).map(({ file }) => file);
    assert.deepEqual(found, []);
  });
});

/** The ways by which files of a house import themselves. Types count: who reads the one has to read the other. */
function circles(house: string): readonly string[] {
  const known = new Map(
    sources
      .filter(({ file }) => isWithin(file, house))
      .map(({ file, imports }) => {
        const name = file.replace(/\.[cm]?ts$/, "");
        return [name, imports.flatMap((specifier) => imported(file, specifier) ?? [])] as const;
      }),
  );
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) found.push([...way.slice(way.indexOf(file)), file].join(" > "));
    if (done.has(file)) return;
    done.add(file);
    for (const target of known.get(file) ?? known.get(`${file}/index`) ?? []) visit(target, [...way, file]);
  };
  for (const file of known.keys()) visit(file, []);
  return found;
}

/** Whether the text has the type `any`. Comments and strings do not count, and files with the word in those alone are not parsed. */
function holdsAny(text: string): boolean {
  if (!/([:<|&,=]|\bas)\s*any\b/.test(text)) return false;
  const visit = (node: ts.Node): boolean =>
    node.kind === ts.SyntaxKind.AnyKeyword || (ts.forEachChild(node, visit) ?? false);
  return visit(ts.createSourceFile("source.ts", text, ts.ScriptTarget.ES2022));
}
