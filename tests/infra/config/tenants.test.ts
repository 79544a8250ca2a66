import assert from "node:assert/strict";
import { mistakesOf } from "./configuration";

describe("configuration of tenants", () => {
  const shop = { name: "shop" };
  const shopRole = "arn:aws:iam::111122223333:role/shop";
  const wide = { name: "allow-https", cidrs: ["0.0.0.0/0"], ports: [{ port: 443 }] };
  const cases: readonly { readonly what: string; readonly platform: object; readonly line: string }[] = [
    {
      what: "two tenants of one name",
      platform: { tenants: [shop, { name: "blog" }, shop] },
      line: 'eks-platform:tenants[2].name: "shop" is already the name of "tenants.0"; give each its own.',
    },
    {
      what: "a tenant whose name Kubernetes refuses",
      platform: { tenants: [{ name: "Shop_1" }] },
      line: 'eks-platform:tenants[0].name: "Shop_1" is not a name of at most 40 lower-case letters, digits and hyphens that begins with a letter; write, for example, "shop".',
    },
    {
      what: "a tenant in the namespace of the sample",
      platform: { tenants: [shop], sample: { enabled: true, namespace: "tenant-shop" } },
      line: 'eks-platform:tenants[0].name: "shop" has the namespace "tenant-shop", which is "sample.namespace"; rename one.',
    },
    {
      what: "a tenant's nodes under the name of a node group",
      platform: {
        tenants: [{ ...shop, nodes: { instanceTypes: ["m7i.large"] } }],
        nodes: { groups: [{ name: "tenant-shop", instanceTypes: ["m7i.large"] }] },
      },
      line: 'eks-platform:tenants[0].name: "shop" has the nodes "tenant-shop", a name of the group "tenant-shop" of "nodes.groups"; rename one.',
    },
    {
      what: "one IAM role in two tenants",
      platform: {
        tenants: ["shop", "blog"].map((name) => ({ name, access: [{ roleArn: shopRole, role: "viewer" }] })),
      },
      line: `eks-platform:tenants[1].access[0].roleArn: "${shopRole}" is let in by tenant "shop" already, and a cluster takes a role once; use a role of this tenant's own.`,
    },
    {
      what: "an IAM role that has an entry of its own",
      platform: {
        access: { entries: [{ name: "ops", roleArn: shopRole, policies: [{ policy: "AmazonEKSViewPolicy" }] }] },
        tenants: [{ ...shop, access: [{ roleArn: shopRole, role: "viewer" }] }],
      },
      line: `eks-platform:tenants[0].access[0].roleArn: "${shopRole}" is let in by the entry "ops" of "access.entries" already, and a cluster takes a role once; use a role of this tenant's own.`,
    },
    {
      what: "a tenant's IAM role that IAM cannot have",
      platform: { tenants: [{ ...shop, access: [{ roleArn: "arn:aws:iam::1:role/x", role: "viewer" }] }] },
      line: 'eks-platform:tenants[0].access[0].roleArn: "arn:aws:iam::1:role/x" is not the ARN of an IAM role (sessions and users cannot be meant); write, for example, "arn:aws:iam::111122223333:role/deployer".',
    },
    {
      what: "an access policy that does not exist",
      platform: { tenants: [{ ...shop, access: [{ roleArn: shopRole, policies: ["AmazonEKSWriterPolicy"] }] }] },
      line: 'eks-platform:tenants[0].access[0].policies[0]: "AmazonEKSWriterPolicy" is none of "AmazonEKSAdminPolicy", "AmazonEKSAdminViewPolicy", "AmazonEKSEditPolicy", "AmazonEKSViewPolicy"; write "AmazonEKSEditPolicy".',
    },
    {
      what: "a tenant that administers the cluster",
      platform: {
        tenants: [{ ...shop, access: [{ roleArn: shopRole, policies: ["AmazonEKSClusterAdminPolicy"] }] }],
      },
      line: 'eks-platform:tenants[0].access[0].policies[0]: "AmazonEKSClusterAdminPolicy" is none of "AmazonEKSAdminPolicy", "AmazonEKSAdminViewPolicy", "AmazonEKSEditPolicy", "AmazonEKSViewPolicy"; write "AmazonEKSAdminPolicy".',
    },
    {
      what: "a quantity that Kubernetes cannot parse",
      platform: { tenants: [{ ...shop, quota: { requestsMemory: "8GB" } }] },
      line: 'eks-platform:tenants[0].quota.requestsMemory: "8GB" is no quantity that Kubernetes can parse; write, for example, "8Gi".',
    },
    {
      what: "a limit below the request",
      platform: { tenants: [{ ...shop, containerDefaults: { requestsMemory: "1Gi" } }] },
      line: 'eks-platform:tenants[0].containerDefaults.limitsMemory: "256Mi" is less than "1Gi" of "containerDefaults.requestsMemory"; write "1Gi" or more.',
    },
    {
      what: "a range of IPv6 for pods of IPv4",
      platform: { tenants: [{ ...shop, egress: [{ ...wide, cidrs: ["0.0.0.0/0", "::/0"] }] }] },
      line: 'eks-platform:tenants[0].egress[0].cidrs[1]: "::/0" is no IPv4 range, and pods of this cluster have IPv4 addresses only; leave it out.',
    },
    {
      what: "an opening to the instance metadata",
      platform: { tenants: [{ ...shop, egress: [{ ...wide, cidrs: ["169.254.169.254/32"] }] }] },
      line: 'eks-platform:tenants[0].egress[0].cidrs[0]: "169.254.169.254/32" is the instance metadata service (169.254.169.254/32), which stays closed to pods; leave it out.',
    },
    {
      what: "a tenant's nodes that AWS refuses",
      platform: { tenants: [{ ...shop, nodes: { instanceTypes: ["m7i.large"], capacity: "spot" } }] },
      line: 'eks-platform:tenants[0].nodes: capacity is "spot" with the single instance type "m7i.large"; list several of the same size, so that one shortage does not empty the group.',
    },
    {
      what: "security groups of pods on nodes that cannot have them",
      platform: {
        tenants: [{ ...shop, securityGroup: true }],
        nodes: { groups: [{ name: "system", instanceTypes: ["t3.large"] }] },
      },
      line: 'eks-platform:tenants[0].securityGroup: true does not go with "t3.large" of the nodes that its pods run on: no "t" family gives pods interfaces of their own; use another family.',
    },
    {
      what: "more node groups than a cluster has",
      platform: {
        tenants: Array.from({ length: 30 }, (_, index) => ({
          name: `team-${index}`,
          nodes: { instanceTypes: ["m7i.large"] },
        })),
      },
      line: 'eks-platform:tenants: 30 tenants with nodes of their own and 1 groups of "nodes.groups" are more than the 30 groups of a cluster; let some share nodes.',
    },
    {
      what: "strict network policies in an IPv6 cluster",
      platform: { network: { ipv6: true }, cluster: { networkPolicies: "strict" } },
      line: 'eks-platform:cluster.networkPolicies: "strict" does not go with "network.ipv6" true: AWS chooses the range of the VPC, which the policies of the platform\'s own pods would have to name; write "standard".',
    },
  ];

  it("lists the mistakes of all tenants in one error, beside those of the rest", () => {
    assert.deepEqual(
      mistakesOf({
        network: { availabilityZones: 9 },
        tenants: [{ name: "SHOP" }, { ...shop, quota: { pods: -1, requestsCpu: "many" } }, { ...shop, nme: 1 }],
      }).map((line) => line.split(": ")[0]),
      [
        "eks-platform:network.availabilityZones",
        "eks-platform:tenants[0].name",
        "eks-platform:tenants[1].quota.requestsCpu",
        "eks-platform:tenants[1].quota.pods",
        "eks-platform:tenants[2].nme",
      ],
    );
  });

  for (const { what, platform, line } of cases)
    it(`refuses ${what}`, () => {
      assert.deepEqual(mistakesOf(platform), [line]);
    });
});
