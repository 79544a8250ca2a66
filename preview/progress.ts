import type { Progress } from "./preview-stack";

/** One line at the bottom of a terminal that says how far the preview is. */
export interface ProgressLine {
  of(stack: string): Progress;
  clear(): void;
}

/** The progress on a terminal; silent where the stream is none. */
export function progressLine(stream: NodeJS.WriteStream): ProgressLine {
  if (!stream.isTTY) return { of: () => ({ registered: () => undefined }), clear: () => undefined };
  const eraseLine = "\r\u001b[2K";
  return {
    of: (stack) => {
      stream.write(`${eraseLine}${stack}: loading the program`);
      return {
        registered: (resources) => {
          stream.write(`${eraseLine}${stack}: ${resources} resources`);
        },
      };
    },
    clear: () => {
      stream.write(eraseLine);
    },
  };
}
