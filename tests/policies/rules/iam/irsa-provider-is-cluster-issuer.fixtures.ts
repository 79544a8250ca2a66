import { unknown } from "../../../../policies/engine/values/value";
import { irsaProviderIsClusterIssuer } from "../../../../policies/rules/iam/irsa-provider-is-cluster-issuer";
import { outputOf, resource, type RuleFixtures } from "../../fixture";
import { irsa, issuer, issuerArn, pinned, role, trusting } from "../../iam-fixture";

const type = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";
const clients = ["sts.amazonaws.com"];
const cluster = resource("aws:eks/cluster:Cluster", "c", { name: "c" });
const running = (of: string) => ({ ...cluster, outputs: { identities: [{ oidcs: [{ issuer: `https://${of}` }] }] } });
const fresh = (clientIdLists: string[] = clients) => resource(type, "o", { url: outputOf(cluster), clientIdLists });
const literal = resource(type, "o", { url: `https://${issuer}`, clientIdLists: clients });
const trust = irsa(pinned("system:serviceaccount:a:b"));
const irsaRole = trusting(trust);
const freshRole = (provider = fresh()) => role("app", { assumeRolePolicy: outputOf(provider) });
const identity = resource("platform:identity:WorkloadIdentity", "web", {
  ...{ mechanism: "irsa", issuer: unknown, namespace: "apps", serviceAccount: "web" },
});
const child = resource(
  "aws:iam/role:Role",
  "web",
  { name: "web", assumeRolePolicy: outputOf(fresh()) },
  { parent: identity.urn },
);
const component = (createOidcProvider: boolean) => resource("eks:index:Cluster", "c", { createOidcProvider });

export const fixtures: RuleFixtures = {
  rule: irsaProviderIsClusterIssuer,
  passes: [
    { when: "the provider's url is the running cluster's issuer", resources: [running(issuer), literal, irsaRole] },
    { when: "the provider takes its url from the new cluster", resources: [cluster, fresh(), freshRole()] },
    { when: "the component makes the provider", resources: [running(issuer), literal, irsaRole, component(true)] },
    {
      when: "something else makes the provider that the component does not",
      resources: [running(issuer), literal, irsaRole, component(false)],
    },
  ],
  fails: [
    {
      when: "the url is another cluster's issuer",
      resources: [running(`${issuer}0`), literal, irsaRole],
      paths: ["assumeRolePolicy.Statement[0].Principal.Federated"],
    },
    {
      when: "the provider takes no tokens for STS",
      resources: [cluster, fresh(["other"]), identity, child],
      paths: ["assumeRolePolicy"],
    },
    {
      when: "nothing makes the provider of the component's cluster",
      resources: [irsaRole, component(false)],
      paths: ["createOidcProvider"],
    },
  ],
  undecided: [
    { when: "the provider is outside the stack", resources: [running(issuer), irsaRole] },
    { when: "the issuer is not known and the url is a literal", resources: [cluster, literal, irsaRole] },
    { when: "the cluster is outside the stack", resources: [literal, irsaRole] },
    { when: "the trust policy is unknown", resources: [role("app", { assumeRolePolicy: unknown })] },
    {
      when: "the url is unknown",
      resources: [
        cluster,
        resource(type, "o", { url: unknown, clientIdLists: clients }),
        role("app", { assumeRolePolicy: outputOf(resource(type, "o")) }),
      ],
    },
  ],
  outside: [
    {
      when: "no role trusts a cluster's issuer",
      resources: [
        component(false),
        trusting(irsa({}, issuerArn.replace(issuer, "token.actions.githubusercontent.com"))),
      ],
    },
  ],
};
