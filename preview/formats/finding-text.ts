import type { Finding } from "../../policies/evaluate";

/** What is wrong, without the sentences about the path and the fix: for formats that show both beside it. */
export function wrongIn({ message, path, fix }: Pick<Finding, "message" | "path" | "fix">): string {
  const where = path === "" ? "The path is the resource itself." : `The path is ${path}.`;
  const rest = ` ${where} ${fix}`;
  return message.endsWith(rest) ? message.slice(0, -rest.length) : message;
}
