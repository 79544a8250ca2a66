import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { programFolder, runPreview } from "./run-preview";

interface Resource {
  readonly urn: string;
  readonly [member: string]: unknown;
}

interface Finding {
  readonly name: string;
  readonly urn: string;
  readonly path: string;
}

interface Document {
  readonly findings: readonly Finding[];
  readonly resources: readonly Resource[];
  readonly outputs: Readonly<Record<string, unknown>>;
}

const prefix = "urn:pulumi:dev::graph::";
const stackUrn = `${prefix}pulumi:pulumi:Stack::graph-dev`;
const providerUrn = `${prefix}pulumi:providers:aws::main`;
const inner = `${prefix}graph:index:Group$graph:index:Group::inner`;
const keyUrn = `${prefix}graph:index:Group$graph:index:Group$aws:kms/key:Key::key`;
const bucketUrn = `${prefix}graph:index:Group$graph:index:Group$aws:s3/bucket:Bucket::data`;
const unknown = { $unknown: true };

describe("The graph of a program", () => {
  let document: Document;
  const resource = (urn: string): Resource => {
    const found = document.resources.find((candidate) => candidate.urn === urn);
    assert.ok(found, `${urn} is not among ${document.resources.map((candidate) => candidate.urn).join("\n")}`);
    return found;
  };
  before(async () => {
    const { stdout } = await runPreview(["-C", programFolder("graph"), "--format", "json"]);
    document = JSON.parse(stdout) as Document;
  });

  it("has the inputs of a resource, with unknown ids and secrets without their value", () => {
    assert.deepEqual(resource(bucketUrn)["inputs"], {
      bucket: "graph-data",
      tags: { key: unknown, token: { $secret: true } },
    });
    assert.ok(!JSON.stringify(document).includes("hunter2"));
  });

  it("has the options of a resource", () => {
    const bucket = resource(bucketUrn);
    assert.equal(bucket["parent"], inner);
    assert.equal(bucket["provider"], providerUrn);
    assert.equal(bucket["retainOnDelete"], true);
    assert.equal(bucket["deleteBeforeReplace"], true);
    assert.deepEqual(bucket["ignoreChanges"], ["tags"]);
    assert.deepEqual(bucket["customTimeouts"], { create: "30m" });
  });

  it("resolves aliases to URNs, from a name and from a former parent", () => {
    const aliases = resource(bucketUrn)["aliases"] as readonly string[];
    assert.ok(aliases.includes(`${prefix}graph:index:Group$graph:index:Group$aws:s3/bucket:Bucket::old-data`));
    assert.ok(aliases.includes(`${prefix}aws:s3/bucket:Bucket::data`));
  });

  it("has the version of a provider's plugin among its inputs, as the engine notes it", () => {
    const { version } = resource(providerUrn)["inputs"] as { readonly version: string };
    const { version: installed } = createRequire(__filename)("@pulumi/aws/package.json") as {
      readonly version: string;
    };
    assert.equal(version, installed);
  });

  it("tells what each property depends on", () => {
    assert.deepEqual(resource(bucketUrn)["propertyDependencies"], { bucket: [], tags: [keyUrn] });
    assert.deepEqual(resource(bucketUrn)["dependencies"], [keyUrn]);
  });

  it("has what a component says of itself", () => {
    const outer = resource(`${prefix}graph:index:Group::outer`);
    assert.deepEqual([outer["custom"], outer["remote"], outer["inputs"]], [false, false, { size: 3 }]);
    assert.equal(outer["parent"], stackUrn);
  });

  it("applies transforms, to properties and to options", () => {
    const topic = resource(`${prefix}aws:sns/topic:Topic::alarms`);
    assert.deepEqual(topic["inputs"], { name: "alarms", kmsMasterKeyId: unknown, displayName: "transformed" });
    assert.equal(topic["protect"], true);
    assert.equal(topic["deletedWith"], bucketUrn);
  });

  it("has a remote component with its inputs, the dependencies inside them, and its default provider", () => {
    const plugin = resource(`${prefix}plugin:index:Plugin::plugin`);
    assert.equal(plugin["remote"], true);
    assert.deepEqual(plugin["inputs"], { bucket: unknown, key: unknown, name: "fixed" });
    assert.deepEqual((plugin["propertyDependencies"] as Record<string, unknown>)["key"], [keyUrn]);
    assert.equal(plugin["provider"], `${prefix}pulumi:providers:plugin::default`);
  });

  it("is judged with what is in a manifest that a component names", () => {
    const found = document.findings.find(({ name }) => name === "no-host-namespaces");
    assert.ok(found);
    const component = "kubernetes:yaml/v2:ConfigFile";
    assert.equal(found.urn, `${prefix}${component}$kubernetes:core/v1:Pod::manifest:agents/node-agent`);
    assert.equal(found.path, "manifests/node-agent.yaml[0].spec.hostPID");
  });

  it("has resources that are only read, marked as such", () => {
    const role = resource(`${prefix}aws:iam/role:Role::existing`);
    assert.equal(role["external"], true);
    assert.deepEqual(role["outputs"], { id: "deployer" });
  });

  it("leaves outputs unknown that only a provider computes, also inside a declared object", () => {
    const { topicArn, roleArn, endpoint, securityGroup, bucketName } = document.outputs;
    assert.deepEqual([topicArn, roleArn, endpoint, securityGroup], [unknown, unknown, unknown, unknown]);
    assert.equal(bucketName, "graph-data");
  });

  it("says where in the sources a resource is made", () => {
    const { file, line } = resource(keyUrn)["source"] as { readonly file: string; readonly line: number };
    assert.equal(file, "index.ts");
    assert.ok(line > 1);
  });
});
