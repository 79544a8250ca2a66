import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import { globMatches } from "../../engine/glob";
import {
  coversAction,
  hasPrincipalRestriction,
  isAllow,
  namesEverybody,
  principalsOf,
  statementsOf,
  type Principal,
} from "../../engine/iam/policy/statements";
import type { Property } from "../../engine/values/property";
import { sameRegion } from "../../engine/provider/region";
import { violation, type Condition, type Context, type Rule } from "../../engine/rule";
import { and, not, or, some, type Truth, type Undecided } from "../../engine/values/truth";

const repository = "aws:ecr/repository:Repository";
const template = "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate";
const repositoryPolicy = "aws:ecr/repositoryPolicy:RepositoryPolicy";
const lifecyclePolicy = "aws:ecr/lifecyclePolicy:LifecyclePolicy";
const registryScanning = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration";
const inspector = "aws:inspector2/enabler:Enabler";
const pushActions = ["PutImage", "InitiateLayerUpload", "UploadLayerPart", "CompleteLayerUpload"].map(
  (action) => `ecr:${action}`,
);

export const ecrScannedAndImmutable: Rule = {
  id: "WL-20",
  name: "ecr-scanned-and-immutable",
  title: "Image repositories are scanned, keep their tags, and only the account pushes to them",
  why: "A tag that can be overwritten, or that strangers can push, puts other code into the cluster than was reviewed.",
  fix: "Set imageTagMutability to IMMUTABLE.",
  level: "mandatory",
  scope: "stack",
  references: {
    cis: ["5.1.1", "5.1.2"],
    fsbp: ["ECR.1", "ECR.2", "ECR.3", "Inspector.2"],
    securityHub: ["ECR.5"],
    soc2: ["CC7.1", "CC8.1"],
    hipaa: ["308(a)(5)(ii)(B)"],
    nsa: ["Upd"],
  },
  reads: {
    [repository]: ["imageScanningConfiguration.scanOnPush", "imageTagMutability", "encryptionConfigurations"],
    [template]: ["imageTagMutability", "encryptionConfigurations", "repositoryPolicy", "lifecyclePolicy"],
    [repositoryPolicy]: ["policy"],
  },
  follows: [registryScanning, inspector, lifecyclePolicy],
  check(resource, context) {
    if (resource.type === repositoryPolicy) return policyConditions(resource, resource.at("policy"), context.graph);
    if (resource.type === template)
      return [
        ...contentConditions(resource, context),
        ...policyConditions(resource, resource.at("repositoryPolicy"), context.graph),
        lifecycleCondition(resource.at("lifecyclePolicy").absent(), "lifecyclePolicy"),
      ];
    const policies = context.graph.referrers(resource, lifecyclePolicy, "repository");
    return [
      ...contentConditions(resource, context),
      violation(
        not(
          or(
            resource.at("imageScanningConfiguration.scanOnPush").isTrue(),
            isScannedByRegistry(resource, context.graph),
          ),
        ),
        "imageScanningConfiguration.scanOnPush",
        "Nobody scans the images of the repository.",
        {
          fix: "Set imageScanningConfiguration.scanOnPush to true, or add a registry rule whose filter matches the name.",
        },
      ),
      lifecycleCondition(not(some(policies, ({ refers }) => refers)), "lifecyclePolicy"),
    ];
  },
};

function contentConditions(resource: Resource, { parameters }: Context): readonly Condition[] {
  const mutability = resource.at("imageTagMutability");
  const encryption = resource.at("encryptionConfigurations");
  const exclusions = resource.at("imageTagMutabilityExclusionFilters");
  const { known, open } = exclusions.elements();
  const hasExclusions = mutability.is("IMMUTABLE_WITH_EXCLUSION");
  const hasKey = encryption.some((each) => each.child("encryptionType").is("KMS", "KMS_DSSE"));
  return [
    violation(
      not(mutability.is("IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION")),
      mutability,
      "A tag of the repository can be moved to another image.",
    ),
    ...known.map((each) =>
      violation(
        and(hasExclusions, each.child("filter").matches(/^\*+$/)),
        each.child("filter"),
        "The exclusion takes all tags, so that each can be moved.",
        { fix: "Exclude the tags by name that must move, or none." },
      ),
    ),
    ...(open ? [violation(and(hasExclusions, open), exclusions, "An exclusion may take all tags.")] : []),
    violation(parameters.environment === "prod" && not(hasKey), encryption, "The images are not encrypted with KMS.", {
      fix: "Add an encryption configuration with encryptionType KMS.",
    }),
  ];
}

