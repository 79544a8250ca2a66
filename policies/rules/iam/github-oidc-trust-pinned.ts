import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import {
  conditionsOf,
  everyValue,
  isEquals,
  isLike,
  type Condition as IamCondition,
} from "../../engine/iam/policy/conditions";
import { documentReads } from "../../engine/iam/policy/documents";
import { isEksProvider, oidcStatements, providersOf, type OidcStatement } from "../../engine/iam/oidc-trust";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { and, every, not, or, some, type Truth } from "../../engine/values/truth";

const issuer = /^(https:\/\/)?token\.actions\./i;
/** `repo:<owner>/<name>:` without a wildcard. */
const repositorySubject = /^repo:[^/:*?]+\/[^/:*?]+:.+$/;
/** A wildcard inside the name of a branch. */
const branchPattern = /(^|:)refs\/heads\/.*[*?]/;

export const githubOidcTrustPinned: Rule = {
  id: "IAM-13",
  name: "github-oidc-trust-pinned",
  title: "Roles for GitHub Actions pin the repository and its branch or environment",
  why: "GitHub issues tokens to every workflow of every repository: whoever the conditions do not exclude gets the role.",
  fix: "Add a StringEquals condition on sub such as repo:<owner>/<name>:environment:<name>.",
  level: "mandatory",
  scope: "resource and stack",
  references: { soc2: ["CC6.1", "CC8.1"], hipaa: ["312(d)"] },
  reads: documentReads("trust"),
  check(role, { graph }) {
    const { known, open } = oidcStatements(role, (federated) => isGitHub(role, federated, graph));
    const trust = role.at("assumeRolePolicy");
    // A document that is made of the providers of clusters alone is not about GitHub.
    const mayBe = trust.isUnknown && isGitHub(role, trust, graph) === false ? undefined : open;
    const rest = mayBe
      ? [violation(mayBe, mayBe.path, "The trust policy is not known."), ...ofIntent(role, graph)]
      : [];
    return [...known.flatMap(ofStatement), ...rest];
  },
};

function isGitHub(role: Resource, federated: Property, graph: Graph): Truth {
  if (!federated.isUnknown) return federated.matches(/:oidc-provider\/token\.actions\./i);
  const { targets, open } = providersOf(role, federated, graph);
  return (
    open ?? every(targets, (provider) => and(not(isEksProvider(provider, graph)), provider.at("url").matches(issuer)))
  );
}

function ofStatement({ statement, applies }: OidcStatement): readonly Condition[] {
  const { known, open } = conditionsOf(statement);
  const on = (claim: string, ...operators: readonly ((each: IamCondition) => boolean)[]): readonly IamCondition[] =>
    known.filter((each) => claimOf(each) === claim && operators.some((isOne) => isOne(each)));
  const literal = (claim: string): Truth =>
    some(on(claim, isEquals, isLike), (each) => everyValue(each, (value) => value.matches(/^[^*?]+$/)), open);
  // As a pattern without a wildcard it is asked for to the letter as well.
  const audience = or(
    some(on("aud", isEquals), (each) => everyValue(each, (value) => value.present()), open),
    literal("aud"),
  );
  const subject = on("sub", isEquals, isLike);
  const everySubject = (judge: (value: Property) => Truth): Truth =>
    some(subject, (each) => everyValue(each, judge), open);
  const repository = or(
    everySubject((value) => value.matches(repositorySubject)),
    literal("repository"),
    literal("repository_id"),
  );
  const origin = or(literal("environment"), literal("job_workflow_ref"));
  const reference = or(
    everySubject((value) => value.satisfies((text) => typeof text === "string" && pinsOrigin(text))),
    some(on("ref", isEquals, isLike), (each) => everyValue(each, (value) => value.satisfies(isRefPinned)), open),
  );
  const loose = some(
    [...subject, ...on("ref", isEquals, isLike)],
    (each) => each.values.some((value) => value.matches(branchPattern)),
    open,
  );
  const condition = statement.child("Condition");
  const at = subject[0]?.values ?? condition;
  return [
    violation(and(applies, not(audience)), condition, "The trust policy does not ask for whom the token was made.", {
      fix: "Add a StringEquals condition on aud, which is sts.amazonaws.com for AWS.",
    }),
    violation(and(applies, not(repository)), at, "The trust policy admits more than one repository of GitHub."),
    violation(
      and(applies, not(or(origin, reference))),
      at,
      "The trust policy admits every branch or pull request of the repository.",
    ),
    violation(and(applies, loose, not(origin)), at, "The trust policy admits all branches whose name fits a pattern.", {
      level: "advisory",
      fix: "Name the branch, or an environment with protection rules.",
    }),
  ];
}

function claimOf({ key }: IamCondition): string {
  return issuer.test(key) ? key.slice(key.lastIndexOf(":") + 1) : "";
}

/** Whether a subject names a branch, an environment or a workflow, so that not every run of the repository has it. */
function pinsOrigin(subject: string): boolean {
  const [, , ...rest] = subject.split(":");
  const origin = rest.join(":");
  if (origin === "" || origin === "pull_request") return false;
  return !/[*?]/.test(origin) || isRefPinned(origin.replace(/^ref:/, ""));
}

function isRefPinned(ref: unknown): boolean {
  return typeof ref === "string" && ref !== "" && (!/[*?]/.test(ref) || ref.startsWith("refs/heads/"));
}

/** What the component that makes the role says of a trust policy that is not known yet. */
function ofIntent(role: Resource, graph: Graph): readonly Condition[] {
  const intent = graph.ancestors(role).find((ancestor) => !ancestor.at("repository").isAbsent);
  if (!intent) return [];
  const repository = intent.at("repository");
  const ref = intent.at("ref");
  const at = role.at("assumeRolePolicy");
  const isOpen = and(
    ref.present(),
    ref.satisfies((value) => !isRefPinned(value)),
    intent.at("environment").absent(),
  );
  return [
    violation(repository.matches(/[*?]/), at, "The component admits more than one repository of GitHub."),
    violation(isOpen, at, "The component admits every branch or pull request of the repository."),
  ];
}
