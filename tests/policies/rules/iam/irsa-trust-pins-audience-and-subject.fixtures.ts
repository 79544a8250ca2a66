import { unknown } from "../../../../policies/engine/values/value";
import { irsaTrustPinsAudienceAndSubject } from "../../../../policies/rules/iam/irsa-trust-pins-audience-and-subject";
import { outputOf, resource, type RuleFixtures } from "../../fixture";
import { irsa, issuer, pinned, role, trusting } from "../../iam-fixture";

const subject = "system:serviceaccount:apps:web";
const aud = { [`${issuer}:aud`]: "sts.amazonaws.com" };
const at = "assumeRolePolicy.Statement[0].Condition";
const cluster = resource("aws:eks/cluster:Cluster", "c", { name: "c" });
const provider = resource("aws:iam/openIdConnectProvider:OpenIdConnectProvider", "o", {
  url: `https://${issuer}`,
  clientIdLists: ["sts.amazonaws.com"],
});
const fresh = resource("aws:iam/openIdConnectProvider:OpenIdConnectProvider", "o", { url: outputOf(cluster) });
const identity = (inputs: object) =>
  resource("platform:identity:WorkloadIdentity", "web", {
    mechanism: "irsa",
    issuer: unknown,
    namespace: "apps",
    serviceAccount: "web",
    ...inputs,
  });
const child = (parent: ReturnType<typeof identity>) =>
  resource("aws:iam/role:Role", "web", { name: "web", assumeRolePolicy: unknown }, { parent: parent.urn });

export const fixtures: RuleFixtures = {
  rule: irsaTrustPinsAudienceAndSubject,
  passes: [
    { when: "audience and subject are pinned", resources: [trusting(irsa(pinned(subject)))] },
    {
      when: "several exact subjects are",
      resources: [trusting(irsa(pinned([subject, "system:serviceaccount:apps:api"])))],
    },
    {
      when: "key names differ in case",
      resources: [
        trusting(
          irsa({ StringEquals: { [`${issuer.toUpperCase()}:AUD`]: "sts.amazonaws.com", [`${issuer}:sub`]: subject } }),
        ),
      ],
    },
    {
      when: "StringLike has no wildcard for the audience, and one in the name",
      resources: [trusting(irsa({ StringLike: { ...aud, [`${issuer}:sub`]: "system:serviceaccount:apps:web-*" } }))],
    },
    {
      when: "the provider is the stack's own, of which the ARN is not known yet",
      resources: [
        cluster,
        provider,
        role("app", {
          assumeRolePolicy: { Statement: [{ ...irsa(pinned(subject)), Principal: { Federated: outputOf(provider) } }] },
        }),
      ],
    },
  ],
  fails: [
    {
      when: "the audience is not asked for",
      resources: [trusting(irsa({ StringEquals: { [`${issuer}:sub`]: subject } }))],
      paths: [at],
    },
    {
      when: "the audience is another",
      resources: [trusting(irsa({ StringEquals: { [`${issuer}:aud`]: "other", [`${issuer}:sub`]: subject } }))],
      paths: [at],
    },
    {
      when: "the audience may also be another",
      resources: [
        trusting(
          irsa({ StringEquals: { [`${issuer}:aud`]: ["sts.amazonaws.com", "other"], [`${issuer}:sub`]: subject } }),
        ),
      ],
      paths: [at],
    },
    { when: "no subject is asked for", resources: [trusting(irsa({ StringEquals: aud }))], paths: [at] },
    { when: "there is no condition", resources: [trusting(irsa({}))], paths: [at] },
    ...["system:serviceaccount:*:web", "system:serviceaccount:apps-?:web", "*"].map((pattern) => ({
      when: `the subject is like ${pattern}`,
      resources: [trusting(irsa({ StringEquals: aud, StringLike: { [`${issuer}:sub`]: pattern } }))],
      paths: [`${at}.StringLike.${issuer}:sub`],
    })),
    {
      when: "the subject is no service account",
      resources: [trusting(irsa(pinned("apps:web")))],
      paths: [`${at}.StringEquals.${issuer}:sub`],
    },
    { when: "the subject is equal to a pattern", resources: [trusting(irsa(pinned("system:serviceaccount:apps:*")))] },
    {
      when: "the operator passes without a subject",
      resources: [trusting(irsa({ StringEquals: aud, StringEqualsIfExists: { [`${issuer}:sub`]: subject } }))],
    },
    {
      when: "the operator is for all values",
      resources: [trusting(irsa({ StringEquals: aud, "ForAllValues:StringEquals": { [`${issuer}:sub`]: subject } }))],
    },
    {
      when: "the operator excludes",
      resources: [trusting(irsa({ StringEquals: aud, StringNotEquals: { [`${issuer}:sub`]: subject } }))],
    },
    {
      when: "the keys are those of another issuer",
      resources: [trusting(irsa(pinned(subject, "oidc.eks.eu-west-1.amazonaws.com/id/OTHER")))],
    },
    { when: "a pattern of actions takes it in", resources: [trusting({ ...irsa({}), Action: "sts:*" })] },
    {
      when: "the component says so of an unknown policy",
      resources: [identity({ audience: "other" }), child(identity({}))],
      paths: ["assumeRolePolicy"],
    },
    {
      when: "the component names all accounts of a namespace",
      resources: [identity({ serviceAccount: "*" }), child(identity({}))],
      paths: ["assumeRolePolicy"],
    },
  ],
  undecided: [
    {
      when: "the provider's issuer is that of a cluster that does not exist yet",
      resources: [
        cluster,
        fresh,
        role("app", {
          assumeRolePolicy: { Statement: [{ ...irsa(pinned(subject)), Principal: { Federated: outputOf(fresh) } }] },
        }),
      ],
    },
    { when: "the trust policy is unknown", resources: [role("app", { assumeRolePolicy: unknown })] },
    {
      when: "the component's intent is right, which proves nothing",
      resources: [identity({ audience: "sts.amazonaws.com" }), child(identity({}))],
    },
    {
      when: "the provider is unknown",
      resources: [role("app", { assumeRolePolicy: { Statement: [irsa(pinned(subject), unknown)] } as never })],
    },
  ],
  outside: [
    {
      when: "the provider is another's",
      resources: [trusting(irsa({}, "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"))],
    },
    {
      when: "a service is trusted",
      resources: [trusting({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } })],
    },
    { when: "tokens are denied", resources: [trusting({ ...irsa({}), Effect: "Deny" })] },
  ],
};
