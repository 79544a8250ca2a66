import assert from "node:assert/strict";
import { Tenant } from "../../../components/tenancy";
import type { TenantSettings } from "../../../components/tenancy";
import { unknown, type PropertyMap } from "../../../policies/engine/values/value";
import { registrations, type Registrations } from "../registrations";
import { tenantArgs } from "./tenant-cluster";

const roleType = "kubernetes:rbac.authorization.k8s.io/v1:Role";
const bindingType = "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding";
const entryType = "aws:eks/accessEntry:AccessEntry";
const namespaceType = "kubernetes:core/v1:Namespace";
const policyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const ingressRuleType = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const egressRuleType = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

const developers = "arn:aws:iam::111122223333:role/shop/developers";
const support = "arn:aws:iam::111122223333:role/support";

const build = (settings?: Partial<TenantSettings>): Promise<Registrations<Tenant>> =>
  registrations(() => new Tenant("tenant-shop", tenantArgs(settings)));

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** What a role allows, as `verb group/resource`. */
async function rights(role: "viewer" | "developer"): Promise<ReadonlySet<string>> {
  const found = await build({ access: [{ principalArn: developers, role }] });
  // Roles are plain, so that they can be read like the API's own objects.
  const rules = found.only(roleType).inputs["rules"] as unknown as readonly Rule[];
  return new Set(
    rules.flatMap(({ apiGroups, resources, verbs }) =>
      apiGroups.flatMap((group) => resources.flatMap((name) => verbs.map((verb) => `${verb} ${group}/${name}`))),
    ),
  );
}

