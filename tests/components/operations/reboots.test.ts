import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as k8s from "@pulumi/kubernetes";
import { RebootDaemon, type RebootDaemonArgs } from "../../../components/operations/reboots/reboot-daemon";
import { rebootSentinel } from "../../../components/operations/reboots/reboot-sentinel";
import { windowProblems, type RebootWindow } from "../../../components/operations/reboots/reboot-window";
import { addonCluster } from "../cluster/addon-cluster";
import { registrations, type Registrations } from "../registrations";

const nights: RebootWindow = { days: ["sat", "sun"], start: "01:00", end: "06:00", timeZone: "Europe/Berlin" };

function build(args: Partial<RebootDaemonArgs> = {}): Promise<Registrations> {
  return registrations(() => {
    const kubernetes = new k8s.Provider("blue", { kubeconfig: "{}" });
    const cluster = { ...addonCluster(), kubernetes, ipFamily: "ipv4" as const };
    new RebootDaemon(
      "reboots",
      { cluster, cidrs: ["10.0.0.0/16"], nodeGroups: ["blue-lasting-1a2b3c4d"], window: nights, ...args },
      { dependsOn: [] },
    );
  });
}

describe("the daemon that restarts nodes", () => {
  let found: Registrations;
  let values: {
    configuration: Record<string, unknown>;
    affinity: unknown;
    tolerations: unknown;
  };
  before(async () => {
    found = await build();
    values = found.only("kubernetes:helm.sh/v3:Release").inputs["values"] as unknown as typeof values;
  });

  it("takes one node at a time, within its window, and breaks the lock of one that is lost", () => {
    const { configuration } = values;
    const wanted = {
      rebootDays: ["sat", "sun"],
      startTime: "01:00",
      endTime: "06:00",
      timeZone: "Europe/Berlin",
      concurrency: 1,
      period: "15m",
      drainTimeout: "30m",
      lockTtl: "120m",
      lockReleaseDelay: "5m",
      forceReboot: false,
    };
    assert.deepEqual(Object.fromEntries(Object.keys(wanted).map((key) => [key, configuration[key]])), wanted);
  });

  it("asks by a command, which the chart leaves out while it mounts the folder of a file", () => {
    assert.equal(values.configuration["useRebootSentinelHostPath"], false);
    assert.equal(values.configuration["rebootSentinelCommand"], rebootSentinel);
  });

  it("runs on the nodes of its groups alone, whatever their taints", () => {
    assert.deepEqual(values.affinity, {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            {
              matchExpressions: [
                { key: "eks.amazonaws.com/nodegroup", operator: "In", values: ["blue-lasting-1a2b3c4d"] },
              ],
            },
          ],
        },
      },
    });
    assert.deepEqual(values.tolerations, [{ operator: "Exists" }]);
  });

  it("has a namespace of its own that lets its pods onto the host", () => {
    const { inputs } = found.only("kubernetes:core/v1:Namespace");
    const { name, labels } = inputs["metadata"] as unknown as { name: string; labels: Record<string, string> };
    assert.equal(name, "kured");
    assert.equal(labels["pod-security.kubernetes.io/enforce"], "privileged");
  });

  it("is refused without a group", async () => {
    await assert.rejects(build({ nodeGroups: [] }), /nodeGroups: \[\] names no group; leave the daemon out\./);
  });
});

describe("a window for restarts", () => {
  const problems = (changes: Partial<RebootWindow>) =>
    windowProblems({ ...nights, ...changes }).map(({ path: [field], message }) => `${field}: ${message}`);

  it("may be any part of a day, anywhere", () => {
    assert.deepEqual(problems({ start: "00:00", end: "23:59", timeZone: "UTC" }), []);
    assert.deepEqual(problems({ timeZone: "America/Argentina/Buenos_Aires" }), []);
  });

  it("cannot go over midnight, nor be no time at all", () => {
    assert.deepEqual(problems({ start: "22:00", end: "04:00" }), [
      'end: "04:00" is not after "22:00" of "start", and a window cannot go over midnight; write a later time of the same day.',
    ]);
    assert.equal(problems({ end: "01:00" }).length, 1);
  });

  it("has times of day and a time zone by its name", () => {
    assert.deepEqual(problems({ start: "25:00" }), ['start: "25:00" is no time of day; write one such as "02:00".']);
    for (const timeZone of ["Mars/Olympus", "+01:00", ""])
      assert.deepEqual(problems({ timeZone }), [
        `timeZone: "${timeZone}" is no time zone of the IANA database; write one such as "Europe/Berlin".`,
      ]);
  });
});

describe("the question whether a node waits for a restart", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(path.join(tmpdir(), "sentinel-"))));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  /** Asks a node on which the tools print what is given; one without is not installed. */
  function waits(tools: Readonly<Record<string, string>>): boolean {
    const bin = mkdtempSync(path.join(folder, "node-"));
    for (const [tool, output] of Object.entries(tools)) {
      writeFileSync(path.join(bin, tool), `#!/bin/sh\necho '${output}'\n`);
      chmodSync(path.join(bin, tool), 0o755);
    }
    writeFileSync(path.join(bin, "grep"), `#!/bin/sh\nexec /usr/bin/env -i PATH=/usr/bin:/bin grep "$@"\n`);
    chmodSync(path.join(bin, "grep"), 0o755);
    // Kured splits it as a shell would, and runs what it gets.
    return (
      spawnSync("/bin/sh", ["-c", rebootSentinel.replace(/^sh /, "/bin/sh ")], { env: { PATH: bin } }).status === 0
    );
  }

  const day = {
    cut: "86400",
    uname: "6.12.40-63.114.amzn2023.x86_64",
    grubby: "/boot/vmlinuz-6.12.40-63.114.amzn2023.x86_64",
    "needs-restarting": "Reboot should not be necessary.",
  };

  it("is no while nothing was installed that asks for it", () => {
    assert.equal(waits(day), false);
  });

  it("is yes when a library asks for it", () => {
    assert.equal(waits({ ...day, "needs-restarting": "Reboot is required to fully utilize these updates." }), true);
  });

  it("is yes when another kernel starts next, of which the tool of the system knows nothing", () => {
    assert.equal(waits({ ...day, grubby: "/boot/vmlinuz-6.12.46-66.121.amzn2023.x86_64" }), true);
  });

  it("is no on a node that has just been restarted", () => {
    assert.equal(waits({ ...day, cut: "600", grubby: "/boot/vmlinuz-6.12.46-66.121.amzn2023.x86_64" }), false);
  });

  it("is no where the tools are missing", () => {
    const { cut, uname } = day;
    assert.equal(waits({ cut, uname }), false);
    assert.equal(waits({}), false);
  });
});
