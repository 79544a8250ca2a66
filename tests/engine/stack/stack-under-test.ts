import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdtempSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  readdirSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import {
  LocalWorkspace,
  PulumiCommand,
  Stack,
  type DestroyResult,
  type PreviewOptions,
  type PreviewResult,
  type RefreshResult,
  type UpOptions,
  type UpResult,
} from "@pulumi/pulumi/automation";
import { readProject } from "../../../preview/project/project";
import { stackNameOf } from "../../../preview/project/stack-file";
import { CloudFile } from "../cloud/cloud-file";
import { FaultFile, faultFileVariable } from "../faults/fault";
import { told } from "./diagnostics";
import { freshAccount } from "./fresh-account";
import type { PulumiCli } from "../toolchain/pulumi-cli";
import { writeLaunchers } from "../toolchain/launchers";
import { linkProject, projectFolder } from "./work-folder";

/** A stack of the unmodified project, run by the real engine on a cloud of its own, in a temporary folder. */
export class StackUnderTest {
  private constructor(
    readonly stack: Stack,
    readonly cloudFile: CloudFile,
    /** The folder that the program runs in. */
    readonly workFolder: string,
    private readonly folder: string,
    private readonly executable: string,
    private readonly environment: Readonly<Record<string, string>>,
    private readonly project: string,
  ) {}

  /** @param stackFile relative to the project, such as `Pulumi.dev.yaml` */
  static async create(cli: PulumiCli, stackFile: string, project = projectFolder): Promise<StackUnderTest> {
    const name = stackNameOf(stackFile);
    const folder = mkdtempSync(path.join(tmpdir(), `eks-platform-${name}-`));
    const within = (part: string): string => {
      mkdirSync(path.join(folder, part));
      return path.join(folder, part);
    };
    const [workFolder, launchers] = [within("program"), within("launchers")];
    linkProject(project, workFolder);
    copyFileSync(path.join(project, stackFile), path.join(workFolder, `Pulumi.${name}.yaml`));
    writeLaunchers(launchers, !cli.hasLanguageHost);
    const cloudFile = new CloudFile(path.join(folder, "cloud.json"));
    cloudFile.write(freshAccount(project, stackFile));
    const environment = {
      PATH: [launchers, path.dirname(cli.executable), process.env["PATH"] ?? ""].join(path.delimiter),
      PULUMI_BACKEND_URL: `file://${within("backend")}`,
      PULUMI_CONFIG_PASSPHRASE: "of a test",
      PULUMI_HOME: within("home"),
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      ENGINE_TEST_CLOUD: cloudFile.path,
      [faultFileVariable]: path.join(folder, "fault.json"),
    };
    // The Automation API takes the root of an installation; the engine looks beside the executable that the link leads to.
    symlinkSync(cli.executable, path.join(within("bin"), "pulumi"));
    const pulumiCommand = await PulumiCommand.get({ root: folder, skipVersionCheck: true });
    const workspace = await LocalWorkspace.create({ workDir: workFolder, pulumiCommand, envVars: environment });
    const stack = await Stack.createOrSelect(name, workspace);
    return new StackUnderTest(stack, cloudFile, workFolder, folder, cli.executable, environment, project);
  }

  /** A stack of another project in the same account and backend, so that it can refer to this one. */
  async neighbour(project: string, stackFile: string): Promise<StackUnderTest> {
    const name = stackNameOf(stackFile);
    const workFolder = path.join(this.folder, readProject(project).name);
    mkdirSync(workFolder);
    linkProject(project, workFolder);
    copyFileSync(path.join(project, stackFile), path.join(workFolder, `Pulumi.${name}.yaml`));
    const pulumiCommand = await PulumiCommand.get({ root: this.folder, skipVersionCheck: true });
    const workspace = await LocalWorkspace.create({ workDir: workFolder, pulumiCommand, envVars: this.environment });
    const stack = await Stack.createOrSelect(name, workspace);
    const { cloudFile, folder, executable, environment } = this;
    return new StackUnderTest(stack, cloudFile, workFolder, folder, executable, environment, project);
  }

  /** Changes what the stack puts out as if another version of its program had. */
  async rewriteOutputs(change: (outputs: Readonly<Record<string, unknown>>) => object): Promise<void> {
    const exported = await this.stack.exportStack();
    const { resources } = exported.deployment as { readonly resources: { type: string; outputs: object }[] };
    for (const resource of resources)
      if (resource.type === "pulumi:pulumi:Stack")
        resource.outputs = change(resource.outputs as Readonly<Record<string, unknown>>);
    await this.stack.importStack(exported);
  }

