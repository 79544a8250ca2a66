import { podSecurityRule } from "../../engine/workloads/pod-security";
import { violation } from "../../engine/rule";
import { and, not, or } from "../../engine/values/truth";

/** Minors of Kubernetes with the sysctls that their policy began to allow. */
const safeSince: readonly (readonly [number, readonly string[]])[] = [
  [
    0,
    [
      "kernel.shm_rmid_forced",
      "net.ipv4.ip_local_port_range",
      "net.ipv4.tcp_syncookies",
      "net.ipv4.ping_group_range",
      "net.ipv4.ip_unprivileged_port_start",
    ],
  ],
  [27, ["net.ipv4.ip_local_reserved_ports"]],
  [
    29,
    [
      "net.ipv4.tcp_keepalive_time",
      "net.ipv4.tcp_fin_timeout",
      "net.ipv4.tcp_keepalive_intvl",
      "net.ipv4.tcp_keepalive_probes",
    ],
  ],
  [32, ["net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem"]],
  [37, ["net.ipv4.tcp_slow_start_after_idle", "net.ipv4.tcp_notsent_lowat"]],
];

export const sysctlsSafe = podSecurityRule({
  id: "PSS-B-12",
  name: "sysctls-safe",
  title: "Only namespaced kernel settings are changed",
  why: "Other kernel settings are those of the node and of every pod on it.",
  fix: "Remove the sysctl.",
  references: { pss: ["sysctls"], soc2: ["CC6.8"], nsa: ["Pod"] },
  standard: "baseline",
  fields: ["spec.securityContext.sysctls[].name"],
  check({ spec }, version) {
    const sysctls = spec.at("securityContext.sysctls");
    const { known, open } = sysctls.elements();
    return [
      ...known.map((sysctl) => {
        const name = sysctl.child("name");
        const allowed = or(...safeSince.map(([minor, names]) => and(version.atLeast(minor), name.is(...names))));
        return violation(not(allowed), name, `The sysctl ${name.shown()} is not safe to change.`);
      }),
      ...(open ? [violation(open, sysctls, "A sysctl may not be safe to change.")] : []),
    ];
  },
});
