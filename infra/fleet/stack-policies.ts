import { existsSync } from "node:fs";
import path from "node:path";
import type { FleetStack } from "./fleet-file";

/** The pack's configuration for a stack: its own, else the strictest that there is. */
export function policiesOf({ stack, policies }: FleetStack, directory: string): string {
  if (policies !== undefined) return path.resolve(directory, policies);
  const own = path.join(directory, "policies", "config", `${stack}.json`);
  return existsSync(own) ? own : path.join(directory, "policies", "config", "prod.json");
}
