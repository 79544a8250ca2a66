import assert from "node:assert/strict";
import { configOf, mistakesOf } from "./config/configuration";

describe("configuration", () => {
  describe("that says only what it must", () => {
    it("is the safe choice", () => {
      const { network, cluster, nodes, monitoring, storage, protection } = configOf({});
      assert.equal(network.availabilityZones, 3);
      assert.equal(network.nat, "perAz");
      assert.deepEqual(cluster.endpoint, { publicAccess: false, publicAccessCidrs: [], privateAccessCidrs: [] });
      assert.equal(cluster.kubernetesVersion, "1.36");
      assert.equal(cluster.supportType, "STANDARD");
      assert.equal(cluster.zonalShift, true);
      assert.equal(monitoring.logRetentionDays, 365);
      assert.deepEqual(storage.backup, { enabled: true, retentionDays: 35, locked: true, copies: [] });
      assert.equal(protection.deletionProtection, true);
      assert.equal(protection.protectStateful, true);
      assert.equal(protection.keyDeletionWindowDays, 30);
      assert.equal(nodes.sessionManager, false);
      assert.deepEqual(
        nodes.groups.map(({ name, capacity, os, minSize, maxSize }) => ({ name, capacity, os, minSize, maxSize })),
        [{ name: "system", capacity: "on-demand", os: "bottlerocket", minSize: 3, maxSize: 6 }],
      );
    });

    it("names everything after project and stack", () => {
      assert.equal(configOf({}, { stack: "blue" }).prefix, "eks-platform-blue");
    });
  });

  describe("on a release channel", () => {
    it("leaves no minor behind, so that it never pays for extended support", () => {
      assert.equal(configOf({ cluster: { releaseChannel: "stable" } }).cluster.supportType, "STANDARD");
      const [line, ...others] = mistakesOf({ cluster: { releaseChannel: "stable", supportType: "EXTENDED" } });
      assert.deepEqual(others, []);
      assert.match(line ?? "", /cluster\.supportType: "EXTENDED" keeps an old minor .*"stable".*; write "STANDARD"/);
    });
  });

  describe("with mistakes", () => {
    it("lists all of them in one error, each with place, value and remedy", () => {
      assert.deepEqual(
        mistakesOf(
          {
            tags: { owner: "platform-team" },
            network: { availabilityZones: 9, nat: "per-az", cidr: "10.0.5.0/16" },
            nodes: { groups: [{ name: "a", instanceTypes: ["m7i.large"], minSize: 5, maxSize: 3 }] },
            monitoring: { logRetentionDays: 31 },
          },
          { provider: { region: "Ireland", allowedAccountIds: [111122223333] } },
        ),
        [
          'aws:region: "Ireland" is not a region of AWS; write, for example, "eu-west-1".',
          'aws:allowedAccountIds[0]: 111122223333 is a number where text is expected; write "111122223333", in quotes.',
          'eks-platform:tags.costCenter: nothing is given; write, for example, "cc-1000".',
          'eks-platform:network.cidr: "10.0.5.0/16" does not begin at its network address; write "10.0.0.0/16".',
          "eks-platform:network.availabilityZones: 9 is more than 6; write 6 or less.",
          'eks-platform:network.nat: "per-az" is none of "none", "single", "perAz"; write "perAz".',
          "eks-platform:nodes.groups[0]: minSize is 5 and maxSize is 3; make minSize the smaller one.",
          "eks-platform:monitoring.logRetentionDays: 31 is none of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653; write 30.",
        ],
      );
    });

    const cases: readonly { readonly what: string; readonly platform: object; readonly line: string }[] = [
      {
        what: "an unknown room",
        platform: { netwrok: {} },
        line: 'eks-platform:netwrok: the key "netwrok" is not known; write "network".',
      },
      {
        what: "an unknown key deep inside",
        platform: { cluster: { endpoint: { publicAcess: true } } },
        line: 'eks-platform:cluster.endpoint.publicAcess: the key "publicAcess" is not known; write "publicAccess".',
      },
      {
        what: "an unknown key that resembles none",
        platform: { protection: { zzz: 1 } },
        line: 'eks-platform:protection.zzz: the key "zzz" is not known; write one of "deletionProtection", "protectStateful", "keyDeletionWindowDays", "accountBaseline".',
      },
      {
        what: "a range of services over the VPC's",
        platform: { network: { cidr: "172.20.0.0/16" } },
        line: 'eks-platform:cluster.serviceCidr: "172.20.0.0/16" overlaps "172.20.0.0/16" of "network.cidr"; write a range beside it.',
      },
      {
        what: "a remote network over the VPC's",
        platform: { cluster: { remoteNetworks: { nodeCidrs: ["10.0.128.0/20"] } } },
        line: 'eks-platform:cluster.remoteNetworks.nodeCidrs[0]: "10.0.128.0/20" overlaps "10.0.0.0/16" of "network.cidr"; write a range beside it.',
      },
      {
        what: "a range of pods inside the VPC's",
        platform: { network: { podCidr: "10.0.64.0/18" } },
        line: 'eks-platform:network.podCidr: "10.0.64.0/18" is refused beside the primary CIDR "10.0.0.0/16", since they overlap; choose another one, such as "100.64.0.0/16".',
      },
      {
        what: "a VPC too small for its subnets",
        platform: { network: { cidr: "10.0.0.0/24" } },
        line: 'eks-platform:network.cidr: "10.0.0.0/24" has 256 addresses and three tiers of subnets in up to six zones need 1,024; write a /22 or wider.',
      },
      {
        what: "an unknown Kubernetes minor",
        platform: { cluster: { kubernetesVersion: "1.99" } },
        line: 'eks-platform:cluster.kubernetesVersion: Kubernetes "1.99" is not a minor version whose add-on versions are known here; use one of 1.34, 1.35, 1.36.',
      },
      {
        what: "a Kubernetes minor without quotes",
        platform: { cluster: { kubernetesVersion: 1.36 } },
        line: 'eks-platform:cluster.kubernetesVersion: 1.36 is a number where text is expected; write "1.36", in quotes.',
      },
      {
        what: "a public endpoint for nobody",
        platform: { cluster: { endpoint: { publicAccess: true } } },
        line: 'eks-platform:cluster.endpoint.publicAccessCidrs: [] names no range although "publicAccess" is true, and AWS would open the endpoint to 0.0.0.0/0; name the ranges of your offices and runners, such as ["203.0.113.0/24"].',
      },
      {
        what: "ranges for an endpoint that is not public",
        platform: { cluster: { endpoint: { publicAccessCidrs: ["203.0.113.0/24"] } } },
        line: 'eks-platform:cluster.endpoint.publicAccess: false contradicts ["203.0.113.0/24"] of "publicAccessCidrs"; write true, or leave the ranges out.',
      },
      {
        what: "a private range at the public endpoint",
        platform: { cluster: { endpoint: { publicAccess: true, publicAccessCidrs: ["10.1.0.0/16"] } } },
        line: 'eks-platform:cluster.endpoint.publicAccessCidrs[0]: "10.1.0.0/16" is a private range, which never reaches a public endpoint; write the public addresses behind it.',
      },
      {
        what: "two node groups of one name",
        platform: {
          nodes: {
            groups: [
              { name: "a", instanceTypes: ["m7i.large"] },
              { name: "a", instanceTypes: ["m7g.large"] },
            ],
          },
        },
        line: 'eks-platform:nodes.groups[1].name: "a" is already the name of "groups.0"; give each its own.',
      },
      {
        what: "spot capacity of one type",
        platform: { nodes: { groups: [{ name: "a", instanceTypes: ["m7i.large"], capacity: "spot" }] } },
        line: 'eks-platform:nodes.groups[0]: capacity is "spot" with the single instance type "m7i.large"; list several of the same size, so that one shortage does not empty the group.',
      },
      {
        what: "a VPC without a way out that lacks endpoints",
        platform: {
          network: {
            nat: "none",
            endpoints: ["ec2", "ecr.api", "ecr.dkr", "eks", "logs", "monitoring", "elasticfilesystem"],
          },
        },
        line: 'eks-platform:network.endpoints: "eks-auth", "elasticloadbalancing", "sts" are missing although "network.nat" is "none", and there is no other way to AWS; add them, or leave the list out.',
      },
      {
        what: "a public image without a way out",
        platform: { network: { nat: "none" }, sample: { enabled: true } },
        line: 'eks-platform:sample.enabled: true does not go with "network.nat" "none": its image comes from a public registry; write false.',
      },
      {
        what: "IPv6 beside a range of pods",
        platform: { network: { ipv6: true, podCidr: "100.64.0.0/16" } },
        line: 'eks-platform:network.podCidr: "100.64.0.0/16" is given although "ipv6" is true, and pods have IPv6 addresses then; leave one of the two out.',
      },
      {
        what: "IPv6 beside a range of services",
        platform: { network: { ipv6: true }, cluster: { serviceCidr: "172.20.0.0/16" } },
        line: 'eks-platform:cluster.serviceCidr: "172.20.0.0/16" is given although "network.ipv6" is true, and EKS chooses the range of services then; leave it out.',
      },
      {
        what: "an own image without a bootstrap",
        platform: {
          nodes: {
            groups: [{ name: "a", instanceTypes: ["m7i.large"], image: { id: "ami-0123456789abcdef0" } }],
          },
        },
        line: 'eks-platform:nodes.groups[0].image.bootstrap: nothing is no way to join the cluster; write "nodeadm" for an image built on Amazon Linux 2023, or "bottlerocket".',
      },
      {
        what: "an own image by id and parameter",
        platform: {
          nodes: {
            groups: [
              {
                name: "a",
                instanceTypes: ["m7i.large"],
                image: { id: "ami-0123456789abcdef0", parameter: "/x/image_id", bootstrap: "nodeadm" },
              },
            ],
          },
        },
        line: "eks-platform:nodes.groups[0].image: id and parameter are both given; write one.",
      },
      {
        what: "a group without instance types",
        platform: { nodes: { groups: [{ name: "a" }] } },
        line: "eks-platform:nodes.groups[0]: neither instanceTypes nor instanceRequirements is given; write one of them.",
      },
      {
        what: "spot capacity of too few types that meet the requirements",
        platform: {
          nodes: {
            groups: [
              {
                name: "a",
                capacity: "spot",
                instanceRequirements: { vcpus: 4, memoryGiB: { min: 16, max: 16 }, families: ["m7i", "m6i"] },
              },
            ],
          },
        },
        line: "eks-platform:nodes.groups[0].instanceRequirements: only 2 instance types meet the requirements (m7i.xlarge, m6i.xlarge), and spot capacity wants 10; widen memoryGiB, generations or families.",
      },
      {
        what: "a self-managed group of spot capacity with one type",
        platform: {
          nodes: {
            groups: [{ name: "a", instanceTypes: ["m7i.large"] }],
            selfManaged: [{ name: "b", instanceTypes: ["m7i.large"], onDemand: { base: 1 } }],
          },
        },
        line: 'eks-platform:nodes.selfManaged[0]: onDemand leaves spot capacity with the single instance type "m7i.large"; list several of the same size, so that one shortage does not empty the group.',
      },
      {
        what: "the handler that drains self-managed nodes, without a way to its image",
        platform: {
          network: { nat: "none" },
          nodes: {
            groups: [{ name: "a", instanceTypes: ["m7i.large"] }],
            selfManaged: [{ name: "b", instanceTypes: ["m7i.large"] }],
          },
        },
        line: 'eks-platform:nodes.drainSelfManaged: true does not go with "network.nat" "none": its image comes from a public registry; write false, or nat "perAz".',
      },
      {
        what: "nodes that come back from a warm pool as they were drained",
        platform: {
          nodes: {
            groups: [{ name: "a", instanceTypes: ["m7i.large"] }],
            selfManaged: [{ name: "b", os: "al2023", instanceTypes: ["m7i.large"], warmPool: { reuse: true } }],
          },
        },
        line: 'eks-platform:nodes.selfManaged[0].warmPool.reuse: true brings nodes back that are cordoned, since "drainSelfManaged" has emptied them and nobody gives them back; write false.',
      },
      {
        what: "a cluster that leaves Auto Mode and has it",
        platform: { cluster: { autoMode: {}, leavesAutoMode: true }, nodes: { groups: [] } },
        line: 'eks-platform:cluster.leavesAutoMode: true is meant although "autoMode" is given; leave one of the two out.',
      },
      {
        what: "a self-managed group with the name of a managed one",
        platform: {
          nodes: {
            groups: [{ name: "a", instanceTypes: ["m7i.large"] }],
            selfManaged: [{ name: "a", instanceTypes: ["m7i.large"] }],
          },
        },
        line: 'eks-platform:nodes.selfManaged[0].name: "a" is already the name of "groups.0"; give each its own.',
      },
      {
        what: "hybrid nodes beside a public endpoint",
        platform: {
          cluster: {
            endpoint: { publicAccess: true, publicAccessCidrs: ["203.0.113.0/24"] },
            remoteNetworks: { nodeCidrs: ["192.168.0.0/20"] },
          },
        },
        line: 'eks-platform:cluster.endpoint.publicAccess: true does not go with "remoteNetworks": hybrid nodes would resolve public addresses and never join; write false.',
      },
      {
        what: "a session where a role is needed",
        platform: { access: { deployerRoleArn: "arn:aws:sts::111122223333:assumed-role/deployer/me" } },
        line: 'eks-platform:access.deployerRoleArn: "arn:aws:sts::111122223333:assumed-role/deployer/me" is not the ARN of an IAM role (sessions and users cannot be meant); write, for example, "arn:aws:iam::111122223333:role/deployer".',
      },
      {
        what: "an entry without rights",
        platform: { access: { entries: [{ name: "dev", roleArn: "arn:aws:iam::111122223333:role/dev" }] } },
        line: 'eks-platform:access.entries[0].policies: [] leaves the entry "dev" without any right; name a policy or a Kubernetes group.',
      },
    ];

    for (const { what, platform, line } of cases)
      it(`refuses ${what}`, () => {
        assert.deepEqual(mistakesOf(platform), [line]);
      });

    it("refuses a stack whose name would make other names too long for AWS", () => {
      const stack = "production-of-the-northern-region-two";
      assert.deepEqual(mistakesOf({}, { stack }), [
        `stack: the name of the backup vault would be "eks-platform-${stack}-backup" with 57 characters, and AWS takes 50; make the stack's name "${stack}" 7 shorter.`,
      ]);
    });

    it("refuses a value that is encrypted without showing it", () => {
      const lines = mistakesOf({ tags: { owner: "top secret!" } }, { encrypted: ["eks-platform:tags"] });
      assert.deepEqual(lines, [
        "eks-platform:tags: the value is encrypted, and nothing here is a secret; write it in plain text.",
      ]);
    });

    it("finds mistakes across fields beside an unknown key and a mistake in a field that they don't read", () => {
      assert.deepEqual(
        mistakesOf({ cluster: { zonalShft: true, supportType: "FOREVER", endpoint: { publicAccess: true } } }).map(
          (line) => line.split(":").slice(0, 2).join(":"),
        ),
        [
          "eks-platform:cluster.endpoint.publicAccessCidrs",
          "eks-platform:cluster.supportType",
          "eks-platform:cluster.zonalShft",
        ],
      );
    });
  });
});
