import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse, type DefaultTreeAdapterMap, type ParserError } from "parse5";
import { programFolder, runPreview, stackFile, temporaryFolder } from "../run-preview";

type Node = DefaultTreeAdapterMap["node"];
type Element = DefaultTreeAdapterMap["element"];

const small = ["-C", programFolder("small")];

/** What the small program keeps secret. */
const hidden = "hunter2";

function elementsOf(node: Node): readonly Element[] {
  const own = "tagName" in node ? [node] : [];
  return "childNodes" in node ? [...own, ...node.childNodes.flatMap(elementsOf)] : own;
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((candidate) => candidate.name === name)?.value;
}

function textOf(node: Node): string {
  if ("value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}

/** A document as a browser reads it, which must not have to mend anything. */
function elements(document: string): readonly Element[] {
  const errors: string[] = [];
  const onParseError = ({ code, startLine, startCol }: ParserError): void => {
    errors.push(`${code} at ${startLine}:${startCol}`);
  };
  const tree = parse(document, { onParseError });
  assert.deepEqual(errors, []);
  return elementsOf(tree);
}

const withClass = (list: readonly Element[], name: string): readonly Element[] =>
  list.filter((element) => attribute(element, "class")?.split(" ").includes(name));

describe("The html format", () => {
  let document: string;
  let all: readonly Element[];
  before(async () => {
    document = (await runPreview([...small, "--format", "html"])).stdout;
    all = elements(document);
  });

  it("is valid, with an id at most once and a target for every link", () => {
    const ids = all.flatMap((element) => attribute(element, "id") ?? []);
    assert.equal(new Set(ids).size, ids.length);
    const known = new Set(ids);
    const targets = all.flatMap((element) => {
      const [href, open] = [attribute(element, "href"), attribute(element, "data-open")];
      return [...(href === undefined ? [] : [href.replace(/^#/, "")]), ...(open === undefined ? [] : [open])];
    });
    assert.ok(targets.length > 5);
    assert.deepEqual(
      targets.filter((target) => !known.has(target)),
      [],
    );
  });

  it("needs nothing but itself, and forbids itself everything else", () => {
    for (const element of all) {
      for (const name of ["src", "srcset", "action", "data", "xlink:href", "style", "onclick", "onload"])
        assert.equal(attribute(element, name), undefined, `${element.tagName} ${name}`);
      assert.match(attribute(element, "href") ?? "#", /^#/);
    }
    const [meta] = all.filter((element) => attribute(element, "http-equiv") === "Content-Security-Policy");
    assert.ok(meta);
    const policy = attribute(meta, "content") ?? "";
    assert.match(policy, /^default-src 'none';/);
    for (const tag of ["script", "style"]) {
      const [inline, ...others] = all.filter(({ tagName }) => tagName === tag);
      assert.ok(inline && others.length === 0);
      const hash = createHash("sha256").update(textOf(inline)).digest("base64");
      assert.ok(policy.includes(`${tag}-src 'sha256-${hash}'`), policy);
      assert.doesNotMatch(textOf(inline), /@import|url\(|fetch\(|XMLHttpRequest|import\(/);
    }
  });

  it("has every finding with its severity, group, rule and resource", async () => {
    const { findings } = JSON.parse((await runPreview([...small, "--format", "json"])).stdout) as {
      readonly findings: readonly { readonly rule: string; readonly level: string; readonly urn: string }[];
    };
    const items = withClass(all, "item").filter((element) =>
      ["mandatory", "advisory"].includes(attribute(element, "data-kind") ?? ""),
    );
    const shown = items.map((item) => {
      const [link] = withClass(elementsOf(item), "resource-link");
      assert.ok(link);
      const target = all.find((element) => attribute(element, "id") === attribute(link, "href")?.slice(1));
      const [urn] = target ? elementsOf(target).filter(({ tagName }) => tagName === "code") : [];
      assert.equal(attribute(item, "data-group"), attribute(item, "data-rule")?.replace(/-\d+$/, ""));
      return `${attribute(item, "data-rule") ?? ""} ${attribute(item, "data-kind") ?? ""} ${urn ? textOf(urn) : ""}`;
    });
    assert.deepEqual(shown.toSorted(), findings.map(({ rule, level, urn }) => `${rule} ${level} ${urn}`).toSorted());
  });

  it("shows the graph by component, each part reachable by the keyboard and marked by its findings", () => {
    const [whole, ...inside] = withClass(all, "view");
    assert.ok(whole);
    assert.equal(attribute(whole, "hidden"), undefined);
    for (const view of inside) assert.equal(attribute(view, "hidden"), "");
    const nodes = withClass(elementsOf(whole), "node");
    const site = nodes.find((node) => attribute(node, "aria-label")?.startsWith("site, small:web:Site, 2 inside"));
    assert.ok(site);
    assert.equal(attribute(site, "tabindex"), "0");
    assert.match(attribute(site, "class") ?? "", /\bcomponent mandatory\b/);
    const view = inside.find((candidate) => attribute(candidate, "id") === attribute(site, "data-view"));
    assert.ok(view);
    const names = withClass(elementsOf(view), "node").map((node) => attribute(node, "aria-label")?.split(",")[1]);
    assert.deepEqual(names, [" aws:s3/bucket:Bucket", " aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"]);
  });

  it("keeps secrets, on the terminal and in a file", async () => {
    const file = path.join(temporaryFolder(), "report.html");
    await runPreview([...small, "--out", file]);
    for (const content of [document, readFileSync(file, "utf8")]) {
      assert.ok(content.includes("[secret]"));
      assert.ok(!content.includes(hidden));
    }
  });

  it("shows names and values of the program as text, whatever is in them", async () => {
    const hostile = `"><script>alert(1)</script><img src=x onerror='alert(2)'>&amp;`;
    const file = stackFile(
      "hostile",
      "aws:region: eu-west-1",
      'aws:allowedAccountIds: ["111122223333"]',
      `name: ${JSON.stringify(hostile)}`,
    );
    const { stdout, stderr } = await runPreview(["-C", programFolder("hostile"), file, "--format", "html"]);
    assert.equal(stderr, "");
    const read = elements(stdout);
    assert.equal(read.filter(({ tagName }) => tagName === "script").length, 1);
    assert.equal(read.filter(({ tagName }) => tagName === "img").length, 0);
    const links = withClass(read, "resource").flatMap((element) =>
      elementsOf(element).filter(({ tagName }) => tagName === "b"),
    );
    assert.ok(links.some((link) => textOf(link) === hostile));
    const [pre] = read.filter((element) => element.tagName === "pre" && textOf(element).includes("alert(1)"));
    assert.ok(pre && textOf(pre).includes(JSON.stringify(hostile)));
  });

  it("folds a crowd of one type, so that a picture stays readable", async () => {
    const file = stackFile(
      "many",
      "aws:region: eu-west-1",
      'aws:allowedAccountIds: ["111122223333"]',
      "parameters: 30",
      "keys: 3",
    );
    const { stdout } = await runPreview(["-C", programFolder("crowd"), file, "--format", "html"]);
    const views = withClass(elements(stdout), "view");
    const [whole] = views;
    assert.ok(whole);
    const labels = withClass(elementsOf(whole), "node").map((node) => attribute(node, "aria-label")?.split(",")[0]);
    assert.deepEqual(labels.toSorted(), ["30 × Parameter", "key-0", "key-1", "key-2"]);
    const fold = views.find((view) => withClass(elementsOf(view), "node").length === 30);
    assert.ok(fold);
  });
});
