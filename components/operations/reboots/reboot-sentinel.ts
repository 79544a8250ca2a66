/** A node that has just been restarted is left alone for as long, in hours, whatever it says. */
export const restHours = 6;

/**
 * The command that succeeds on a node of Amazon Linux 2023 that waits for a restart. That system leaves no file behind
 * which says so. Its `needs-restarting` knows updates of the C library, systemd and firmware, but not of the kernel, whose
 * package is named after its line (`kernel6.12`) there; so the kernel that starts next is compared with the one that runs.
 * Where a tool is missing it fails, and nothing is restarted; and whatever it finds again after a restart waits for hours,
 * so that a kernel which does not start cannot make a node restart without end.
 * @see https://github.com/amazonlinux/amazon-linux-2023/issues/1125
 */
export const rebootSentinel = `sh -c "${[
  // No command substitution with a dollar sign, which Kubernetes would take for a variable.
  `test \`cut -d. -f1 /proc/uptime\` -gt ${String(restHours * 3600)}`,
  "{ needs-restarting -r | grep -q 'Reboot is required'",
].join(" && ")} || test \`grubby --default-kernel\` != /boot/vmlinuz-\`uname -r\`; }"`;
