import { unknown } from "../../../../policies/engine/values/value";
import { githubOidcTrustPinned } from "../../../../policies/rules/iam/github-oidc-trust-pinned";
import { outputOf, resource, type RuleFixtures } from "../../fixture";
import { account, irsa, role, trusting } from "../../iam-fixture";

const host = "token.actions.githubusercontent.com";
const provider = (path = host): string => `arn:aws:iam::${account}:oidc-provider/${path}`;
const aud = { [`${host}:aud`]: "sts.amazonaws.com" };
const github = (conditions: object, path = host) => trusting(irsa(conditions, provider(path)));
const like = (subject: string | string[]) => github({ StringEquals: aud, StringLike: { [`${host}:sub`]: subject } });
const equal = (keys: Readonly<Record<string, string>>) =>
  github({
    StringEquals: {
      ...aud,
      ...Object.fromEntries(Object.entries(keys).map(([key, value]) => [`${host}:${key}`, value])),
    },
  });
const at = "assumeRolePolicy.Statement[0].Condition";
const cluster = resource("aws:eks/cluster:Cluster", "c", { name: "c" });
const clusterProvider = resource("aws:iam/openIdConnectProvider:OpenIdConnectProvider", "o", {
  url: outputOf(cluster),
});
const component = (inputs: object) => resource("platform:identity:DeployRole", "d", { ...inputs });
const child = resource(
  "aws:iam/role:Role",
  "d",
  { name: "d", assumeRolePolicy: unknown },
  { parent: component({}).urn },
);

export const fixtures: RuleFixtures = {
  rule: githubOidcTrustPinned,
  passes: [
    { when: "the subject is an environment", resources: [equal({ sub: "repo:acme/infra:environment:prod" })] },
    { when: "the subject is a branch", resources: [like("repo:acme/infra:ref:refs/heads/main")] },
    {
      when: "the audience is a pattern without a wildcard",
      resources: [github({ StringLike: { ...aud, [`${host}:sub`]: "repo:acme/infra:environment:prod" } })],
    },
    {
      when: "repository and ref are conditions of their own",
      resources: [equal({ repository: "acme/infra", ref: "refs/heads/main" })],
    },
    {
      when: "the repository is pinned by its id, the workflow by its file",
      resources: [
        equal({ repository_id: "42", job_workflow_ref: "acme/ci/.github/workflows/deploy.yml@refs/heads/main" }),
      ],
    },
    {
      when: "every ref may deploy to an environment",
      resources: [
        github({
          StringEquals: { ...aud, [`${host}:environment`]: "prod" },
          StringLike: { [`${host}:sub`]: "repo:acme/infra:*" },
        }),
      ],
    },
    {
      when: "the issuer is an enterprise's",
      resources: [
        github(
          {
            StringEquals: {
              "token.actions.acme.ghe.com:aud": "sts.amazonaws.com",
              "token.actions.acme.ghe.com:sub": "repo:acme/infra:environment:prod",
            },
          },
          "token.actions.acme.ghe.com",
        ),
      ],
    },
  ],
  fails: [
    {
      when: "the audience is any",
      resources: [
        github({ StringLike: { [`${host}:aud`]: "*", [`${host}:sub`]: "repo:acme/infra:environment:prod" } }),
      ],
      paths: [at],
    },
    {
      when: "the audience is not asked for",
      resources: [github({ StringEquals: { [`${host}:sub`]: "repo:acme/infra:environment:prod" } })],
      paths: [at],
    },
    { when: "nothing is asked for", resources: [github({})], paths: [at] },
    {
      when: "any repository of the owner may come",
      resources: [like("repo:acme/*:environment:prod")],
      paths: [`${at}.StringLike.${host}:sub`],
    },
    { when: "any owner may come", resources: [like("repo:*:ref:refs/heads/main")] },
    {
      when: "any run of the repository may come",
      resources: [like("repo:acme/infra:*")],
      paths: [`${at}.StringLike.${host}:sub`],
    },
    { when: "pull requests may come", resources: [equal({ sub: "repo:acme/infra:pull_request" })] },
    {
      when: "one of the subjects is wide",
      resources: [like(["repo:acme/infra:environment:prod", "repo:acme/infra:*"])],
    },
    { when: "every ref may come", resources: [like("repo:acme/infra:ref:refs/*")] },
    { when: "only the repository is pinned", resources: [equal({ repository: "acme/infra" })], paths: [at] },
    {
      when: "the operator passes without a subject",
      resources: [
        github({ StringEquals: aud, StringEqualsIfExists: { [`${host}:sub`]: "repo:acme/infra:environment:prod" } }),
      ],
    },
    { when: "the issuer has a path of its own", resources: [github({}, `${host}/acme`)] },
    {
      when: "branches are a pattern",
      resources: [like("repo:acme/infra:ref:refs/heads/release-*")],
      paths: [`${at}.StringLike.${host}:sub`],
      level: "advisory",
    },
    {
      when: "the component says so of an unknown policy",
      resources: [component({ repository: "acme/*" }), child],
      paths: ["assumeRolePolicy"],
    },
    {
      when: "the component names every ref",
      resources: [component({ repository: "acme/infra", ref: "refs/*" }), child],
      paths: ["assumeRolePolicy"],
    },
  ],
  undecided: [
    { when: "the trust policy is unknown", resources: [role("app", { assumeRolePolicy: unknown })] },
    {
      when: "the component's intent is right, which proves nothing",
      resources: [component({ repository: "acme/infra", ref: "refs/heads/main" }), child],
    },
  ],
  outside: [
    {
      when: "an unknown document is made of a cluster's provider",
      resources: [cluster, clusterProvider, role("app", { assumeRolePolicy: outputOf(clusterProvider) })],
    },
    { when: "a cluster's issuer is trusted", resources: [trusting(irsa({}))] },
  ],
};
