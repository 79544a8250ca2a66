import type { StackPreview } from "../stack-preview";
import { nameOf, typeOf } from "../urn";
import type { Format } from "./format";
import { text } from "./text/text";

/** For a log of GitHub Actions: the text, then an annotation for each finding at the line of the program that made the resource. */
export const github: Format = (previews, options) =>
  `${text(previews, options)}\n${previews.flatMap(annotations).join("")}`;

interface Place {
  readonly file: string;
  readonly line: number;
}

function annotations({ verdicts, stackFile, sources }: StackPreview): readonly string[] {
  const at = (urn: string): Place => sources.get(urn) ?? { file: stackFile, line: 1 };
  const findings = verdicts.findings.map(({ level, rule, title, urn, path, message }) =>
    annotation(level === "mandatory" ? "error" : "warning", {
      ...at(urn),
      title: `${rule} ${title}`,
      message: `${place(urn, path)}: ${message}`,
    }),
  );
  const undecided = verdicts.undecided.map(({ level, rule, title, urn, path, reason }) =>
    annotation(level === "mandatory" ? "error" : "notice", {
      ...at(urn),
      title: `${rule} ${title}`,
      message: `${place(urn, path)}: undecided, ${reason}`,
    }),
  );
  return [...findings, ...undecided];
}

function annotation(
  command: "error" | "warning" | "notice",
  { file, line, title, message }: Place & { readonly title: string; readonly message: string },
): string {
  return `::${command} file=${property(file)},line=${line},title=${property(title)}::${data(message)}\n`;
}

/** @see GitHub Actions toolkit, `command.ts`: what a message must not contain as it stands */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** A property ends at a comma or a colon as well. */
function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

function place(urn: string, path: string): string {
  return `${typeOf(urn)} ${nameOf(urn)}${path === "" ? "" : ` at ${path}`}`;
}
