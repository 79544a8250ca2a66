import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly steps?: readonly Step[];
  readonly uses?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly "timeout-minutes"?: number;
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly defaults?: { readonly run?: { readonly shell?: string } };
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = path.join(__dirname, "..", ".github", "workflows");
const files = readdirSync(folder).map((name) => {
  const text = readFileSync(path.join(folder, name), "utf8");
  return { name, text, workflow: parse(text) as Workflow };
});
const jobs = files.flatMap(({ name, workflow }) =>
  Object.entries(workflow.jobs).map(([job, content]) => ({ where: `${name}: ${job}`, workflow, job: content })),
);
const steps = jobs.flatMap(({ where, job }) => (job.steps ?? []).map((step) => ({ where, step })));

/** Places of which something is not true. */
function violations<Item extends { readonly where: string }>(items: readonly Item[], holds: (item: Item) => boolean) {
  return items.filter((item) => !holds(item)).map(({ where }) => where);
}

describe("The workflows", () => {
  it("are there for checks, reports, deployments, drift and upgrades", () => {
    for (const name of ["ci", "report", "deploy", "deploy-stack", "drift", "upgrade"])
      assert.ok(
        files.some((file) => file.name === `${name}.yml`),
        name,
      );
  });

  it("use actions by their commit, with the version beside it", () => {
    const uses = files.flatMap(({ name, text }) =>
      [...text.matchAll(/^\s*(?:- )?uses: (.*)$/gm)].map(([, use = ""]) => ({ where: `${name}: ${use}`, use })),
    );
    assert.ok(uses.length > 10);
    assert.deepEqual(
      violations(uses, ({ use }) => use.startsWith("./") || /^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(use)),
      [],
    );
  });

  it("use one commit of each action", () => {
    const commits = new Map<string, Set<string>>();
    for (const [, action = "", commit = ""] of files.flatMap(({ text }) => [
      ...text.matchAll(/uses: ([^@\s]+)@(\S+)/g),
    ]))
      commits.set(action, (commits.get(action) ?? new Set()).add(commit));
    assert.deepEqual(
      [...commits].filter(([, found]) => found.size > 1),
      [],
    );
  });

  it("start with no right but to read, and each job names what it writes", () => {
    const allowed = new Set(["read", "none"]);
    assert.deepEqual(
      files
        .filter(
          ({ workflow }) => !Object.values(workflow.permissions ?? { all: "write" }).every((it) => allowed.has(it)),
        )
        .map(({ name }) => name),
      [],
    );
    assert.deepEqual(
      violations(jobs, ({ job }) => typeof job.permissions !== "string"),
      [],
    );
  });

  it("never run a change of somebody else with rights of this repository", () => {
    assert.deepEqual(
      files.filter(({ workflow }) => "pull_request_target" in workflow.on).map(({ name }) => name),
      [],
    );
    const checkouts = steps.filter(({ step }) => step.uses?.startsWith("actions/checkout@"));
    assert.ok(checkouts.length > 0);
    const reports = jobs.filter(({ workflow }) => "workflow_run" in workflow.on);
    assert.deepEqual(
      violations(reports, ({ job }) => !(job.steps ?? []).some(({ uses }) => uses?.startsWith("actions/checkout@"))),
      [],
    );
    const pulls = jobs.filter(({ workflow }) => "pull_request" in workflow.on);
    assert.deepEqual(
      violations(pulls, ({ job }) => job.permissions === undefined),
      [],
    );
  });

  it("put nothing of an event into a script, where it would be run", () => {
    assert.deepEqual(
      violations(steps, ({ step }) => !step.run?.includes("${{")),
      [],
    );
  });

  it("fail where a command before a pipe fails, which only a shell that is named does", () => {
    const scripted = jobs.filter(({ job }) => job.steps?.some(({ run }) => run !== undefined));
    assert.deepEqual(
      violations(scripted, ({ workflow }) => workflow.defaults?.run?.shell === "bash"),
      [],
    );
  });

  it("leave no token behind for later steps, and end", () => {
    const checkouts = steps.filter(({ step }) => step.uses?.startsWith("actions/checkout@"));
    assert.deepEqual(
      violations(checkouts, ({ step }) => step.with?.["persist-credentials"] === false),
      [],
    );
    assert.deepEqual(
      violations(jobs, ({ job }) => job.uses !== undefined || job["timeout-minutes"] !== undefined),
      [],
    );
  });
});
