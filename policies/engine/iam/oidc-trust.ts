import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { coversAction, iamPatternMatches, isAllow } from "./policy/statements";
import { Property } from "../values/property";
import { and, every, or, some, type Truth, type Undecided } from "../values/truth";
import { awsCluster, componentCluster } from "../clusters/cluster";
import { conditionsOf, isEquals, isLike, type Condition } from "./policy/conditions";
import { documentsOf } from "./policy/documents";

export const oidcProviderType = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";

/** A statement by which tokens of an OpenID Connect provider become sessions of a role. */
export interface OidcStatement {
  readonly statement: Property;
  readonly federated: Property;
  /** Whether it is one, about the provider that was asked for. */
  readonly applies: Truth;
  /** Host and path of the issuer, which is the prefix of condition keys, in lower case; undefined where not known. */
  readonly issuer: string | undefined;
}

const eksHost = /^oidc\.eks[.-]/;

/** The statements by which service accounts of EKS clusters assume a role (IAM roles for service accounts). */
export function irsaStatements(
  role: Resource,
  graph: Graph,
): { readonly known: readonly OidcStatement[]; readonly open: Undecided | undefined } {
  const { known, open } = oidcStatements(role, (federated) => {
    const issuer = issuerOf(federated);
    if (issuer !== undefined && eksHost.test(issuer)) return true;
    const providers = graph.resolve(role, federated, oidcProviderType);
    if (providers.kind === "resolved") return every(providers.targets, (provider) => isEksProvider(provider, graph));
    return federated.isUnknown ? federated.undecided : false;
  });
  return {
    known: known.map((each) => ({ ...each, issuer: each.issuer ?? issuerOfProvider(role, each, graph) })),
    open,
  };
}

/** The issuer of the one provider of the stack that a statement names, where its URL is a literal. */
function issuerOfProvider(role: Resource, { federated }: OidcStatement, graph: Graph): string | undefined {
  const providers = graph.resolve(role, federated, oidcProviderType);
  const url = providers.kind === "resolved" && providers.certain ? providers.targets[0]?.at("url").text() : undefined;
  return url === undefined ? undefined : hostAndPath(url);
}

/** Statements of a role for federated principals that the judgement is true of, or may be. */
export function oidcStatements(
  role: Resource,
  isWanted: (federated: Property) => Truth,
): { readonly known: readonly OidcStatement[]; readonly open: Undecided | undefined } {
  const { known, open } = documentsOf(role, "trust");
  const statements = known.flatMap((document) => document.statements.known);
  const lists = statements.map((statement) => {
    const mayBeOne = and(isAllow(statement), coversAction(statement, "sts:AssumeRoleWithWebIdentity"));
    const principal = statement.child("Principal");
    return {
      known: federatedIn(principal)
        .map((federated): OidcStatement => {
          const applies = and(mayBeOne, isWanted(federated));
          return { statement, federated, applies, issuer: issuerOf(federated) };
        })
        .filter(({ applies }) => applies !== false),
      open: mayBeOne !== false && principal.isUnknown ? principal.undecided : undefined,
    };
  });
  return {
    known: lists.flatMap((list) => list.known),
    open:
      open ??
      known.find(({ statements: { open: more } }) => more)?.statements.open ??
      lists.find((list) => list.open)?.open,
  };
}

/** The federated principals, unknown ones among them: a relation may still tell which provider it is. */
function federatedIn(principal: Property): readonly Property[] {
  if (principal.isUnknown) return [];
  const federated = principal.child("Federated");
  if (federated.isAbsent) return [];
  return Array.isArray(federated.raw) ? federated.raw.map((_, index) => federated.child(index)) : [federated];
}

/** The issuer that a provider's ARN names, in lower case. */
function issuerOf(federated: Property): string | undefined {
  return /^arn:[^:]*:iam::[^:]*:oidc-provider\/(.+)$/.exec(federated.text() ?? "")?.[1]?.toLowerCase();
}

