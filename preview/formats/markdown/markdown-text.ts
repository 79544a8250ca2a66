import { nameOf, typeOf } from "../../urn";

/** A resource, and a path into it. */
export function place(urn: string, path: string): string {
  return `${code(`${typeOf(urn)} ${nameOf(urn)}`)}${path === "" ? "" : ` ${code(path)}`}`;
}

/** Text as code, inside a table cell or outside. */
export function code(text: string): string {
  return `\`${text.replaceAll("`", "'").replaceAll("|", "\\|")}\``;
}

/** Text that cannot end a table cell or become markup. */
export function cell(text: string): string {
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(/[|*_`[\]]/g, "\\$&")
    .replaceAll(/\s*\n\s*/g, "<br>");
}
