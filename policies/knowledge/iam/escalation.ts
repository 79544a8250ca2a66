/** What a principal must be allowed for a combination, as a tree of alternatives. */
export type Need =
  | { readonly kind: "action"; readonly action: string; readonly extent: Extent }
  /** `iam:PassRole`, to one of the services if its statement names any. */
  | { readonly kind: "pass"; readonly services: readonly string[]; readonly extent: Extent }
  | { readonly kind: "all" | "one"; readonly needs: readonly Need[] };

/** `wide`: on every resource or all of a type, without a condition that narrows it; `any`: on at least one resource. */
export type Extent = "wide" | "any";

/** A set of permissions by which a principal comes by more than it was given. */
export interface Escalation {
  readonly id: string;
  /** How, as the end of a sentence about the principal: "gets …". */
  readonly how: string;
  readonly needs: Need;
  /** The condition that takes the danger out of its actions, if there is one. */
  readonly defusedBy?: "permissions boundary" | "access entry";
  /** Whether it also counts on the principal itself, or on a role with more rights. */
  readonly modifiesItself?: true;
  /** Whether nodes hold it by design. */
  readonly exceptNodes?: true;
}

/** Every one of several. */
export const all = (...needs: readonly Need[]): Need => ({
  kind: "all",
  // Whether a role is handed on hangs on other roles: it is asked last.
  needs: [...needs.filter(({ kind }) => kind !== "pass"), ...needs.filter(({ kind }) => kind === "pass")],
});
/** One of several. */
export const one = (...needs: readonly Need[]): Need => ({ kind: "one", needs });
const actions = (extent: Extent, ids: readonly string[]): Need =>
  one(...ids.map((action): Need => ({ kind: "action", action, extent })));
/** One of several actions, widely allowed. */
export const wide = (...ids: readonly string[]): Need => actions("wide", ids);
/** One of several actions, on whatever resource. */
export const any = (...ids: readonly string[]): Need => actions("any", ids);
/** Every one of several actions, to the same extent. */
export const both = (extent: Extent, ...ids: readonly string[]): Need => all(...ids.map((id) => actions(extent, [id])));
const named = (services: readonly string[]): readonly string[] => services.map((name) => `${name}.amazonaws.com`);
/** Any role to a service; or a named one that is strong itself. */
export const pass = (...services: readonly string[]): Need => ({
  kind: "pass",
  services: named(services),
  extent: "wide",
});
/** Some role to a service, however weak it seems. */
export const passAny = (...services: readonly string[]): Need => ({
  kind: "pass",
  services: named(services),
  extent: "any",
});
