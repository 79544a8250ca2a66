import { UsageError } from "../preview/failure";
import { readProject, type Project } from "../preview/project/project";
import { findStackFiles, readStack, type Stack } from "../preview/project/stack-file";

/** A stack that was named, with its file and the project that the file belongs to. */
export interface OneStack {
  readonly project: Project;
  readonly stack: Stack;
  /** Path of the stack file. */
  readonly file: string;
}

/**
 * The one stack that a name or a path means.
 * @throws UsageError when there is none, or a folder was named
 */
export function readOneStack(name: string, directory: string): OneStack {
  const { files } = findStackFiles(readProject(directory), [name], directory);
  const [found, ...others] = files;
  if (found === undefined || others.length > 0)
    throw new UsageError(`"${name}" is a folder; name one stack or stack file.`);
  return { ...found, stack: readStack(found.project, found.file) };
}