/** The providers of the stack that a federated principal names, or all that went into an unknown one. */
export function providersOf(
  role: Resource,
  reference: Property,
  graph: Graph,
): { readonly targets: readonly Resource[]; readonly open: Undecided | undefined } {
  const resolution = graph.resolve(role, reference, oidcProviderType);
  if (resolution.kind === "resolved") return { targets: resolution.targets, open: undefined };
  if (resolution.kind === "undecided") return { targets: [], open: resolution.undecided };
  const issuer = issuerOf(reference);
  const targets = graph
    .ofType(oidcProviderType)
    .filter((provider) => hostAndPath(provider.at("url").text() ?? "") === issuer);
  const open = { path: reference.path, reason: "the provider is outside the stack" };
  return { targets, open: targets.length === 0 ? open : undefined };
}

/** Whether a provider is that of an EKS cluster, by its URL. */
export function isEksProvider(provider: Resource, graph: Graph): Truth {
  const url = provider.at("url");
  const text = url.text();
  if (text !== undefined) return eksHost.test(hostAndPath(text));
  return graph.resolve(provider, url, awsCluster, componentCluster).kind === "resolved" ? true : url.undecided;
}

/** Whether a provider's URL is the issuer of a cluster of the stack. */
export function isIssuedByClusterOfStack(provider: Resource, graph: Graph): Truth {
  const clusters = graph.ofType(awsCluster, componentCluster);
  const url = provider.at("url");
  const source = graph.resolve(provider, url, awsCluster, componentCluster);
  if (source.kind === "resolved") return true;
  if (url.isUnknown) return url.undecided;
  if (clusters.length === 0) return { path: url.path, reason: "no cluster is in the stack" };
  const wanted = hostAndPath(url.text() ?? "");
  return or(
    ...clusters.map((cluster): Truth => {
      const issuers = new Property(cluster.source.outputs, "").at("identities");
      const unknownIssuer = { path: url.path, reason: `the issuer of ${cluster.name} is not known` };
      if (issuers.isUnknown || issuers.isAbsent) return unknownIssuer;
      return some(issuers.elements().known, (identity) =>
        identity.at("oidcs").some((oidc) => {
          const issuer = oidc.at("issuer");
          return issuer.isUnknown ? unknownIssuer : hostAndPath(issuer.text() ?? "") === wanted;
        }),
      );
    }),
  );
}

function hostAndPath(url: string): string {
  return url
    .toLowerCase()
    .replace(/^https:\/\//, "")
    .replace(/\/$/, "");
}

/** What a component states of its role's trust in a service account, where the trust policy itself is not known yet. */
export function intendedTrust(role: Resource, graph: Graph): Resource | undefined {
  return graph.ancestors(role).find((ancestor) => {
    const mechanism = ancestor.at("mechanism");
    const isIrsa = mechanism.isAbsent ? !ancestor.at("issuer").isAbsent : mechanism.text() === "irsa";
    return isIrsa && !ancestor.at("namespace").isAbsent && !ancestor.at("serviceAccount").isAbsent;
  });
}

/** Whether a role lets tokens of a service account in, such as `system:serviceaccount:apps:web`. */
export function admitsSubject(role: Resource, subject: string, graph: Graph): Truth {
  const { known, open } = irsaStatements(role, graph);
  return some(
    known,
    ({ statement, applies }) => {
      const asked = conditionsOf(statement);
      const pinned = asked.known.filter(({ key }) => key.endsWith(":sub"));
      return and(
        applies,
        // A statement that asks for no subject admits all of them, which is for another rule to say.
        every(
          pinned,
          (each) =>
            isEquals(each) || isLike(each) ? each.values.some((value) => matches(each, value, subject)) : true,
          asked.open,
        ),
      );
    },
    open,
  );
}

function matches(condition: Condition, value: Property, subject: string): Truth {
  return value.satisfies(
    (text) =>
      typeof text === "string" && (isLike(condition) ? iamPatternMatches(text, subject, true) : text === subject),
  );
}

/** The service accounts whose tokens a statement admits: exact ones, and patterns. */
export function subjectsOf(statement: Property): readonly Property[] {
  return conditionsOf(statement)
    .known.filter((each) => each.key.endsWith(":sub") && (isEquals(each) || isLike(each)))
    .flatMap(({ values }) => values.elements().known);
}
