import type { RegisteredResource } from "../engine/registered-resource";
import type { SourcePosition } from "../program/sources";
import type { StackPreview } from "../stack-preview";
import type { Format } from "./format";

/** Raised when a member is removed or changes its meaning; new members do not raise it. */
const schemaVersion = 1;

/**
 * The interface for other programs: one object for one stack, a list for several. Described in docs/preview-json.md.
 * An unknown is `{"$unknown": true}`, a secret `{"$secret": true}`: both say so when they are serialized.
 */
export const json: Format = (previews, { several }) => {
  const documents = previews.map(documentOf);
  return `${JSON.stringify(several ? documents : documents[0], undefined, 2)}\n`;
};

function documentOf(preview: StackPreview): object {
  const { verdicts } = preview;
  return {
    schemaVersion,
    project: preview.project,
    stack: preview.stack,
    stackFile: preview.stackFile,
    policyConfiguration: preview.policyConfiguration ?? null,
    failed: preview.failed,
    comparison: preview.comparison,
    counts: preview.counts,
    findings: verdicts.findings,
    undecided: verdicts.undecided,
    waived: verdicts.waived,
    opaque: verdicts.opaque,
    coverage: verdicts.coverage,
    capacity: verdicts.capacity,
    outputs: preview.outputs,
    log: preview.log,
    timings: preview.timings,
    resources: preview.resources.map((resource) => resourceOf(resource, preview.sources.get(resource.urn))),
  };
}

/** Members in a fixed order, without those that say nothing. */
function resourceOf(resource: RegisteredResource, source: SourcePosition | undefined): object {
  return {
    urn: resource.urn,
    type: resource.type,
    name: resource.name,
    parent: resource.parent,
    custom: resource.custom,
    remote: resource.remote,
    external: resource.external,
    inputs: resource.inputs,
    outputs: resource.outputs,
    dependencies: resource.dependencies,
    propertyDependencies: resource.propertyDependencies,
    provider: resource.provider,
    protect: resource.protect,
    deletedWith: resource.deletedWith,
    retainOnDelete: resource.retainOnDelete,
    deleteBeforeReplace: resource.deleteBeforeReplace,
    ignoreChanges: resource.ignoreChanges,
    aliases: resource.aliases,
    additionalSecretOutputs: resource.additionalSecretOutputs,
    customTimeouts: resource.customTimeouts,
    source,
  };
}
