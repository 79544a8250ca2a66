import { credentials, type ServiceError } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { ProgramError, UsageError } from "../failure";
import { isRecord, readYaml } from "../project/project";
import { readableTrace } from "../program/stack-trace";

/** A call of the analyzer: its name is one of the client's, its request and response go with it. */
type Call<Response> = (client: AnalyzerClient, done: (error: ServiceError | null, response: Response) => void) => void;

/** A policy pack that runs as the Pulumi engine runs it. */
export class PackProcess {
  private constructor(
    readonly folder: string,
    private readonly child: ChildProcess,
    private readonly client: AnalyzerClient,
    private readonly messages: readonly string[],
  ) {}

  /**
   * Starts the pack in the folder.
   * @param engine the address of an Engine service, which the pack logs to
   * @throws UsageError when the folder holds no pack for Node
   * @throws ProgramError when the pack ends instead of serving
   */
  static async start(folder: string, engine: string): Promise<PackProcess> {
    const { nodeArguments, typescript } = readPack(folder);
    const run = require.resolve("@pulumi/pulumi/cmd/run-policy-pack", { paths: [folder, __dirname] });
    const child = spawn(process.execPath, [...nodeArguments, run, engine, "."], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, PULUMI_NODEJS_TYPESCRIPT: String(typescript) },
    });
    const messages: string[] = [];
    child.stderr.setEncoding("utf8").on("data", (text: string) => messages.push(text));
    const port = await new Promise<string>((resolve, reject) => {
      let printed = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        printed += text;
        const [, number] = /^(\d+)\n/m.exec(printed) ?? [];
        if (number !== undefined) resolve(number);
      });
      child.on("error", reject);
      child.on("close", () => {
        reject(failure(folder, [printed, ...messages].join("")));
      });
    });
    const client = new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure());
    return new PackProcess(folder, child, client, messages);
  }

  /** @throws ProgramError when the pack fails */
  call<Response>(call: Call<Response>): Promise<Response> {
    return new Promise((resolve, reject) => {
      call(this.client, (error, response) => {
        if (error) reject(failure(this.folder, [...this.messages, error.details].join("")));
        else resolve(response);
      });
    });
  }

  stop(): void {
    this.client.close();
    this.child.kill();
  }
}

function failure(folder: string, report: string): ProgramError {
  return new ProgramError(`Policy pack "${folder}" failed:\n${readableTrace(report, folder).text}`);
}

function readPack(folder: string): { readonly nodeArguments: readonly string[]; readonly typescript: boolean } {
  const file = path.join(folder, "PulumiPolicy.yaml");
  if (!existsSync(file)) throw new UsageError(`--policy-pack ${folder}: there is no PulumiPolicy.yaml in the folder.`);
  const { runtime } = readYaml(file, file);
  const name = isRecord(runtime) ? runtime["name"] : runtime;
  if (name !== "nodejs") throw new UsageError(`${file}: runtime is "${String(name)}"; the preview runs "nodejs" only.`);
  const options = isRecord(runtime) && isRecord(runtime["options"]) ? runtime["options"] : {};
  const { nodeargs, typescript } = options;
  return {
    nodeArguments: typeof nodeargs === "string" ? nodeargs.split(" ").filter(Boolean) : [],
    typescript: typescript !== false,
  };
}
