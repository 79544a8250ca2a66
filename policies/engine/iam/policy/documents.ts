import type { Resource } from "../../graph/resource";
import { statementsOf, type Statements } from "./statements";
import type { Property } from "../../values/property";
import { violation, type Condition } from "../../rule";
import type { Undecided } from "../../values/truth";

/** What a policy document says: what its bearer may do, who may become it, or who may use it. */
export type DocumentKind = "identity" | "trust" | "resource";

/** A policy document of a resource. */
export interface PolicyDocument {
  readonly kind: DocumentKind;
  readonly property: Property;
  readonly statements: Statements;
}

/** The properties that hold documents, by kind and type; `[]` marks a list whose elements have a `policy` each. */
const places: Readonly<Record<DocumentKind, Readonly<Record<string, readonly string[]>>>> = {
  identity: {
    "aws:iam/role:Role": ["inlinePolicies[]"],
    "aws:iam/rolePolicy:RolePolicy": ["policy"],
    "aws:iam/policy:Policy": ["policy"],
    "aws:iam/userPolicy:UserPolicy": ["policy"],
    "aws:iam/groupPolicy:GroupPolicy": ["policy"],
    "aws:eks/podIdentityAssociation:PodIdentityAssociation": ["policy"],
  },
  trust: { "aws:iam/role:Role": ["assumeRolePolicy"] },
  resource: {
    "aws:kms/key:Key": ["policy"],
    "aws:kms/keyPolicy:KeyPolicy": ["policy"],
    "aws:s3/bucket:Bucket": ["policy"],
    "aws:s3/bucketPolicy:BucketPolicy": ["policy"],
    "aws:secretsmanager/secret:Secret": ["policy"],
    "aws:secretsmanager/secretPolicy:SecretPolicy": ["policy"],
    "aws:sqs/queue:Queue": ["policy"],
    "aws:sqs/queuePolicy:QueuePolicy": ["policy"],
    "aws:sns/topic:Topic": ["policy"],
    "aws:sns/topicPolicy:TopicPolicy": ["policy"],
    "aws:ecr/repositoryPolicy:RepositoryPolicy": ["policy"],
    "aws:efs/fileSystemPolicy:FileSystemPolicy": ["policy"],
    "aws:ec2/vpcEndpoint:VpcEndpoint": ["policy"],
    "aws:dynamodb/resourcePolicy:ResourcePolicy": ["policy"],
    "aws:backup/vaultPolicy:VaultPolicy": ["policy"],
    "aws:opensearch/domain:Domain": ["accessPolicies"],
    "aws:elasticsearch/domain:Domain": ["accessPolicies"],
    "aws:cloudwatch/eventBusPolicy:EventBusPolicy": ["policy"],
    "aws:kinesis/resourcePolicy:ResourcePolicy": ["policy"],
    "aws:msk/clusterPolicy:ClusterPolicy": ["policy"],
    "aws:ecr/registryPolicy:RegistryPolicy": ["policy"],
    "aws:glue/resourcePolicy:ResourcePolicy": ["policy"],
  },
};

/** Types with documents of the given kinds and the properties that hold them, as rules state what they read. */
export function documentReads(...kinds: readonly DocumentKind[]): Readonly<Record<string, readonly string[]>> {
  const reads: Record<string, readonly string[]> = {};
  for (const kind of kinds)
    for (const [type, paths] of Object.entries(places[kind]))
      reads[type] = [...(reads[type] ?? []), ...paths.map((path) => path.replace("[]", "[].policy"))];
  return reads;
}

interface Documents {
  readonly known: readonly PolicyDocument[];
  /** Why there may be others. */
  readonly open: Undecided | undefined;
}

const cache = new WeakMap<Resource, Map<DocumentKind, Documents>>();

/** The documents of one kind in a resource. Each is parsed once, however many rules read it. */
export function documentsOf(resource: Resource, kind: DocumentKind): Documents {
  const ofResource = cache.get(resource) ?? new Map<DocumentKind, Documents>();
  cache.set(resource, ofResource);
  const known = ofResource.get(kind);
  if (known) return known;
  const documents = read(resource, kind);
  ofResource.set(kind, documents);
  return documents;
}

function read(resource: Resource, kind: DocumentKind): Documents {
  const lists = (places[kind][resource.type] ?? []).map((path) => {
    if (!path.endsWith("[]")) return { known: [resource.at(path)], open: undefined };
    const { known, open } = resource.at(path.slice(0, -2)).elements();
    return { known: known.map((element) => element.child("policy")), open };
  });
  return {
    known: lists
      .flatMap((list) => list.known)
      // Without a document there is nothing to judge. The provider writes one empty element for "no inline policies".
      .filter((property) => !property.isAbsent && property.text() !== "")
      .map((property) => ({ kind, property, statements: statementsOf(property) })),
    open: lists.find((list) => list.open)?.open,
  };
}

/**
 * What a rule says of every statement of a resource's documents. Statements that are not known leave it undecided.
 * Without a document there is no condition: the resource is outside the rule's domain.
 */
export function judgeStatements(
  resource: Resource,
  kinds: readonly DocumentKind[],
  judge: (statement: Property, document: PolicyDocument) => readonly Condition[],
): readonly Condition[] {
  return kinds.flatMap((kind) => {
    const { known, open } = documentsOf(resource, kind);
    const unknownDocument = open ? [violation(open, open.path, "A policy document is not known.")] : [];
    return [
      ...unknownDocument,
      ...known.flatMap((document) => [
        violation(document.statements.open ?? false, document.property, "A statement of the policy is not known."),
        ...document.statements.known.flatMap((statement) => judge(statement, document)),
      ]),
    ];
  });
}
