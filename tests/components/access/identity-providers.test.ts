import assert from "node:assert/strict";
import {
  providerGrants,
  providerProblems,
  providersProblems,
  type IdentityProvider,
} from "../../../components/access/identity-provider";
import { IdentityProviders } from "../../../components/access/identity-providers";
import { addonCluster } from "../cluster/addon-cluster";
import { registrations } from "../registrations";

const configType = "aws:eks/identityProviderConfig:IdentityProviderConfig";

const company: IdentityProvider = {
  name: "company",
  issuerUrl: "https://login.example.com/realms/people",
  clientId: "kubernetes",
};
const other: IdentityProvider = { ...company, name: "other", issuerUrl: "https://identity.example.org" };

const build = (providers: readonly IdentityProvider[]) =>
  registrations(() => new IdentityProviders("oidc", { cluster: addonCluster(), providers }));

describe("IdentityProviders", () => {
  it("put the provider's name before the names of its users and groups", async () => {
    const { inputs, deletedWith, deleteBeforeReplace } = (await build([company])).only(configType);
    assert.deepEqual(inputs["oidc"], {
      identityProviderConfigName: "company",
      issuerUrl: "https://login.example.com/realms/people",
      clientId: "kubernetes",
      usernameClaim: "sub",
      usernamePrefix: "company:",
      groupsClaim: "groups",
      groupsPrefix: "company:",
    });
    assert.notEqual(deletedWith, undefined);
    assert.equal(deleteBeforeReplace, true);
  });

  it("come one after the other, since each is an update of the cluster", async () => {
    const found = await build([company, other]);
    const [first, second] = ["company", "other"].map((name) => found.byName(configType, `oidc-${name}`));
    assert.ok(first && second && found.waitsFor(second, first));
  });

  it("refuse all that is wrong in one error", async () => {
    await assert.rejects(
      build([
        { ...company, issuerUrl: "http://login.example.com", groupsPrefix: "system:" },
        { ...other, name: "company" },
      ]),
      (error: Error) => {
        assert.match(error.message, /"http:\/\/login\.example\.com" does not begin with "https:\/\/"/);
        assert.match(error.message, /"system:" could make names that begin with "system:"/);
        assert.match(error.message, /name "company" is that of the provider "company" already/);
        return true;
      },
    );
  });

  it("give groups of the provider roles under its prefix, in their namespaces or everywhere", () => {
    const members = [
      { group: "sre", role: "operator" as const },
      { group: "shop", role: "viewer" as const, namespaces: ["tenant-shop", "tenant-lab"] },
    ];
    assert.deepEqual(providerGrants({ ...company, groupsPrefix: "idp/", members }), [
      { group: "idp/sre", role: "operator" },
      { group: "idp/shop", role: "viewer", namespace: "tenant-shop" },
      { group: "idp/shop", role: "viewer", namespace: "tenant-lab" },
    ]);
  });

  const refused: readonly [string, Partial<IdentityProvider>, string][] = [
    ["an issuer without https", { issuerUrl: "login.example.com" }, "issuerUrl"],
    ["an issuer with a query", { issuerUrl: "https://login.example.com/?tenant=1" }, "issuerUrl"],
    ["an issuer with an empty query", { issuerUrl: "https://login.example.com/?" }, "issuerUrl"],
    ["an issuer that is no URL", { issuerUrl: "https://" }, "issuerUrl"],
    ["a prefix of Kubernetes' own", { usernamePrefix: "system:people:" }, "usernamePrefix"],
    ["a part of Kubernetes' prefix, which a name may complete", { groupsPrefix: "syst" }, "groupsPrefix"],
    ["the platform's groups", { groupsPrefix: "platform:" }, "groupsPrefix"],
    ["the tenants' groups", { groupsPrefix: "tenant:shop:" }, "groupsPrefix"],
    ["names of users without prefix", { usernamePrefix: "-" }, "usernamePrefix"],
    ["groups without prefix", { groupsPrefix: "" }, "groupsPrefix"],
    ["a claim of more than 63 characters", { requiredClaims: { ["c".repeat(64)]: "x" } }, "requiredClaims"],
    ["a value of more than 253 characters", { requiredClaims: { team: "x".repeat(254) } }, "requiredClaims"],
    ["an empty value", { requiredClaims: { team: "" } }, "requiredClaims"],
  ];
  for (const [what, change, field] of refused)
    it(`refuse ${what}`, () => {
      assert.deepEqual(
        providerProblems({ ...company, ...change }).map(({ path }) => path[0]),
        [field],
      );
    });

  it("take an issuer with a path, claims at their limits, and prefixes that resemble reserved ones", () => {
    const claims = { ["c".repeat(63)]: "x".repeat(253) };
    assert.deepEqual(providerProblems({ ...company, requiredClaims: claims, groupsPrefix: "systems/" }), []);
  });

  it("are told apart by name and issuer", () => {
    assert.deepEqual(providersProblems([company, other]), []);
    assert.deepEqual(
      providersProblems([company, { ...other, issuerUrl: company.issuerUrl }]).map(({ index, field }) => [
        index,
        field,
      ]),
      [[1, "issuerUrl"]],
    );
  });

  it("are ten at most", async () => {
    const eleven = Array.from({ length: 11 }, (_, index) => ({
      ...company,
      name: `p${index}`,
      issuerUrl: `https://p${index}.example.com`,
    }));
    await assert.rejects(build(eleven), /11 providers are more than the 10 that a cluster takes/);
  });
});
