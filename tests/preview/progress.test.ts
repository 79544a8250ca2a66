import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { progressLine } from "../../preview/progress";

/** A stream that keeps what is written to it. */
function stream(isTTY: boolean): { readonly stream: NodeJS.WriteStream; readonly written: () => string } {
  const through = Object.assign(new PassThrough(), { isTTY });
  // The progress line uses nothing of a terminal but `isTTY` and `write`.
  return { stream: through as unknown as NodeJS.WriteStream, written: () => String(through.read() ?? "") };
}

describe("The progress", () => {
  it("is one line on a terminal, and gone at the end", () => {
    const terminal = stream(true);
    const progress = progressLine(terminal.stream);
    progress.of("dev").registered(12);
    progress.clear();
    const lines = terminal.written().split("\r\u001b[2K");
    assert.deepEqual(lines, ["", "dev: loading the program", "dev: 12 resources", ""]);
  });

  it("is silent in a pipe", () => {
    const pipe = stream(false);
    const progress = progressLine(pipe.stream);
    progress.of("dev").registered(12);
    progress.clear();
    assert.equal(pipe.written(), "");
  });
});
