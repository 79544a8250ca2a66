import type { FormatName } from "../command-line";
import type { Format } from "./format";
import { github } from "./github";
import { json } from "./json";
import { junit } from "./junit";
import { markdown } from "./markdown";
import { sarif } from "./sarif";
import { text } from "./text";

/** Every format by its name on the command line. */
export const formats: Readonly<Record<FormatName, Format>> = { text, json, markdown, sarif, junit, github };
