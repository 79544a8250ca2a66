import type { Rule } from "../../engine/rule";
import { apparmorNotDisabled } from "./apparmor-not-disabled";
import { capabilitiesWithinDefault } from "./capabilities-within-default";
import { noHostNamespaces } from "./no-host-namespaces";
import { noHostPathVolumes } from "./no-host-path-volumes";
import { noHostPorts } from "./no-host-ports";
import { noProbeOrLifecycleHosts } from "./no-probe-or-lifecycle-hosts";
import { noWindowsHostProcess } from "./no-windows-host-process";
import { notPrivileged } from "./not-privileged";
import { procMountDefault } from "./proc-mount-default";
import { seccompNotUnconfined } from "./seccomp-not-unconfined";
import { selinuxOptionsAllowed } from "./selinux-options-allowed";
import { sysctlsSafe } from "./sysctls-safe";

/** Pod Security Standards, baseline. */
export const pssBaselineRules: readonly Rule[] = [
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
