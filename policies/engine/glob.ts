type Expressions = Map<string, RegExp>;

/** A configuration has few globs, and asks each of them again for every resource. */
const ofUrns: Expressions = new Map();
const ofTexts: Expressions = new Map();

/**
 * Whether a URN matches a glob. `*` stands for any characters within one part of the URN, `**` also for the `::`
 * between parts. Everything else is literal.
 */
export function urnMatches(glob: string, urn: string): boolean {
  return expression(ofUrns, glob, "(?:(?!::).)*").test(urn);
}

/** Whether a text, such as an ARN or a namespace, matches a glob in which `*` stands for any characters. */
export function globMatches(glob: string, text: string): boolean {
  return expression(ofTexts, glob, ".*").test(text);
}

function expression(known: Expressions, glob: string, star: string): RegExp {
  const found = known.get(glob) ?? compile(glob, star);
  known.set(glob, found);
  return found;
}

function compile(glob: string, star: string): RegExp {
  const parts = glob.split(/(\*+)/).map((part) => {
    if (part === "*") return star;
    return part.startsWith("*") ? ".*" : part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("")}$`, "s");
}
