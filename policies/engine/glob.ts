/**
 * Whether a URN matches a glob. `*` stands for any characters within one part of the URN, `**` also for the `::`
 * between parts. Everything else is literal.
 */
export function urnMatches(glob: string, urn: string): boolean {
  return expression(glob, "(?:(?!::).)*").test(urn);
}

/** Whether a text, such as an ARN or a namespace, matches a glob in which `*` stands for any characters. */
export function globMatches(glob: string, text: string): boolean {
  return expression(glob, ".*").test(text);
}

function expression(glob: string, star: string): RegExp {
  const parts = glob.split(/(\*+)/).map((part) => {
    if (part === "*") return star;
    return part.startsWith("*") ? ".*" : part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("")}$`, "s");
}