describe("Tenant", () => {
  it("has a namespace that is named and labelled after it, who answers and who pays", async () => {
    const { inputs } = (await build({ owner: "shop-team", costCenter: "cc-2001" })).only(namespaceType);
    assert.deepEqual(inputs["metadata"], {
      name: "tenant-shop",
      labels: {
        "tenancy.platform/tenant": "shop",
        "tenancy.platform/owner": "shop-team",
        "tenancy.platform/cost-center": "cc-2001",
        "pod-security.kubernetes.io/enforce": "restricted",
        "pod-security.kubernetes.io/enforce-version": "v1.36",
        "pod-security.kubernetes.io/audit": "restricted",
        "pod-security.kubernetes.io/audit-version": "v1.36",
        "pod-security.kubernetes.io/warn": "restricted",
        "pod-security.kubernetes.io/warn-version": "v1.36",
      },
    });
  });

  it("lets nobody in and has nothing in AWS unless it asks", async () => {
    const found = await build();
    const own = found.all.filter(({ urn }) => urn.includes("platform:tenancy:Tenant$"));
    assert.deepEqual(
      own.filter(({ type }) => type.startsWith("aws:") || type.includes("rbac")),
      [],
    );
    assert.equal(found.built.scheduling, undefined);
  });

  it("has its namespace after the rules for its pods exist", async () => {
    const found = await build();
    const [admission] = found.ofType("kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding");
    assert.ok(admission && found.waitsFor(found.only(namespaceType), admission));
  });

  describe("for its people", () => {
    it("binds a role of the namespace to the group that their access entry names", async () => {
      const found = await build({
        access: [
          { principalArn: developers, role: "developer" },
          { principalArn: support, role: "viewer", policies: ["AmazonEKSViewPolicy"] },
        ],
      });
      assert.deepEqual(found.byName(entryType, "tenant-shop.111122223333/shop/developers").inputs, {
        clusterName: "acme-dev",
        principalArn: developers,
        type: "STANDARD",
        kubernetesGroups: ["tenant:shop:developer"],
        tags: { tenant: "shop" },
      });
      assert.deepEqual(found.byName(bindingType, "tenant-shop.developer").inputs, {
        apiVersion: "rbac.authorization.k8s.io/v1",
        kind: "RoleBinding",
        metadata: { name: "developer", namespace: "tenant-shop" },
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "developer" },
        subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: "tenant:shop:developer" }],
      });
      assert.deepEqual(found.only("aws:eks/accessPolicyAssociation:AccessPolicyAssociation").inputs, {
        clusterName: "acme-dev",
        principalArn: support,
        policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
        accessScope: { type: "namespace", namespaces: ["tenant-shop"] },
      });
    });

    it("makes a role once, however many have it", async () => {
      const access = [developers, support].map((principalArn) => ({ principalArn, role: "viewer" as const }));
      assert.equal((await build({ access })).ofType(roleType).length, 1);
    });

    it("lets a viewer read and nothing else, and no secrets", async () => {
      const verbs = new Set([...(await rights("viewer"))].map((right) => right.split(" ")[0]));
      assert.deepEqual(verbs, new Set(["get", "list", "watch"]));
      assert.ok((await rights("viewer")).has("get /pods/log"));
    });

    for (const role of ["viewer", "developer"] as const)
      it(`keeps secrets, shells, identities and isolation from a ${role}`, async () => {
        const found = [...(await rights(role))];
        assert.deepEqual(
          found.filter((right) => /secrets|exec|attach|portforward|proxy|ephemeralcontainers|token|\*/.test(right)),
          [],
        );
        assert.deepEqual(
          found.filter((right) =>
            /^(create|update|patch|delete|bind|escalate|impersonate) .*(networkpolicies|serviceaccounts|roles|rolebindings|resourcequotas|limitranges|daemonsets)$/.test(
              right,
            ),
          ),
          [],
        );
      });

    it("lets a developer run workloads and restart pods, but make none by hand", async () => {
      const found = await rights("developer");
      for (const right of ["create apps/deployments", "patch apps/deployments/scale", "delete /pods", "get /pods/log"])
        assert.ok(found.has(right), right);
      assert.ok(!found.has("create /pods"));
    });
  });

  describe("with nodes of its own", () => {
    const nodes = { instanceTypes: ["c7i.large"], minSize: 0, maxSize: 3 };

    it("labels and taints them, tags them for its costs, and tells pods what to state", async () => {
      const found = await build({ nodes, costCenter: "cc-2001" });
      const { inputs } = found.only("aws:eks/nodeGroup:NodeGroup");
      assert.deepEqual(inputs["labels"], { "tenancy.platform/node-pool": "shop" });
      assert.deepEqual(inputs["taints"], [{ key: "tenancy.platform/node-pool", value: "shop", effect: "NO_SCHEDULE" }]);
      assert.match(String(inputs["nodeGroupName"]), /^tenant-shop-[0-9a-f]{8}$/);
      const template = found.only("aws:ec2/launchTemplate:LaunchTemplate").inputs;
      const tags = {
        owner: "platform-team",
        "cost-center": "cc-2001",
        environment: "dev",
        tenant: "shop",
        Name: "acme-dev-tenant-shop",
      };
      assert.deepEqual(
        template["tagSpecifications"],
        ["instance", "volume", "network-interface"].map((resourceType) => ({ resourceType, tags })),
      );
      assert.deepEqual(found.built.scheduling, {
        nodeSelector: { "tenancy.platform/node-pool": "shop" },
        tolerations: [{ key: "tenancy.platform/node-pool", operator: "Equal", value: "shop", effect: "NoSchedule" }],
      });
    });

    it("labels its namespace, by which its pods are held to them", async () => {
      const { metadata } = (await build({ nodes })).only(namespaceType).inputs;
      assert.equal(((metadata as PropertyMap)["labels"] as PropertyMap)["tenancy.platform/node-pool"], "shop");
    });
  });

  it("has a budget over its tag that warns of what is spent and of what is foreseen", async () => {
    const budget = { monthlyUsd: 300, emails: ["shop@example.com"] };
    const { inputs } = (await build({ budget })).only("aws:budgets/budget:Budget");
    const warning = (notificationType: string, threshold: number): PropertyMap => ({
      notificationType,
      threshold,
      thresholdType: "PERCENTAGE",
      comparisonOperator: "GREATER_THAN",
      subscriberEmailAddresses: ["shop@example.com"],
    });
    assert.deepEqual(inputs, {
      name: "acme-dev-tenant-shop",
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitAmount: "300",
      limitUnit: "USD",
      costFilters: [{ name: "TagKeyValue", values: ["user:tenant$shop"] }],
      notifications: [warning("ACTUAL", 80), warning("ACTUAL", 100), warning("FORECASTED", 100)],
      tags: { tenant: "shop" },
    });
  });

  describe("with a security group of its own", () => {
    const settings: Partial<TenantSettings> = {
      securityGroup: true,
      egress: [{ name: "allow-https", cidrs: ["0.0.0.0/0"], ports: [{ port: 443 }] }],
      ingress: [{ name: "allow-web", labels: {}, port: 8080, clientNamespaces: [], clientCidrs: ["10.0.192.0/22"] }],
    };

    it("puts every pod of the namespace under it, once it has its rules", async () => {
      const found = await build(settings);
      const policy = found.only("kubernetes:vpcresources.k8s.aws/v1beta1:SecurityGroupPolicy");
      assert.deepEqual(policy.inputs["spec"], { podSelector: {}, securityGroups: { groupIds: [unknown] } });
      const rules = [...found.ofType(ingressRuleType), ...found.ofType(egressRuleType)];
      assert.equal(rules.length, 9);
      for (const rule of [...rules, found.only(namespaceType)]) assert.ok(found.waitsFor(policy, rule), rule.name);
    });

    it("opens what the network policies open, and names", async () => {
      const found = await build(settings);
      const rule = (type: string, name: string): PropertyMap => found.byName(type, `tenant-shop.${name}`).inputs;
      const out = rule(egressRuleType, "to-0.0.0.0/0-tcp-443-443");
      assert.deepEqual(
        [out["cidrIpv4"], out["ipProtocol"], out["fromPort"], out["toPort"]],
        ["0.0.0.0/0", "tcp", 443, 443],
      );
      const inwards = rule(ingressRuleType, "from-10.0.192.0/22-tcp-8080-8080");
      assert.deepEqual([inwards["cidrIpv4"], inwards["fromPort"]], ["10.0.192.0/22", 8080]);
      for (const protocol of ["tcp", "udp"]) {
        const question = rule(egressRuleType, `to-dns-${protocol}`);
        assert.deepEqual(
          [question["referencedSecurityGroupId"], question["ipProtocol"], question["toPort"]],
          ["sg-cluster", protocol, 53],
        );
        const answer = rule(ingressRuleType, `answers-dns-${protocol}`);
        assert.deepEqual(
          [answer["securityGroupId"], answer["ipProtocol"], answer["toPort"]],
          ["sg-cluster", protocol, 53],
        );
      }
    });
  });

  it("never shares a logical name with another, whatever both are called", async () => {
    const found = await registrations(() => {
      const shared = tenantArgs();
      const one = {
        ...shared,
        name: "shop",
        serviceAccounts: ["a-b"],
        access: [{ principalArn: support, role: "viewer" as const }],
      };
      const other = {
        ...shared,
        name: "shop-a",
        serviceAccounts: ["b"],
        access: [{ principalArn: developers, role: "viewer" as const }],
      };
      return [one, other].map((args) => new Tenant(`tenant-${args.name}`, args));
    });
    assert.equal(found.ofType("kubernetes:core/v1:ServiceAccount").length, 2);
    assert.equal(found.ofType(policyType).length, 8);
  });

  it("refuses bad settings, listing every problem", async () => {
    const bad: Partial<TenantSettings> = {
      name: "Shop",
      quota: { requestsCpu: "4 cores" },
      serviceAccounts: ["default", "app", "app"],
      egress: [{ name: "allow-dns", cidrs: ["::/0"], ports: [{ port: 443 }] }],
      access: [{ principalArn: support }],
      nodes: { instanceTypes: ["c7i.large"], minSize: 3, maxSize: 1 },
      budget: { monthlyUsd: 0, emails: [] },
    };
    await assert.rejects(build(bad), (error: Error) => {
      assert.deepEqual(error.message.split("\n"), [
        'Tenant "Shop":',
        '- name: "Shop" is not a name of at most 40 lower-case letters, digits and hyphens that begins with a letter; write, for example, "shop".',
        '- quota.requestsCpu: "4 cores" is no quantity that Kubernetes can parse; write, for example, "500m".',
        '- serviceAccounts.0: "default" is there already, made by Kubernetes; name accounts after workloads, such as "app".',
        '- serviceAccounts.2: "app" is a name that is taken in this tenant; give each its own.',
        '- egress.0.name: "allow-dns" is a name that is taken in this tenant; give each its own.',
        '- egress.0.cidrs.0: "::/0" is no IPv4 range, and pods of this cluster have IPv4 addresses only; leave it out.',
        `- access.0: "${support}" is let in without any right; name a role, such as "viewer", or an access policy.`,
        "- nodes: minSize is 3 and maxSize is 1; make minSize the smaller one.",
        "- budget.monthlyUsd: 0 is no amount to spend; write US dollars above 0.",
        "- budget.emails: a list of 0 is not what AWS takes; name one to ten addresses.",
      ]);
      return true;
    });
  });
});
