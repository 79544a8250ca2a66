/**
 * The operation, with the diagnostics alone as its error: the Automation API throws all that the CLI printed.
 * @throws Error with each line that tells an error once
 */
export async function told<Result>(operation: Promise<Result>): Promise<Result> {
  try {
    return await operation;
  } catch (error) {
    const lines = String(error).match(/^ +error: .*$/gm) ?? [];
    if (lines.length === 0) throw error;
    throw new Error([...new Set(lines.map((line) => line.trim()))].join("\n"));
  }
}
