import type { RuleFixtures } from "../../fixture";
import { fixtures as apparmorNotDisabled } from "./apparmor-not-disabled.fixtures";
import { fixtures as capabilitiesWithinDefault } from "./capabilities-within-default.fixtures";
import { fixtures as noHostNamespaces } from "./no-host-namespaces.fixtures";
import { fixtures as noHostPathVolumes } from "./no-host-path-volumes.fixtures";
import { fixtures as noHostPorts } from "./no-host-ports.fixtures";
import { fixtures as noProbeOrLifecycleHosts } from "./no-probe-or-lifecycle-hosts.fixtures";
import { fixtures as noWindowsHostProcess } from "./no-windows-host-process.fixtures";
import { fixtures as notPrivileged } from "./not-privileged.fixtures";
import { fixtures as procMountDefault } from "./proc-mount-default.fixtures";
import { fixtures as seccompNotUnconfined } from "./seccomp-not-unconfined.fixtures";
import { fixtures as selinuxOptionsAllowed } from "./selinux-options-allowed.fixtures";
import { fixtures as sysctlsSafe } from "./sysctls-safe.fixtures";

export const pssBaselineFixtures: readonly RuleFixtures[] = [
  noWindowsHostProcess,
  noHostNamespaces,
  notPrivileged,
  capabilitiesWithinDefault,
  noHostPathVolumes,
  noHostPorts,
  noProbeOrLifecycleHosts,
  apparmorNotDisabled,
  selinuxOptionsAllowed,
  procMountDefault,
  seccompNotUnconfined,
  sysctlsSafe,
];
