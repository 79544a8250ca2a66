import assert from "node:assert/strict";
import * as k8s from "@pulumi/kubernetes";
import { parse } from "yaml";
import { ArgoCd, type ArgoCdArgs } from "../../../components/delivery";
import type { PropertyMap } from "../../../policies/engine/values/value";
import { addonCluster } from "../cluster/addon-cluster";
import { registrations, type Registrations } from "../registrations";

const releaseType = "kubernetes:helm.sh/v3:Release";
const applicationType = "kubernetes:argoproj.io/v1alpha1:Application";
const projectType = "kubernetes:argoproj.io/v1alpha1:AppProject";

function build(changes: Partial<ArgoCdArgs> = {}): Promise<Registrations> {
  return registrations(() => {
    const kubernetes = new k8s.Provider("blue", { kubeconfig: "{}" });
    const namespace = new k8s.core.v1.Namespace("shop", { metadata: { name: "tenant-shop" } });
    return new ArgoCd(
      "argocd",
      {
        cluster: { ...addonCluster(), kubernetes, ipFamily: "ipv4" },
        cidrs: ["10.0.0.0/16"],
        host: "argocd.example.com",
        signIn: {
          issuer: "https://login.example.com",
          clientId: "argocd",
          clientSecret: { secretName: "argocd-sign-in", key: "value" },
          adminGroups: ["platform"],
          readerGroups: ["auditors"],
        },
        root: { repository: "https://github.com/acme/apps", path: "clusters/blue", revision: "main" },
        projects: [
          {
            name: "shop",
            namespace: "tenant-shop",
            repositories: ["https://github.com/acme/shop"],
            groups: ["shop developers"],
            ready: [namespace],
          },
        ],
        ...changes,
      },
      { dependsOn: [] },
    );
  });
}

const valuesOf = (found: Registrations) => (found.only(releaseType).inputs as { values: PropertyMap }).values;
const configsOf = (found: Registrations, part: string) =>
  (valuesOf(found)["configs"] as PropertyMap)[part] as PropertyMap;
const specOf = (found: Registrations, type: string, name: string) =>
  found.byName(type, name).inputs["spec"] as PropertyMap;

