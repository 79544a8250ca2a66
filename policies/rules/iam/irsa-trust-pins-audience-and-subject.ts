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
import { intendedTrust, irsaStatements, type OidcStatement } from "../../engine/iam/oidc-trust";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { and, not, or, some, type Truth } from "../../engine/values/truth";

const audience = "sts.amazonaws.com";
const exactSubject = /^system:serviceaccount:[^:*?]+:[^:*?]+$/;
const subjectPattern = /^system:serviceaccount:[^:*?]+:[^:]+$/;

export const irsaTrustPinsAudienceAndSubject: Rule = {
  id: "IAM-08",
  name: "irsa-trust-pins-audience-and-subject",
  title: "Roles for service accounts pin the audience and the service account",
  why: "Without a subject every pod of the cluster can become the role; without an audience, tokens made for others can.",
  fix: "Add StringEquals conditions on <issuer>:aud and on <issuer>:sub, as system:serviceaccount:<namespace>:<name>.",
  level: "mandatory",
  scope: "resource and stack",
  references: { cis: ["5.2.1"], soc2: ["CC6.1", "CC6.3"], hipaa: ["312(a)(1)", "312(d)"], nsa: ["Auth"] },
  reads: documentReads("trust"),
  check(role, { graph }) {
    const { known, open } = irsaStatements(role, graph);
    const rest = open ? [violation(open, open.path, "The trust policy is not known."), ...ofIntent(role, graph)] : [];
    return [...known.flatMap(ofStatement), ...rest];
  },
};

function ofStatement({ statement, federated, issuer, applies }: OidcStatement): readonly Condition[] {
  const condition = statement.child("Condition");
  const { known, open } = conditionsOf(statement);
  const claims = known.filter(({ key }) => /:(aud|sub)$/.test(key));
  const unclear = { path: federated.path, reason: "the issuer of the provider is not known" };
  const isAbout = (claim: string, { key }: IamCondition): boolean =>
    issuer === undefined ? key.endsWith(`:${claim}`) : key === `${issuer}:${claim}`;
  const audiencePinned = some(
    claims,
    (each) =>
      isAbout("aud", each) && (isEquals(each) || isLike(each))
        ? everyValue(each, (value) => value.is(audience))
        : false,
    open,
  );
  const subjectAsked = some(claims, (each) => isAbout("sub", each), open);
  const states = (when: Truth, at: typeof condition, message: string, fix?: string): Condition =>
    violation(and(applies, when), at, message, fix === undefined ? {} : { fix });
  return [
    states(not(audiencePinned), condition, "The trust policy does not ask for whom the token was made."),
    states(not(subjectAsked), condition, "The trust policy admits every service account of the cluster."),
    ...(issuer === undefined ? [states(unclear, condition, "The conditions may be about another issuer.")] : []),
    ...claims.flatMap((each) => {
      const claim = each.key.endsWith(":sub") ? "sub" : "aud";
      if (!isAbout(claim, each))
        return [states(true, each.values, `The condition is about another issuer than the provider's.`)];
      if (!isEquals(each) && !isLike(each))
        return [states(true, each.values, `The operator ${each.operator} does not pin the ${claim} of the token.`)];
      const form = isEquals(each) ? exactSubject : subjectPattern;
      return claim === "sub"
        ? [
            states(
              each.values.some((value) => not(value.matches(form))),
              each.values,
              "The subject is not one service account of one namespace.",
              "Write the subject as system:serviceaccount:<namespace>:<name>.",
            ),
          ]
        : [];
    }),
  ];
}

/** What the component that makes the role says of a trust policy that holds an issuer which is not known yet. */
function ofIntent(role: Resource, graph: Graph): readonly Condition[] {
  const intent = intendedTrust(role, graph);
  if (!intent) return [];
  const stated = intent.at("audience");
  const wild = (property: string): Truth => intent.at(property).matches(/[*?:]/);
  const at = role.at("assumeRolePolicy");
  return [
    violation(and(stated.present(), not(stated.is(audience))), at, "The component admits tokens made for others."),
    violation(or(wild("namespace"), wild("serviceAccount")), at, "The component admits several service accounts."),
  ];
}
