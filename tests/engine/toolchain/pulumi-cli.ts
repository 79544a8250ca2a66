import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync, renameSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/** The version that is built where no CLI is installed: the one that tests/engine/cli/go.mod names. */
export const builtVersion = "3.259.0";

/** A Pulumi CLI. */
export interface PulumiCli {
  readonly executable: string;
  /** Where it is from, as a sentence for whoever reads the results. */
  readonly origin: string;
  /** Whether `pulumi-language-nodejs` lies beside it. */
  readonly hasLanguageHost: boolean;
}

/** The CLI that the run was started with. */
export const pulumiCliVariable = "ENGINE_TEST_CLI";

/**
 * The CLI of a run that found it before.
 * @throws Error when mocha was started without it
 */
export function pulumiCliOfRun(): PulumiCli {
  const executable = process.env[pulumiCliVariable];
  if (executable === undefined)
    throw new Error("The engine tests run by `npm run test:engine`, which finds the Pulumi CLI.");
  return describe(executable, executable);
}

/** Where a CLI may be, and what it is built with. */
export interface Places {
  /** The folders of PATH. */
  readonly searched: readonly string[];
  /** Where Go is although it may not be on PATH. */
  readonly go: readonly string[];
  /** Where a CLI that was built is kept. */
  readonly cache: string;
}

/** The places of this machine. */
function placesHere(): Places {
  const base = process.env["XDG_CACHE_HOME"] ?? "";
  return {
    searched: (process.env["PATH"] ?? "").split(path.delimiter),
    go: ["/usr/local/go/bin"],
    cache: path.join(base === "" ? path.join(homedir(), ".cache") : base, "eks-platform"),
  };
}

/**
 * Finds `pulumi` on PATH, else the one that was built before, else builds it.
 * @throws Error with one sentence when there is neither a CLI nor Go
 */
export function findPulumiCli(log: (line: string) => void, places = placesHere()): PulumiCli {
  const installed = find("pulumi", places.searched);
  if (installed !== undefined) return describe(installed, `pulumi on PATH, ${installed}`);
  const built = path.join(places.cache, `pulumi-${builtVersion}`, "bin", "pulumi");
  if (!existsSync(built)) build(built, places, log);
  return describe(built, `pulumi ${builtVersion}, built from its Go modules`);
}

function describe(executable: string, origin: string): PulumiCli {
  const beside = path.join(path.dirname(executable), "pulumi-language-nodejs");
  const hasLanguageHost = existsSync(beside);
  const host = hasLanguageHost ? "its own language host" : "the stand-in language host";
  return { executable, origin: `${origin}, with ${host}`, hasLanguageHost };
}

function build(target: string, places: Places, log: (line: string) => void): void {
  const go = find("go", [...places.searched, ...places.go]);
  if (go === undefined) {
    throw new Error(
      "The engine tests need the Pulumi CLI: there is no pulumi on PATH, and no go to build it with; install either.",
    );
  }
  log(
    `There is no pulumi on PATH: building ${builtVersion} from its Go modules, once, which takes about 8 minutes on two cores.`,
  );
  mkdirSync(path.dirname(target), { recursive: true });
  const draft = `${target}.${process.pid}`;
  const versionFlag = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${builtVersion}`;
  const { status } = spawnSync(
    go,
    [
      ...[
        "build",
        "-buildvcs=false",
        "-mod=readonly",
        "-tags",
        "osusergo,grpcnotrace",
        "-ldflags",
        `-s -w ${versionFlag}`,
      ],
      ...["-o", draft, "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"],
    ],
    {
      cwd: path.join(__dirname, "..", "cli"),
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, GOWORK: "off" },
    },
  );
  if (status !== 0)
    throw new Error(`Building the Pulumi CLI ${builtVersion} failed with exit code ${status}; see above.`);
  // Whoever is interrupted leaves a draft, never half a CLI.
  renameSync(draft, target);
}

function find(name: string, folders: readonly string[]): string | undefined {
  return folders.map((folder) => path.join(folder, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
