import type { Elements, Property } from "../values/property";
import { and, not, or, some, type Truth } from "../values/truth";

/** A permission: verbs on resources of one API group. */
export interface Permission {
  /** API group; empty for the core one. */
  readonly group: string;
  /** Resources such as `pods`, with their subresource such as `pods/exec`. */
  readonly resources: readonly string[];
  /** Any verb where there are none. */
  readonly verbs?: readonly string[];
}

/**
 * Whether one rule of a role grants a permission, or a part of it, that no resourceNames narrow. They narrow every verb:
 * a request that names no object, such as one to create or to list without a field selector, is not granted at all.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources
 */
export function grants(rule: Property, { group, resources, verbs }: Permission, ignoringNames = false): Truth {
  const inGroup = includes(rule.child("apiGroups").elements(), group);
  // Most rules are about another group, and a role has many.
  if (inGroup === false) return false;
  const verbList = rule.child("verbs").elements();
  const granted = verbs
    ? or(...verbs.map((verb) => includes(verbList, verb)))
    : some(verbList.known, () => true, verbList.open);
  if (granted === false) return false;
  const isScoped = ignoringNames ? false : rule.child("resourceNames").some(() => true);
  const stated = rule.child("resources").elements();
  return and(
    inGroup,
    granted,
    not(isScoped),
    some(resources, (resource) => coversResource(stated, resource)),
  );
}

/**
 * Whether a list of resources covers one: by name, by `*`, or its subresource by `*` and the subresource. `pods` does
 * not cover `pods/exec`, and a star after the slash means nothing.
 */
function coversResource(list: Elements, resource: string): Truth {
  const [parent = "", subresource] = resource.split("/");
  return some(
    list.known,
    (entry) =>
      entry.satisfies((value) => {
        if (value === "*" || value === resource) return true;
        if (subresource === undefined) return false;
        // Permission to impersonate extra fields is written with the key of the field as the subresource.
        if (subresource === "*")
          return typeof value === "string" && (value === parent || value.startsWith(`${parent}/`));
        return value === `*/${subresource}`;
      }),
    list.open,
  );
}

/** Whether a list of verbs or groups has a member, or the star that means all. */
export function includes(list: Elements, wanted: string): Truth {
  return some(list.known, (entry) => entry.is(wanted, "*"), list.open);
}

/** Whether some entry is the star. */
export function hasStar(list: Property): Truth {
  return list.some((entry) => entry.is("*"));
}

/** Whether some verb does more than read. */
export function hasWritingVerb(rule: Property): Truth {
  return rule.child("verbs").some((verb) => not(or(...["get", "list", "watch"].map((read) => verb.is(read)))));
}