function lifecycleCondition(missing: Truth, path: string): Condition {
  return violation(missing, path, "Images of the repository are kept forever.", {
    level: "advisory",
    fix: "Add a LifecyclePolicy that expires old images.",
  });
}

/** Whether a rule of the registry scans the repository; without rules, Inspector scans all. */
function isScannedByRegistry(resource: Resource, graph: Graph): Truth {
  const configurations = graph.ofType(registryScanning);
  const name = resource.at("name");
  const byRule = some(configurations, (configuration) =>
    and(
      sameRegion(graph, resource, configuration),
      configuration.at("rules").some((rule) =>
        and(
          rule.child("scanFrequency").is("SCAN_ON_PUSH", "CONTINUOUS_SCAN"),
          rule.child("repositoryFilters").some((each) => filterMatches(each.child("filter"), name)),
        ),
      ),
    ),
  );
  const byInspector = some(graph.ofType(inspector), (enabler) =>
    and(
      sameRegion(graph, resource, enabler),
      enabler.at("resourceTypes").some((type) => type.is("ECR")),
    ),
  );
  return or(byRule, and(not(some(configurations, (each) => sameRegion(graph, resource, each))), byInspector));
}

/**
 * Whether a filter matches a repository's name: with a wildcard as a whole, without one anywhere in it.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-filters.html
 */
function filterMatches(filter: Property, name: Property): Truth {
  if (filter.isUnknown) return filter.undecided;
  const pattern = filter.text() ?? "";
  if (/^\*+$/.test(pattern)) return true;
  if (name.text() === undefined)
    return { path: "name", reason: "the name of the repository is not known, and a filter decides by it" };
  return globMatches(pattern.includes("*") ? pattern : `*${pattern}*`, name.text() ?? "");
}

function policyConditions(resource: Resource, policy: Property, graph: Graph): readonly Condition[] {
  const { known, open } = statementsOf(policy);
  const own = accountOf(resource, graph);
  return [
    violation(
      some(
        known,
        (statement) => and(isAllow(statement), namesEverybody(statement), not(hasPrincipalRestriction(statement))),
        open,
      ),
      policy,
      "The policy lets everybody use the repository.",
      { fix: "Name principals, or add a condition on an account or organization." },
    ),
    violation(
      some(known, (statement) => and(isAllow(statement), pushes(statement), namesForeigner(statement, own)), open),
      policy,
      "The policy lets another account push images.",
      { fix: "Let other accounts pull only, and push from roles of the repository's own account." },
    ),
  ];
}

function pushes(statement: Property): Truth {
  return or(...pushActions.map((action) => coversAction(statement, action)));
}

function namesForeigner(statement: Property, own: string | undefined): Truth {
  const { known, open } = principalsOf(statement);
  return some(known, (principal) => isForeign(principal, own), open);
}

function isForeign({ type, value }: Principal, own: string | undefined): Truth {
  if (type !== "AWS") return false;
  if (value.isUnknown) return value.undecided;
  const [account] = /(?<![0-9])\d{12}(?![0-9])/.exec(value.text() ?? "") ?? [];
  if (account === undefined || account === own) return false;
  const undecided: Undecided = { path: value.path, reason: "the account of the repository is not known" };
  return own === undefined ? undecided : true;
}

/** The account that the provider is restricted to. */
function accountOf(resource: Resource, graph: Graph): string | undefined {
  const provider = resource.source.provider === undefined ? undefined : graph.get(resource.source.provider);
  const allowed = provider?.at("allowedAccountIds").json()?.elements().known ?? [];
  return allowed.length === 1 ? allowed[0]?.text() : undefined;
}
