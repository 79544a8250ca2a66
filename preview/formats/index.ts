import type { FormatName } from "../command-line";
import type { Format, LazyFormat } from "./format";
import { github } from "./github";
import { json } from "./json";
import { junit } from "./junit";
import { markdown } from "./markdown/markdown";
import { sarif } from "./sarif";
import { text } from "./text/text";

/** It lays out pictures, by libraries that no other format should wait for. */
const html: LazyFormat = async (previews, options) => {
  const report = await import("./html");
  return report.html(previews, options);
};

/** Every format by its name on the command line. */
export const formats: Readonly<Record<FormatName, Format | LazyFormat>> = {
  ...{ text, json, markdown, sarif, junit, github },
  html,
};
