import { readCommandLine, type CommandLine } from "./command-line";
import { messageOf } from "./failure";
import { startProgram, type Program } from "./program/program";
import { readProject, type Project } from "./project/project";
import { findStackFiles, readStack, type Stack } from "./project/stack-file";

/** One stack to preview. */
export interface Job {
  readonly project: Project;
  readonly stack: Stack;
  /** Starts the program, once. */
  program(): Promise<Program>;
}

/** What was asked for, read and checked, with the first program under way. */
export interface Launch {
  readonly command: CommandLine;
  readonly jobs: readonly Job[];
  /** Whether several stacks or a folder were asked for, which makes lists of what is one otherwise. */
  readonly several: boolean;
}

/**
 * Reads the command line and the stack files and starts the first program. The rest of the preview loads while the
 * program does, which is why this module imports none of it.
 */
export async function launch(args: readonly string[]): Promise<Launch | Error> {
  try {
    const command = readCommandLine(args, process.env);
    const current = readProject(command.directory);
    const { files, several } = findStackFiles(current, command.stacks, command.directory);
    const jobs = files.map(({ project, file }): Job => {
      const stack = readStack(project, file);
      let program: Promise<Program> | undefined;
      return { project, stack, program: () => (program ??= startProgram(project, stack)) };
    });
    await jobs[0]?.program();
    return { command, jobs, several };
  } catch (error) {
    return error instanceof Error ? error : new Error(messageOf(error));
  }
}
