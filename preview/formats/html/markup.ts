import escapeHtml from "escape-html";

/** Text that is HTML already: only {@link markup} and files of this folder make it. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What may stand in a template: markup as it is, anything else as text. */
export type Content = Markup | string | number | undefined | readonly Content[];

/** A piece of HTML. Whatever is put into it is escaped, in text and in quoted attributes, unless it is markup itself. */
export function markup(strings: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(
    strings.map((string, index) => (index === 0 ? string : `${textOf(contents[index - 1])}${string}`)).join(""),
  );
}

function textOf(content: Content): string {
  if (content === undefined) return "";
  if (content instanceof Markup) return content.text;
  if (typeof content === "object") return content.map(textOf).join("");
  return escapeHtml(String(content));
}
