import type * as pulumi from "@pulumi/pulumi";

/** Options whose dependencies are plain, so that a component can hand them on to a part of its own. */
export interface PlainOptions extends Omit<pulumi.ComponentResourceOptions, "dependsOn"> {
  /** What that part waits for, and is deleted before. Roles of the component do not wait. */
  readonly dependsOn?: pulumi.Resource | readonly pulumi.Resource[];
}

/** Plain options of what always waits for something. */
export interface OrderedOptions extends PlainOptions {
  readonly dependsOn: readonly pulumi.Resource[];
}
