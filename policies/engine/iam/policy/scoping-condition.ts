import type { IamAction } from "../../../knowledge/iam/actions";
import { someCondition } from "./statements";
import type { Property } from "../../values/property";
import { and, not, some, type Truth } from "../../values/truth";

/** Operators that demand a value and do not pass when the key is missing. */
const demanding = /^(foranyvalue:)?(stringequals|stringequalsignorecase|stringlike|arnequals|arnlike)$/i;

/**
 * Whether a condition of a statement limits an action to some resources, whatever the statement's Resource is:
 * to those with a tag, of a VPC, of a key's alias and so on, as far as the action looks at that at all.
 */
export function isScoped(statement: Property, action: IamAction): Truth {
  if (statement.at("Condition").isAbsent) return false;
  return someCondition(statement, (operator, key, values) => {
    const name = key.toLowerCase();
    if (!narrows(name, action)) return false;
    if (/^bool$/i.test(operator)) return name === "kms:grantisforawsresource" ? values.isTrue() : false;
    // A tag that must be there, whatever its value.
    if (/^null$/i.test(operator)) return /[:/]resourcetag\/|^aws:requesttag\//.test(name) ? isFalse(values) : false;
    return demanding.test(operator) && !name.startsWith("kms:grant") ? areNarrow(values) : false;
  });
}

function narrows(key: string, action: IamAction): boolean {
  // The service names the resource on whose behalf it acts in every request of its own.
  if (key === "aws:sourcearn") return true;
  // It names the resource itself, whose type the service's own reference leaves out where it is a cluster.
  if (key === "arc-zonal-shift:resourceidentifier") return action.id.startsWith("arc-zonal-shift:");
  const family = key.replace(/(?<=\/).*$|(?<=^kms:encryptioncontext:).*$/, "");
  if (!action.keys.has(family)) return false;
  return family !== "aws:requesttag/" || creates(action);
}

/** The tags of a request say something about the resource only where the request makes it. */
function creates({ name, levels }: IamAction): boolean {
  return (
    !levels.has("T") &&
    /^(Allocate|Copy|Create|Import|Launch|Provision|Purchase|Register|Request|Restore|Run|Start)/.test(name)
  );
}

/** Whether there are values, and none of them is a wildcard alone. */
function areNarrow(values: Property): Truth {
  const { known, open } = values.elements();
  if (known.length === 0 && !open) return false;
  return and(not(some(known, (value) => value.matches(/^[*?]*$/))), open ?? true);
}

function isFalse(values: Property): Truth {
  const { known, open } = values.elements();
  return open ?? (known.length > 0 && and(...known.map((value) => value.isFalse())));
}
