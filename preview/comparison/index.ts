export { compare } from "./compare";
export type { ChangedResource, ComparedResource, Comparison } from "./comparison";
export { readEarlier, type Earlier } from "./earlier";
export { propertyChanges, type PropertyChange } from "./property-changes";
