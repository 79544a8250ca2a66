import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { parseAllDocuments } from "yaml";
import { parseConfig } from "../../../infra/config";
import { anywhereSpecification } from "../../../planning/anywhere/specification";

const root = path.join(__dirname, "..", "..", "..");
const sshPublicKey = "ssh-ed25519 AAAA platform";

const outside = {
  name: "dublin",
  controlPlane: { host: "192.168.0.10" },
  sshPublicKey,
  os: "ubuntu",
  bareMetal: { provisioningAddress: "192.168.0.20", osImageUrl: "https://images.example.com/ubuntu-1.36.gz" },
};
const vsphere = {
  ...{ server: "vcenter.example.com", datacenter: "Dublin", network: "/Dublin/network/a" },
  ...{ datastore: "/Dublin/datastore/a", folder: "/Dublin/vm/a", resourcePool: "/Dublin/host/a/Resources" },
};
const system = { name: "system", instanceTypes: ["m7i.large"], minSize: 2 };
const batch = {
  ...{ name: "batch", instanceTypes: ["m7i.large"], minSize: 0, labels: { "example.com/pool": "batch" } },
  taints: [{ key: "example.com/pool", value: "batch", effect: "NO_SCHEDULE" }],
};

function parse(anywhere: object, platform: object = {}) {
  return parseConfig("eks-platform", "dev", {
    namespaces: {
      aws: { region: "eu-west-1", allowedAccountIds: ["111122223333"] },
      "eks-platform": {
        tags: { owner: "platform-team", costCenter: "cc-1000" },
        nodes: { groups: [system, batch] },
        ...platform,
        anywhere: { ...outside, ...anywhere },
      },
    },
    encrypted: [],
  });
}

function specification(anywhere: object, platform?: object) {
  const config = parse(anywhere, platform);
  assert.ok(config.anywhere);
  return anywhereSpecification(config, config.anywhere);
}

function mistakesOf(anywhere: object, platform?: object): readonly string[] {
  try {
    parse(anywhere, platform);
  } catch (error) {
    assert.ok(error instanceof pulumi.RunError);
    const [, ...lines] = error.message.split("\n");
    return lines.map((line) => line.trim().replace("eks-platform:", ""));
  }
  return assert.fail("the configuration was accepted");
}

