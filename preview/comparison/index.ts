export { compare, type ChangedResource, type ComparedResource, type Comparison } from "./compare";
export { readEarlier, type Earlier } from "./earlier";
export { propertyChanges, type PropertyChange } from "./property-changes";
