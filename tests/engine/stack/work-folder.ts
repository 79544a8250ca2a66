import { copyFileSync, readdirSync, symlinkSync } from "node:fs";
import path from "node:path";

export const projectFolder = path.join(__dirname, "..", "..", "..");

/** The project of small programs, for what no stack of the platform has. */
export const programsFolder = path.join(__dirname, "..", "programs");

/** Copied like the stack file, since the CLI writes into both; everything else of the project is linked. */
const copied = "Pulumi.yaml";
const leftOut = /^(\.git|\.ci|\.github|docs|tests|Pulumi\..+\.yaml)$/;

/** Makes a folder in which a project runs like in its own, but for the files that the CLI writes. */
export function linkProject(project: string, workFolder: string): void {
  for (const entry of readdirSync(project)) {
    if (leftOut.test(entry) && entry !== copied) continue;
    const [source, target] = [path.join(project, entry), path.join(workFolder, entry)];
    if (entry === copied) copyFileSync(source, target);
    else symlinkSync(source, target);
  }
  if (project === projectFolder) return;
  // Programs of the tests start as the platform does.
  for (const entry of ["node_modules", "preview"])
    symlinkSync(path.join(projectFolder, entry), path.join(workFolder, entry));
}
