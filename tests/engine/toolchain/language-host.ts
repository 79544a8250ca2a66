import { spawn } from "node:child_process";
import { Server, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { LanguageRuntimeService, type ILanguageRuntimeServer } from "@pulumi/pulumi/proto/language_grpc_pb";
import {
  GetRequiredPackagesResponse,
  GetRequiredPluginsResponse,
  LanguageHandshakeResponse,
  RunPluginResponse,
  RunResponse,
  type ProgramInfo,
} from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { endWithTheEngine } from "../provider/end-with-the-engine";

/**
 * Stands in for `pulumi-language-nodejs`, which only the official installation of the CLI carries. It starts programs and
 * policy packs as that does; it installs, generates and packs nothing.
 */

/** The exit code of a program that failed and has said why. */
const saidWhy = 32;

const engine = process.argv.slice(2).findLast((argument) => /^[\w.[\]:]+:\d+$/.test(argument)) ?? "";

const implementation: Partial<ILanguageRuntimeServer> = {
  getPluginInfo: (_, callback) => {
    callback(null, new PluginInfo().setVersion("0.0.0"));
  },
  handshake: (_, callback) => {
    callback(null, new LanguageHandshakeResponse());
  },
  getRequiredPackages: (_, callback) => {
    callback(null, new GetRequiredPackagesResponse());
  },
  getRequiredPlugins: (_, callback) => {
    callback(null, new GetRequiredPluginsResponse());
  },
  run: ({ request }, callback) => {
    const folder = folderOf(request.getInfo(), request.getProgram());
    const config: Record<string, string> = {};
    request.getConfigMap().forEach((value, key) => {
      config[key] = value;
    });
    const child = spawn(
      process.execPath,
      [
        ...optionsOf(request.getInfo()).nodeArguments,
        commandIn(folder, "run"),
        ...["--monitor", request.getMonitorAddress(), "--engine", engine],
        ...[
          "--project",
          request.getProject(),
          "--stack",
          request.getStack(),
          "--organization",
          request.getOrganization(),
        ],
        ...["--pwd", request.getPwd(), "--parallel", String(request.getParallel())],
        ...(request.getDryrun() ? ["--dry-run"] : []),
        request.getInfo()?.getEntryPoint() ?? ".",
      ],
      {
        cwd: request.getPwd(),
        // Standard output is where the engine reads this process's port.
        stdio: ["ignore", 2, 2],
        env: {
          ...process.env,
          ...optionsOf(request.getInfo()).environment,
          PULUMI_CONFIG: JSON.stringify(config),
          PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
        },
      },
    );
    child.on("close", (code) => {
      const response = new RunResponse();
      if (code === saidWhy) response.setBail(true);
      else if (code !== 0) response.setError(`program exited with non-zero exit code: ${code}`);
      callback(null, response);
    });
  },
  runPlugin: (call) => {
    const { request } = call;
    const folder = folderOf(request.getInfo(), request.getProgram());
    const command = request.getKind() === "analyzer" ? "run-policy-pack" : "run-plugin";
    const given = request
      .getEnvList()
      .map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]);
    const { nodeArguments, environment } = optionsOf(request.getInfo());
    const child = spawn(
      process.execPath,
      [...nodeArguments, commandIn(folder, command), ...request.getArgsList(), folder],
      {
        cwd: request.getPwd(),
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, ...environment, ...(Object.fromEntries(given) as Record<string, string>) },
      },
    );
    child.stdout.on("data", (data: Buffer) => call.write(new RunPluginResponse().setStdout(data)));
    child.stderr.on("data", (data: Buffer) => call.write(new RunPluginResponse().setStderr(data)));
    child.on("close", (code) => {
      call.write(new RunPluginResponse().setExitcode(code ?? 1));
      call.end();
    });
    call.on("cancelled", () => child.kill());
  },
};

function folderOf(info: ProgramInfo | undefined, program: string): string {
  return info?.getProgramDirectory() ?? program;
}

/** A program's own copy of the SDK is what starts it. */
function commandIn(folder: string, command: string): string {
  return require.resolve(`@pulumi/pulumi/cmd/${command}`, { paths: [folder] });
}

/** What `runtime.options` of the project file ask for. */
function optionsOf(info: ProgramInfo | undefined): {
  nodeArguments: readonly string[];
  environment: Record<string, string>;
} {
  const options = (info?.getOptions()?.toJavaScript() ?? {}) as Readonly<Record<string, unknown>>;
  const { nodeargs, typescript } = options;
  return {
    nodeArguments: typeof nodeargs === "string" ? nodeargs.split(" ").filter(Boolean) : [],
    environment: typescript === false ? {} : { PULUMI_NODEJS_TYPESCRIPT: "true" },
  };
}

endWithTheEngine();
const server = new Server();
server.addService(LanguageRuntimeService, implementation as UntypedServiceImplementation);
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.stdout.write(`${port}\n`);
});
