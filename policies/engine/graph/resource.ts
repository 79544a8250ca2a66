import { Property } from "../values/property";
import { configuredPods } from "../workloads/pod-templates";
import type { PropertyMap } from "../values/value";

/** A file with Kubernetes objects, under the path by which a component names it. */
export interface ManifestFile {
  readonly path: string;
  readonly text: string;
}

/** One registered resource, as the preview or the Pulumi engine hands it over. */
export interface GraphResource {
  readonly urn: string;
  /** Type token, such as `aws:eks/cluster:Cluster`. */
  readonly type: string;
  readonly name: string;
  readonly parent?: string | undefined;
  /** Whether a provider creates it; components are not custom. */
  readonly custom: boolean;
  /** Whether it is a component that a provider plugin constructs, whose children may not be visible. */
  readonly remote: boolean;
  /** What the program declared. */
  readonly inputs: PropertyMap;
  /** What is planned or exists: declared and computed values, as far as they are known. */
  readonly outputs?: PropertyMap | undefined;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** URN of the explicit provider resource, without its id. */
  readonly provider?: string | undefined;
  readonly protect: boolean;
  readonly deletedWith?: string | undefined;
  readonly retainOnDelete: boolean;
  /** The files that its inputs name, where whoever hands it over has read them, and whether those are all. */
  readonly manifests?: { readonly files: readonly ManifestFile[]; readonly isComplete: boolean } | undefined;
}

/** All resources of one stack. */
export interface ResourceGraph {
  readonly project: string;
  readonly stack: string;
  readonly resources: readonly GraphResource[];
}

/** A resource as rules see it: decoded once, read through properties that say known, absent or unknown. */
export class Resource {
  /** Type token, in the one form that rules read: see {@link typeOf}. */
  readonly type: string;

  /**
   * @param podTemplates where an operator says that its objects have pods
   * @param properties the inputs, where they stand in those of the component that will make it
   */
  constructor(
    readonly source: GraphResource,
    readonly podTemplates: readonly string[] = [],
    readonly properties = new Property(source.inputs, ""),
  ) {
    this.type = typeOf(source.type);
  }

  /** Whether its component only says that it will make it: the stack does not hold it yet. */
  get isAnnounced(): boolean {
    return this.properties.path !== "";
  }

  /** The types by which rules ask for it. */
  get readAs(): readonly string[] {
    return this.podTemplates.length > 0 ? [this.type, configuredPods] : [this.type];
  }

  get urn(): string {
    return this.source.urn;
  }

  get name(): string {
    return this.source.name;
  }

  /** The declared property at a dotted path. */
  at(path: string): Property {
    return this.properties.at(path);
  }

  /** A value that the provider computed, where it is known: identity for reference matching, never judged. */
  computed(key: string): string | undefined {
    return new Property(this.source.outputs, "").child(key).text();
  }
}

/**
 * The token of a type. A `CustomResource` of the core group is a `kubernetes:v1:Pod`, where the class for it says
 * `kubernetes:core/v1:Pod`: to the cluster they are the same. What is set beside a bucket has two classes each, of which
 * the older ends in `V2`; that of the bucket itself has properties of its own.
 */
function typeOf(token: string): string {
  if (token.startsWith("kubernetes:v")) return token.replace(/^kubernetes:(v\d[^:/]*):/, "kubernetes:core/$1:");
  return token.startsWith("aws:s3/bucket")
    ? token.replace(/^aws:s3\/(bucket\w+)V2:(Bucket\w+)V2$/, "aws:s3/$1:$2")
    : token;
}
