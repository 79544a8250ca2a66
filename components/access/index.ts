export { BreakGlass, type BreakGlassArgs } from "./break-glass";
export { providerGrants, type IdentityProvider, type ProviderMembers } from "./identity-provider";
export { IdentityProviders, type IdentityProvidersArgs } from "./identity-providers";
export { personEntry, personGrants, type Person } from "./person";
export { platformRoles, type GroupGrant, type PlatformRole } from "./platform-role";
export { RoleBindings, type RoleBindingsArgs } from "./role-bindings";
