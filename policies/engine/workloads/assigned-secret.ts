import { canBeSecret, isSensitiveName } from "./sensitive-name";

/** `NAME=value`, `--name=value`, `name: value`: as scripts, settings, connection strings and JSON have them. */
const assignment =
  /(?<=^|[\s;&?"'=])-{0,2}([A-Za-z][\w.-]*)["']?(?:=|[ \t]=[ \t]|[ \t]?:[ \t]+|:(?=["']))(?=("[^"\n]{0,300}"|'[^'\n]{0,300}'|[^\s"';&|,]{1,300}))/gm;

/** Values that scripts compute, templates fill in, or that count something. */
const computed = /^(?:[$`{}()[\]<>%*\\|#!@].*|.*[([{].*|-?\d+(?:\.\d+)?|null|nil|none|undefined|x+)$/i;

/** Parts of names that stand as often for the name of an object of the cluster as for what is in it. */
const ambiguous = new Set(["secret", "credential", "credentials", "token", "pass"]);

/** Whether a text gives something that is named like a secret a value that can be one. */
export function hasAssignedSecret(text: string, sensitiveNames: readonly string[]): boolean {
  if (!/[=:]/.test(text)) return false;
  const names = sensitiveNames.filter((name) => !ambiguous.has(name));
  return [...text.matchAll(assignment)].some(([, name = "", written = ""]) => {
    if (!isSensitiveName(name, names)) return false;
    const value = written.replace(/^(["'])(.*)\1$/, "$2");
    // In code, what stands for a secret is named like one as well.
    const isName = value === written && isSensitiveName(value, sensitiveNames);
    return canBeSecret(value) && !computed.test(value) && !isName;
  });
}
