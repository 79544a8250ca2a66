import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { ruleDescriptions } from "../../../policies/evaluate";
import { writeLaunchers } from "../toolchain/launchers";
import { pulumiCliOfRun } from "../toolchain/pulumi-cli";

const policies = path.join(__dirname, "..", "..", "..", "policies");

/** What the service is told of a pack. */
interface Metadata {
  readonly name: string;
  readonly policies: readonly { readonly name: string }[];
}

/** Takes a pack as the service of Pulumi does. */
class StandInService {
  metadata: Metadata | undefined;
  archive: Buffer | undefined;
  readonly #server: Server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const url = request.url ?? "";
      const answer = this.#answer(request.method ?? "", url, body);
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(answer));
    });
  });

  async start(): Promise<void> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.close();
  }

  #answer(method: string, url: string, body: Buffer): object {
    if (url === "/api/user") return { githubLogin: "somebody", organizations: [{ githubLogin: "acme" }] };
    if (method === "PUT") this.archive = body;
    if (method !== "POST" || !url.endsWith("/policypacks")) return {};
    // The CLI compresses what it sends; the first two bytes say so.
    const text = body.readUInt16BE(0) === 0x1f8b ? gunzipSync(body) : body;
    this.metadata = JSON.parse(text.toString()) as Metadata;
    return { version: 1, uploadURI: `${this.url}/upload`, requiredHeaders: {} };
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

describe("pulumi policy publish", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "publish-"));
  const service = new StandInService();
  before(() => service.start());
  after(() => {
    service.stop();
    rmSync(folder, { recursive: true });
    rmSync(path.join(policies, "eks-platform-policies-0.1.0.tgz"), { force: true });
  });

  it("tells of every rule, and uploads all that the pack needs", async () => {
    const cli = pulumiCliOfRun();
    const launchers = path.join(folder, "launchers");
    writeLaunchers(launchers, !cli.hasLanguageHost);
    const child = spawn(cli.executable, ["policy", "publish", "acme", "--non-interactive"], {
      cwd: policies,
      stdio: ["ignore", "ignore", "pipe"],
      env: {
        ...process.env,
        PATH: [launchers, path.dirname(cli.executable), process.env["PATH"] ?? ""].join(path.delimiter),
        PULUMI_HOME: path.join(folder, "home"),
        PULUMI_BACKEND_URL: service.url,
        PULUMI_ACCESS_TOKEN: "of a test",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      },
    });
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
    const [code] = (await once(child, "close")) as [number | null];
    assert.equal(code, 0, said);
    assert.equal(service.metadata?.name, "eks-platform");
    const told = new Set(service.metadata.policies.map(({ name }) => name));
    assert.deepEqual(
      ruleDescriptions.filter(({ name }) => !told.has(name)),
      [],
    );
    const archive = path.join(folder, "pack.tgz");
    writeFileSync(archive, service.archive ?? "");
    const { stdout } = spawnSync("tar", ["-tzf", archive], { encoding: "utf8" });
    assert.deepEqual(stdout.trim().split("\n").sort(), [
      "package/PulumiPolicy.yaml",
      ...["package/compiled/documented-actions.json", "package/compiled/index.cjs"],
      ...["package/lazy-sdk.cjs", "package/package.json", "package/start.cjs"],
    ]);
  });
});
