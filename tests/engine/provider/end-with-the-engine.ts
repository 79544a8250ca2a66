/** Ends this process soon after the engine that started it: one that was killed cannot end its plugins. */
export function endWithTheEngine(): void {
  const engine = process.ppid;
  setInterval(() => {
    if (process.ppid !== engine) process.exit(1);
  }, 1000).unref();
}