describe("the specification of a cluster of EKS Anywhere", () => {
  it("has the minor, ranges, labels and taints of the stack, on machines of metal", () => {
    const remoteNetworks = { nodeCidrs: ["192.168.0.0/20"], podCidrs: ["192.168.16.0/20"] };
    const cluster = { kubernetesVersion: "1.35", serviceCidr: "172.30.0.0/16", remoteNetworks };
    const [found, datacenter, ...machineConfigs] = specification({}, { cluster });
    assert.deepEqual(found, {
      apiVersion: "anywhere.eks.amazonaws.com/v1alpha1",
      kind: "Cluster",
      metadata: { name: "dublin" },
      spec: {
        kubernetesVersion: "1.35",
        eksaVersion: "v0.26.1",
        managementCluster: { name: "dublin" },
        controlPlaneConfiguration: {
          count: 3,
          endpoint: { host: "192.168.0.10" },
          machineGroupRef: { kind: "TinkerbellMachineConfig", name: "dublin-control-plane" },
        },
        workerNodeGroupConfigurations: [
          {
            ...{ name: "system", count: 2, labels: {} },
            machineGroupRef: { kind: "TinkerbellMachineConfig", name: "dublin-system" },
          },
          {
            ...{ name: "batch", count: 1, labels: { "example.com/pool": "batch" } },
            taints: [{ key: "example.com/pool", value: "batch", effect: "NoSchedule" }],
            machineGroupRef: { kind: "TinkerbellMachineConfig", name: "dublin-batch" },
          },
        ],
        datacenterRef: { kind: "TinkerbellDatacenterConfig", name: "dublin" },
        clusterNetwork: {
          cniConfig: { cilium: {} },
          pods: { cidrBlocks: ["192.168.16.0/20"] },
          services: { cidrBlocks: ["172.30.0.0/16"] },
        },
      },
    });
    assert.deepEqual(datacenter?.spec, {
      tinkerbellIP: "192.168.0.20",
      osImageURL: "https://images.example.com/ubuntu-1.36.gz",
    });
    assert.deepEqual(
      machineConfigs.map(({ spec }) => spec),
      ["cp", "system", "batch"].map((type) => ({
        osFamily: "ubuntu",
        users: [{ name: "ec2-user", sshAuthorizedKeys: [sshPublicKey] }],
        hardwareSelector: { type },
      })),
    );
  });

  it("has what the definitions of vSphere's objects demand", () => {
    const [, datacenter, machine] = specification({ bareMetal: undefined, vsphere, os: "bottlerocket" });
    const demanded = ["datacenter", "insecure", "network", "server", "thumbprint"];
    assert.deepEqual(Object.keys(datacenter?.spec ?? {}).sort(), demanded);
    for (const field of ["datastore", "folder", "memoryMiB", "numCPUs", "osFamily", "resourcePool"])
      assert.ok(machine?.spec[field], field);
    assert.deepEqual(machine?.spec["users"], [{ name: "ec2-user", sshAuthorizedKeys: [sshPublicKey] }]);
  });

  it("knows the people and the pods that the stack's own cluster knows", () => {
    const provider = {
      ...{ name: "company", issuerUrl: "https://login.example.com", clientId: "kubernetes" },
      requiredClaims: { site: "dublin" },
    };
    const serviceAccountIssuer = "https://s3.eu-west-1.amazonaws.com/acme-issuer";
    const found = specification({ serviceAccountIssuer }, { access: { identityProviders: [provider] } });
    const [cluster] = found;
    assert.deepEqual(cluster?.spec["podIamConfig"], { serviceAccountIssuer });
    assert.deepEqual(cluster?.spec["identityProviderRefs"], [{ kind: "OIDCConfig", name: "company" }]);
    assert.deepEqual(found.find(({ kind }) => kind === "OIDCConfig")?.spec, {
      ...{ issuerUrl: "https://login.example.com", clientId: "kubernetes" },
      ...{ usernameClaim: "sub", usernamePrefix: "company:", groupsClaim: "groups", groupsPrefix: "company:" },
      requiredClaims: [{ claim: "site", value: "dublin" }],
    });
  });

  it("is written by a command, one YAML document for each object", () => {
    const command = path.join(root, "planning", "anywhere", "start.cjs");
    const yaml = execFileSync(process.execPath, [command, "tests/stacks/hybrid.yaml"], { cwd: root, encoding: "utf8" });
    assert.deepEqual(
      parseAllDocuments(yaml).map((document) => (document.toJS() as { kind: string }).kind),
      ["Cluster", "VSphereDatacenterConfig", "VSphereMachineConfig", "VSphereMachineConfig"],
    );
    assert.match(yaml, /kubernetesVersion: "1\.36"\n/);
  });

  const cases: readonly (readonly [what: string, lines: readonly string[], expected: RegExp])[] = [
    ["two kinds of machines", mistakesOf({ vsphere }), /^anywhere: needs one kind of machines, and has two; write/],
    [
      "Bottlerocket on metal",
      mistakesOf({ os: "bottlerocket" }),
      /^anywhere\.os: "bottlerocket" has no images for metal/,
    ],
    [
      "an unknown release",
      mistakesOf({ release: "v0.1.0" }),
      /^anywhere\.release: "v0\.1\.0" is no release that is known/,
    ],
    [
      "a release without the stack's minor",
      mistakesOf({ release: "v0.25.0" }, { cluster: { kubernetesVersion: "1.36" } }),
      /^anywhere\.release: "v0\.25\.0" has no Kubernetes "1\.36" of "cluster\.kubernetesVersion", only "1\.34", "1\.35"; /,
    ],
    [
      "pods within the VPC",
      mistakesOf({ podCidr: "10.0.0.0/20" }),
      /^anywhere\.podCidr: "10\.0\.0\.0\/20" overlaps "10\.0/,
    ],
    [
      "workers of no group",
      mistakesOf({
        workers: [
          { group: "system", count: 1 },
          { group: "gpu", count: 1 },
        ],
      }),
      /^anywhere\.workers\[1\]\.group: "gpu" is no group of "nodes\.groups"; /,
    ],
    [
      "tainted workers alone",
      mistakesOf({ workers: [{ group: "batch", count: 1 }] }),
      /^anywhere: has no group of workers without taints/,
    ],
    [
      "an address that is none",
      mistakesOf({ controlPlane: { host: "dublin" } }),
      /^anywhere\.controlPlane\.host: "dublin" is /,
    ],
  ];
  for (const [what, lines, expected] of cases)
    it(`is refused for ${what}`, () => {
      assert.equal(lines.length, 1, lines.join("\n"));
      assert.match(lines[0] ?? "", expected);
    });
});
