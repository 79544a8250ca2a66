import assert from "node:assert/strict";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { StackUnderTest } from "../stack/stack-under-test";
import { pulumiCliOfRun } from "../toolchain/pulumi-cli";

const logGroup = "aws:cloudwatch/logGroup:LogGroup";
const cluster = "aws:eks/cluster:Cluster";
const addon = "aws:eks/addon:Addon";
const nodeGroup = "aws:eks/nodeGroup:NodeGroup";
const launchTemplate = "aws:ec2/launchTemplate:LaunchTemplate";

/** What an up did to a resource of a provider. */
interface Operation {
  readonly op: string;
  readonly type: string;
  readonly name: string;
}

/** A change of the stack file, and what it may do. */
interface Change {
  readonly title: string;
  readonly config: Readonly<Record<string, string>>;
  /** A setting that is taken out of the stack file. Default none. */
  readonly unset?: string;
  /** Asserts on the operations, in the order in which they ended. */
  readonly check: (operations: readonly Operation[]) => void;
}

function texts(operations: readonly Operation[]): readonly string[] {
  return operations.map(({ op, type, name }) => `${op} ${type} ${name}`).sort();
}

/** The types that an operation was done to, each once. */
function typesOf(operations: readonly Operation[], op: string): readonly string[] {
  return [...new Set(operations.filter((one) => one.op === op).map(({ type }) => type))].sort();
}

function operationsOf(operations: readonly Operation[]): readonly string[] {
  return [...new Set(operations.map(({ op }) => op))].sort();
}