describe("Argo CD", () => {
  let found: Registrations;
  before(async () => {
    found = await build();
  });

  it("knows no password: the administrator is off, and people come by OpenID Connect", () => {
    const settings = configsOf(found, "cm");
    assert.equal(settings["admin.enabled"], "false");
    assert.equal(settings["users.anonymous.enabled"], "false");
    assert.deepEqual(parse(String(settings["oidc.config"])), {
      name: "SSO",
      issuer: "https://login.example.com",
      clientID: "argocd",
      clientSecret: "$argocd-sign-in:value",
      requestedScopes: ["openid", "profile", "email", "groups"],
    });
    assert.deepEqual(configsOf(found, "secret"), { createSecret: true });
    assert.deepEqual((valuesOf(found)["dex"] as PropertyMap)["enabled"], false);
  });

  it("proves itself with PKCE where it has no secret", async () => {
    const signIn = { issuer: "https://login.example.com", clientId: "argocd", adminGroups: ["a"], readerGroups: [] };
    const settings = configsOf(await build({ signIn }), "cm");
    const oidc = parse(String(settings["oidc.config"])) as PropertyMap;
    assert.equal(oidc["enablePKCEAuthentication"], true);
    assert.equal(oidc["clientSecret"], undefined);
  });

  it("lets nobody do anything but members of groups", () => {
    assert.deepEqual(configsOf(found, "rbac"), {
      "policy.default": "",
      "policy.csv": [
        "g, platform, role:admin",
        "g, auditors, role:readonly",
        "p, role:project-shop, applications, get, shop/*, allow",
        "p, role:project-shop, applications, sync, shop/*, allow",
        "p, role:project-shop, logs, get, shop/*, allow",
        "p, role:project-shop, projects, get, shop, allow",
        "g, shop developers, role:project-shop",
        "",
      ].join("\n"),
      scopes: "[groups]",
    });
  });

  it("has rights in the namespaces of tenants alone, and there those of developers", () => {
    assert.equal(valuesOf(found)["createClusterRoles"], false);
    const scope = configsOf(found, "clusterCredentials")["in-cluster"] as PropertyMap;
    assert.equal(scope["namespaces"], "argocd,tenant-shop");
    assert.deepEqual(found.ofType("kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding"), []);
    const role = found.byName(
      "kubernetes:rbac.authorization.k8s.io/v1:Role",
      "argocd-shop.argocd-application-controller",
    ).inputs;
    assert.equal((role["metadata"] as PropertyMap)["namespace"], "tenant-shop");
    const rules = role["rules"] as unknown as { resources: string[]; verbs: string[] }[];
    assert.ok(rules.some(({ resources, verbs }) => resources.includes("deployments") && verbs.includes("patch")));
    for (const kind of ["secrets", "roles", "pods/exec", "*"])
      assert.ok(!rules.some(({ resources }) => resources.includes(kind)), kind);
  });

  it("delivers from a tenant's repositories to its namespace, and nothing of the platform's", () => {
    const spec = specOf(found, projectType, "argocd-shop");
    assert.deepEqual(spec["sourceRepos"], ["https://github.com/acme/shop"]);
    assert.deepEqual(spec["destinations"], [{ server: "https://kubernetes.default.svc", namespace: "tenant-shop" }]);
    assert.deepEqual(spec["clusterResourceBlacklist"], [{ group: "*", kind: "*" }]);
    const kinds = (spec["namespaceResourceBlacklist"] as unknown as { kind: string }[]).map(({ kind }) => kind);
    assert.deepEqual(kinds.sort(), [
      "LimitRange",
      "NetworkPolicy",
      "ResourceQuota",
      "Role",
      "RoleBinding",
      "Secret",
      "ServiceAccount",
    ]);
  });

  it("holds all applications in one, which may make nothing else", () => {
    assert.deepEqual(specOf(found, projectType, "argocd-platform-apps")["namespaceResourceWhitelist"], [
      { group: "argoproj.io", kind: "Application" },
    ]);
    const spec = specOf(found, applicationType, "argocd-root");
    assert.equal(spec["project"], "platform-apps");
    assert.deepEqual(spec["source"], {
      repoURL: "https://github.com/acme/apps",
      path: "clusters/blue",
      targetRevision: "main",
    });
  });

  it("admits no application of a project that is not named", () => {
    const policy = found.only("kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy");
    const { validations } = policy.inputs["spec"] as unknown as { validations: { expression: string }[] };
    assert.equal(validations[0]?.expression, 'object.spec.project in ["platform-apps","shop"]');
    assert.ok(found.waitsFor(found.only(releaseType), policy));
  });

  it("takes applications away first, while the controller runs and still may", () => {
    const root = found.only(applicationType);
    assert.deepEqual((root.inputs["metadata"] as PropertyMap)["finalizers"], [
      "resources-finalizer.argocd.argoproj.io",
    ]);
    assert.equal(root.deletedWith, undefined);
    assert.equal(found.only(releaseType).deletedWith, undefined);
    assert.ok(found.waitsFor(root, found.only(releaseType)));
    for (const project of found.ofType(projectType)) assert.ok(found.waitsFor(root, project));
    for (const binding of found.ofType("kubernetes:rbac.authorization.k8s.io/v1:RoleBinding"))
      assert.ok(found.waitsFor(root, binding));
  });

  it("runs twice over zones, with Redis three times, or once where that is enough", async () => {
    const values = valuesOf(found);
    assert.equal((values["server"] as PropertyMap)["replicas"], 2);
    assert.deepEqual((values["repoServer"] as PropertyMap)["pdb"], { enabled: true, maxUnavailable: 1 });
    assert.equal((values["redis-ha"] as PropertyMap)["enabled"], true);
    const single = valuesOf(await build({ highlyAvailable: false }));
    assert.equal((single["server"] as PropertyMap)["replicas"], 1);
    assert.deepEqual(single["redis-ha"], { enabled: false });
  });

  it("holds back syncs in the windows of tenants, and never those of the root", async () => {
    const windows = await build({ syncWindows: [{ kind: "deny", schedule: "0 22 * * 5", duration: "60h" }] });
    assert.deepEqual(specOf(windows, projectType, "argocd-shop")["syncWindows"], [
      {
        kind: "deny",
        schedule: "0 22 * * 5",
        duration: "60h",
        timeZone: "UTC",
        manualSync: false,
        applications: ["*"],
      },
    ]);
    assert.equal(specOf(windows, projectType, "argocd-platform-apps")["syncWindows"], undefined);
  });

  it("has the password of the registry renewed long before its twelve hours are over", async () => {
    const registryRoleArn = "arn:aws:iam::111122223333:role/blue-secrets-argocd";
    const charts = await build({ registryRoleArn });
    const generator = charts.only("kubernetes:generators.external-secrets.io/v1alpha1:ECRAuthorizationToken");
    assert.deepEqual(generator.inputs["spec"], { region: "eu-west-1", role: registryRoleArn });
    const spec = charts.only("kubernetes:external-secrets.io/v1:ExternalSecret").inputs["spec"] as PropertyMap;
    assert.equal(spec["refreshInterval"], "1h");
    const template = (spec["target"] as PropertyMap)["template"] as PropertyMap;
    assert.deepEqual(template["data"], {
      type: "helm",
      enableOCI: "true",
      url: "111122223333.dkr.ecr.eu-west-1.amazonaws.com",
      username: "{{ .username }}",
      password: "{{ .password }}",
    });
    assert.deepEqual(template["metadata"], { labels: { "argocd.argoproj.io/secret-type": "repo-creds" } });
  });

  it("speaks TLS on both sides of its load balancer, which leaves before its controller does", async () => {
    const exposed = await build({ entrance: { className: "alb", scheme: "internal", ready: [] } });
    const ingress = exposed.only("kubernetes:networking.k8s.io/v1:Ingress");
    const { annotations } = ingress.inputs["metadata"] as unknown as { annotations: Record<string, string> };
    assert.equal(annotations["alb.ingress.kubernetes.io/backend-protocol"], "HTTPS");
    assert.equal(annotations["alb.ingress.kubernetes.io/listen-ports"], '[{"HTTPS":443}]');
    assert.equal(configsOf(exposed, "params"), undefined);
    assert.equal(ingress.deletedWith, undefined);
  });
});
