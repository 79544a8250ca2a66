export { accessEntry, accessPolicies, accessSchema, roleSettings } from "./access";
export { personSettings } from "./people";
export { identityProviderSettings } from "./identity-providers";