  /** Sets configuration of the stack: the path of each value below the project's namespace. */
  async configure(values: Readonly<Record<string, string>>): Promise<void> {
    for (const [key, value] of Object.entries(values)) await this.stack.setConfig(key, { value }, true);
  }

  /** Takes a setting out of the stack file. */
  async unset(key: string): Promise<void> {
    await this.stack.removeConfig(key, true);
  }

  up(options: UpOptions = {}): Promise<UpResult> {
    return told(this.stack.up(options));
  }

  preview(options: PreviewOptions = {}): Promise<PreviewResult> {
    return told(this.stack.preview(options));
  }

  refresh(): Promise<RefreshResult> {
    return told(this.stack.refresh());
  }

  destroy(): Promise<DestroyResult> {
    return told(this.stack.destroy());
  }

  /** The number of resources in the state, with providers and components. */
  async resources(): Promise<number> {
    const { deployment } = await this.stack.exportStack();
    return (deployment as { readonly resources: readonly unknown[] }).resources.length;
  }

  /** Runs the CLI where the Automation API has no call for it. */
  async run(args: readonly string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(
      this.executable,
      [...args, "--stack", this.stack.name, "--non-interactive"],
      { cwd: this.workFolder, env: { ...process.env, ...this.environment }, maxBuffer: 256 * 1024 * 1024 },
    );
    return stdout;
  }

  /**
   * Runs the CLI while a fault is to happen, and cancels it where the fault makes it wait.
   * @returns what went wrong; undefined where nothing did
   */
  async attempt(args: readonly string[]): Promise<string | undefined> {
    const child = spawn(this.executable, [...args, "--stack", this.stack.name, "--non-interactive"], {
      cwd: this.workFolder,
      env: { ...process.env, ...this.environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (output += data.toString()));
    const waiting = setInterval(() => {
      if (this.faults.fired !== "hanging") return;
      clearInterval(waiting);
      child.kill("SIGINT");
    }, 100);
    const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
    clearInterval(waiting);
    return code === 0 ? undefined : output;
  }

  get faults(): FaultFile {
    return new FaultFile(this.environment[faultFileVariable] ?? "");
  }

  /** Whether an engine holds the stack, or was killed while it did. */
  get isLocked(): boolean {
    const locks = path.join(this.folder, "backend", ".pulumi", "locks");
    return existsSync(locks) && readdirSync(locks, { recursive: true }).some((file) => String(file).endsWith(".json"));
  }

  /** Runs a command of the project's own in its folder, with the CLI, the providers and the backend of this stack. */
  async command(file: string, args: readonly string[]): Promise<{ readonly code: number; readonly stdout: string }> {
    const node = [
      "--require",
      path.join(projectFolder, "preview", "preload.cjs"),
      path.join(projectFolder, file),
      ...args,
    ];
    const child = spawn(process.execPath, node, {
      cwd: this.workFolder,
      env: { ...process.env, ...this.environment },
      stdio: ["ignore", "pipe", "ignore"],
    });
    const stdout: string[] = [];
    child.stdout.setEncoding("utf8").on("data", (text: string) => stdout.push(text));
    const [code] = (await once(child, "close")) as [number | null];
    return { code: code ?? 1, stdout: stdout.join("") };
  }

  /** Where the states of this stack and its neighbours are. */
  get backend(): string {
    return this.environment["PULUMI_BACKEND_URL"] ?? "";
  }

  /** The state as the backend keeps it. */
  get stateText(): string {
    return readFileSync(this.#stateFile, "utf8");
  }

  /**
   * Removes the attributes of the state where an engine was killed while it wrote them: they are empty then, and nothing
   * can be read any more.
   * @returns whether that was needed
   */
  removeTornAttributes(): boolean {
    const attributes = `${this.#stateFile}.attrs`;
    if (!existsSync(attributes) || readFileSync(attributes, "utf8") !== "") return false;
    rmSync(attributes);
    return true;
  }

  get #stateFile(): string {
    const { name } = readProject(this.project);
    return path.join(this.folder, "backend", ".pulumi", "stacks", name, `${this.stack.name}.json`);
  }

  /** What the cloud holds besides what the account had before. */
  get leftOver(): readonly string[] {
    const { objects } = this.cloudFile.read();
    return objects
      .filter(({ origin }) => origin !== "account")
      .map(({ type, id }) => `${type} ${id}`)
      .sort();
  }

  /** The types of what the stack made, one entry for each object. */
  get typesMade(): readonly string[] {
    const { objects } = this.cloudFile.read();
    return objects
      .filter(({ origin }) => origin === "stack")
      .map(({ type }) => type)
      .sort();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
