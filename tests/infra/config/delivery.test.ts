import assert from "node:assert/strict";
import { configOf, mistakesWithin as mistakesIn } from "./configuration";

const pipeline = {
  source: {
    connectionArn: "arn:aws:codeconnections:eu-west-1:111122223333:connection/1234abcd-12ab-34cd-56ef-1234567890ab",
    repository: "acme/eks-platform",
  },
  pulumi: { version: "3.259.0", sha256: "0".repeat(64) },
  state: { bucket: "acme-state" },
};

const signIn = { issuer: "https://login.example.com", clientId: "argocd", adminGroups: ["platform"] };
const argocd = {
  host: "argocd.example.com",
  signIn,
  root: { repository: "https://github.com/acme/apps", path: "clusters/dev" },
  projects: [{ tenant: "shop", repositories: ["https://github.com/acme/shop"] }],
};

const around = {
  access: { deployerRoleArn: "arn:aws:iam::111122223333:role/deployer" },
  monitoring: { alarmEmails: ["platform@example.com"] },
  tenants: [{ name: "shop" }],
};

const parse = (platform: object) => configOf({ ...around, ...platform });
const mistakesOf = (platform: object) => mistakesIn({ ...around, ...platform });

const copied = (item: object) => ({
  driver: "external-secrets",
  items: [{ name: "argocd/sign-in", description: "Of the client.", readers: [{ namespace: "argocd" }], ...item }],
});
const named = { argocd: { ...argocd, signIn: { ...signIn, clientSecret: "argocd/sign-in" } } };

describe("configuration of delivery", () => {
  it("makes nothing unless it says so", () => {
    assert.deepEqual(parse({}).delivery, {});
  });

  it("accepts a pipeline of the main branch, and Argo CD with and without a secret", () => {
    assert.equal(parse({ delivery: { pipeline } }).delivery.pipeline?.source.branch, "main");
    assert.equal(parse({ delivery: { argocd } }).delivery.argocd?.highlyAvailable, true);
    parse({ delivery: named, secrets: copied({}) });
  });

  const refused: readonly (readonly [what: string, platform: object, line: string])[] = [
    [
      "a connection that is none",
      { delivery: { pipeline: { ...pipeline, source: { ...pipeline.source, connectionArn: "github" } } } },
      'delivery.pipeline.source.connectionArn: "github" is not the ARN of a connection; write, for example, "arn:aws:codeconnections:eu-west-1:111122223333:connection/1234abcd-12ab-34cd-56ef-1234567890ab".',
    ],
    [
      "an approval that nobody is asked for",
      { delivery: { pipeline }, monitoring: { alarmEmails: [] } },
      'delivery.pipeline: "monitoring.alarmEmails" is empty, so that nobody would be asked for approval; name an address there.',
    ],
    [
      "a pipeline without a deployer",
      { delivery: { pipeline }, access: {} },
      'access.deployerRoleArn: nothing is given although "delivery.pipeline" deploys with that role; write the ARN of the role that runs `pulumi up`.',
    ],
    [
      "builds that could install nothing",
      { delivery: { pipeline }, network: { nat: "none" }, cluster: { endpoint: { publicAccess: false } } },
      'delivery.pipeline: a pipeline does not go with "network.nat" "none": its builds install packages from public registries; deliver from outside of the VPC, or write "single".',
    ],
    [
      "an issuer in clear text",
      { delivery: { argocd: { ...argocd, signIn: { ...signIn, issuer: "http://login.example.com" } } } },
      'delivery.argocd.signIn.issuer: "http://login.example.com" is not an address with https, so that anybody on the way could sign in; write one such as "https://login.example.com".',
    ],
    [
      "a project that delivers nothing",
      { delivery: { argocd: { ...argocd, projects: [{ tenant: "shop", repositories: [] }] } } },
      'delivery.argocd.projects[0].repositories: nothing is named, so that "shop" could deliver nothing; name a repository, or leave the project out.',
    ],
    [
      "a project of nobody",
      { delivery: { argocd }, tenants: [] },
      'delivery.argocd.projects[0].tenant: "shop" is none of "tenants"; add it there.',
    ],
    [
      "a client's secret that does not reach its namespace",
      { delivery: named },
      'delivery.argocd.signIn.clientSecret: "argocd/sign-in" is named although "secrets.driver" is "none", and Argo CD reads Secrets of its namespace; write "external-secrets".',
    ],
    [
      "a client's secret that is none",
      { delivery: named, secrets: { driver: "external-secrets" } },
      'delivery.argocd.signIn.clientSecret: "argocd/sign-in" is none of "secrets.items"; add it there.',
    ],
    [
      "a client's secret that others read",
      { delivery: named, secrets: copied({ readers: [{ namespace: "tenant-shop" }] }) },
      'delivery.argocd.signIn.clientSecret: "argocd/sign-in" is not read by the namespace "argocd"; add it to the readers of the secret.',
    ],
    [
      "credentials without their keys",
      {
        delivery: {
          argocd: { ...argocd, credentials: [{ url: "https://github.com/acme", secret: "argocd/sign-in" }] },
        },
        secrets: copied({}),
      },
      'delivery.argocd.credentials[0].secret: "argocd/sign-in" has no keys, and Argo CD looks for some, such as "username" and "password"; name them.',
    ],
    [
      "charts of a registry whose password nobody renews",
      {
        delivery: {
          argocd: { ...argocd, chartRepositoryArns: ["arn:aws:ecr:eu-west-1:111122223333:repository/charts"] },
        },
      },
      'delivery.argocd.chartRepositoryArns: "secrets.driver" is "none", and only "external-secrets" renews the password of ECR, which holds for twelve hours; write that.',
    ],
    [
      "charts of another account",
      {
        delivery: {
          argocd: { ...argocd, chartRepositoryArns: ["arn:aws:ecr:eu-west-1:444455556666:repository/charts"] },
        },
        secrets: { driver: "external-secrets" },
      },
      'delivery.argocd.chartRepositoryArns[0]: "arn:aws:ecr:eu-west-1:444455556666:repository/charts" is not of this account and region, whose registry alone is signed in to; copy the chart here.',
    ],
    [
      "a load balancer that nothing makes",
      { delivery: { argocd: { ...argocd, exposed: true } } },
      'delivery.argocd.exposed: "ingress.enabled" is false, so that there are no load balancers; write true there.',
    ],
  ];
  for (const [what, platform, line] of refused)
    it(`refuses ${what}`, () => {
      assert.deepEqual(mistakesOf(platform), [line]);
    });
});