const changes: readonly Change[] = [
  {
    title: "updates nothing but the log groups when logs are kept longer",
    config: { "eks-platform:monitoring.logRetentionDays": "30" },
    check: (operations) => {
      assert.deepEqual(operationsOf(operations), ["update"]);
      assert.deepEqual(typesOf(operations, "update"), [logGroup]);
      assert.ok(operations.length >= 7);
    },
  },
  {
    title: "updates nothing but the node group when it may grow further",
    config: { "eks-platform:nodes.groups[0].maxSize": "6" },
    check: (operations) => {
      assert.deepEqual(texts(operations), [`update ${nodeGroup} nodes-system`]);
    },
  },
  {
    title: "updates nothing but the cluster when other addresses may call it",
    config: { "eks-platform:cluster.endpoint.publicAccessCidrs[0]": "198.51.100.0/24" },
    check: (operations) => {
      assert.deepEqual(texts(operations), [`update ${cluster} cluster`]);
    },
  },
  {
    title: "only adds when somebody more gets access",
    config: {
      "eks-platform:access.entries[1].name": "auditors",
      "eks-platform:access.entries[1].roleArn": "arn:aws:iam::999900001111:role/auditors",
      "eks-platform:access.entries[1].policies[0].policy": "AmazonEKSViewPolicy",
    },
    check: (operations) => {
      assert.deepEqual(texts(operations), [
        "create aws:eks/accessEntry:AccessEntry cluster-auditors",
        "create aws:eks/accessPolicyAssociation:AccessPolicyAssociation cluster-auditors-amazoneksviewpolicy",
      ]);
    },
  },
  {
    title: "only adds when there is a tenant more",
    config: { "eks-platform:tenants[2].name": "media", "eks-platform:tenants[2].owner": "media-team" },
    check: (operations) => {
      assert.deepEqual(operationsOf(operations), ["create"]);
      assert.ok(typesOf(operations, "create").includes("kubernetes:core/v1:Namespace"));
      assert.ok(
        operations.every(({ name }) => /^tenant-media(\.|$)/.test(name)),
        texts(operations).join("\n"),
      );
    },
  },
  {
    title: "raises Kubernetes by a minor in place: the cluster, then the add-ons of nodes, then the nodes",
    config: { "eks-platform:cluster.kubernetesVersion": "1.36" },
    check: (operations) => {
      assert.deepEqual(operationsOf(operations), ["update"]);
      const order = operations.map(({ type, name }) => `${type} ${name}`);
      const first = order.indexOf(`${cluster} cluster`);
      const kubeProxy = order.indexOf(`${addon} cluster-kube-proxy`);
      const nodes = order.indexOf(`${nodeGroup} nodes-system`);
      assert.ok(first >= 0 && first < kubeProxy && kubeProxy < nodes, order.join("\n"));
      const others = typesOf(operations, "update").filter((type) => ![cluster, addon, nodeGroup].includes(type));
      // Their pod security level names the version.
      assert.deepEqual(others, ["kubernetes:core/v1:Namespace"]);
    },
  },
  {
    title: "makes new nodes beside the old ones when their size changes, and touches nothing else",
    config: { "eks-platform:nodes.groups[0].instanceTypes[0]": "m7i.xlarge" },
    check: (operations) => {
      assert.deepEqual(texts(operations), [
        `create-replacement ${nodeGroup} nodes-system`,
        `delete-replaced ${nodeGroup} nodes-system`,
        `replace ${nodeGroup} nodes-system`,
      ]);
      assert.equal(operations.at(-1)?.op, "delete-replaced");
    },
  },
  {
    title: "rolls the nodes in place when their disks grow",
    config: { "eks-platform:nodes.groups[0].volumeSizeGiB": "120" },
    check: (operations) => {
      assert.deepEqual(texts(operations), [
        `update ${launchTemplate} nodes-system`,
        `update ${nodeGroup} nodes-system`,
      ]);
    },
  },
  {
    title: "adds a third zone to the network without moving anything in it, and leaves the control plane as it is",
    config: { "eks-platform:network.availabilityZones": "3" },
    check: (operations) => {
      const added = operations.filter(({ op }) => op === "create");
      assert.ok(
        added.every(({ name }) => /(-|^)(eu-west-1)?c$/.test(name)),
        texts(added).join("\n"),
      );
      assert.deepEqual(typesOf(operations, "delete"), []);
      // Gateway endpoints take the new route table; AWS makes groups of nodes and a scraper anew for other subnets.
      assert.deepEqual(typesOf(operations, "update"), ["aws:ec2/vpcEndpoint:VpcEndpoint"]);
      assert.deepEqual(typesOf(operations, "replace"), ["aws:amp/scraper:Scraper", nodeGroup]);
    },
  },
  {
    title: "adds NAT gateways and turns routes to them when every zone gets its own",
    config: { "eks-platform:network.nat": "perAz" },
    check: (operations) => {
      assert.deepEqual(texts(operations), [
        "create aws:ec2/eip:Eip network-nat-b",
        "create aws:ec2/eip:Eip network-nat-c",
        "create aws:ec2/natGateway:NatGateway network-b",
        "create aws:ec2/natGateway:NatGateway network-c",
        "update aws:ec2/route:Route network-private-b",
        "update aws:ec2/route:Route network-private-c",
      ]);
    },
  },
  {
    title: "deletes the sample with its secret and nothing else when both are switched off",
    config: { "eks-platform:sample.enabled": "false" },
    unset: "eks-platform:secrets",
    check: (operations) => {
      assert.deepEqual(operationsOf(operations), ["delete"]);
      assert.ok(
        operations.every(({ name }) => /^(sample|secret)/.test(name)),
        texts(operations).join("\n"),
      );
    },
  },
];

describe("a change of dev", () => {
  let test: StackUnderTest;
  before(async () => {
    test = await StackUnderTest.create(pulumiCliOfRun(), "Pulumi.dev.yaml");
    await test.configure({ "eks-platform:cluster.kubernetesVersion": "1.35" });
    await test.up();
  });
  after(() => {
    test.remove();
  });

  for (const { title, config, unset, check } of changes)
    it(title, async () => {
      await test.configure(config);
      if (unset !== undefined) await test.unset(unset);
      const events: EngineEvent[] = [];
      await test.up({ onEvent: (event) => events.push(event) });
      check(operationsIn(events));
      const { changeSummary } = await test.preview();
      assert.deepEqual(Object.keys(changeSummary), ["same"]);
    });

  it("leaves an account that a destroy empties", async () => {
    await test.destroy();
    assert.deepEqual(test.leftOver, []);
  });
});

/** What was done to resources of providers: components and the stack only group them. */
function operationsIn(events: readonly EngineEvent[]): readonly Operation[] {
  return events.flatMap(({ resOutputsEvent }) => {
    if (!resOutputsEvent) return [];
    const { op, type, urn } = resOutputsEvent.metadata;
    const grouping = /^(platform|pulumi):/.test(type);
    return op === "same" || grouping ? [] : [{ op, type, name: urn.split("::").pop() ?? "" }];
  });
}
