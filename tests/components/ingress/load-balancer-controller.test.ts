import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import { LoadBalancerController, type LoadBalancerControllerArgs } from "../../../components/ingress";
import type { PropertyMap } from "../../../policies/evaluate";
import { addonCluster } from "../cluster/addon-cluster";
import { registrations } from "../registrations";

const releaseType = "kubernetes:helm.sh/v3:Release";
const paramsType = "kubernetes:elbv2.k8s.aws/v1beta1:IngressClassParams";
const classType = "kubernetes:networking.k8s.io/v1:IngressClass";
const webAclArn = "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/shop/12345678-1234-1234-1234-123456789012";

interface Statement {
  readonly Sid: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

async function build(args: Partial<LoadBalancerControllerArgs> = {}, ipFamily: "ipv4" | "ipv6" = "ipv4") {
  const found = await registrations(() => {
    const cluster = { ...addonCluster(), ipFamily, kubernetes: new k8s.Provider("blue", { kubeconfig: "{}" }) };
    const vpc = new aws.ec2.Vpc("blue", { cidrBlock: "10.0.0.0/16" });
    const nodes = new aws.eks.NodeGroup("nodes", {
      ...{ clusterName: "blue", nodeRoleArn: "arn:aws:iam::111122223333:role/nodes", subnetIds: [] },
      scalingConfig: { minSize: 2, maxSize: 2, desiredSize: 2 },
    });
    const network = { vpcId: vpc.id, vpcTag: { key: "pulumi-stack", value: "platform/blue" } };
    return new LoadBalancerController("ingress", { cluster, network, ...args }, { dependsOn: [nodes] });
  });
  const { policy } = found.only("aws:iam/rolePolicy:RolePolicy").inputs;
  const statements = (JSON.parse(String(policy)) as { Statement: readonly Statement[] }).Statement;
  return { found, statements, values: found.only(releaseType).inputs["values"] as PropertyMap };
}

const isRead = (action: string): boolean => /:(Describe|Get|List)/.test(action);

describe("LoadBalancerController", () => {
  it("changes nothing in AWS that does not carry its cluster's name in a tag", async () => {
    const { statements } = await build();
    const unbound = statements.filter(
      ({ Action, Condition }) => !Action.every(isRead) && !JSON.stringify(Condition ?? {}).includes("blue"),
    );
    assert.deepEqual(
      unbound.map(({ Action, Resource }) => [Action, Resource]),
      [
        [
          ["iam:CreateServiceLinkedRole"],
          [
            "arn:aws:iam::111122223333:role/aws-service-role/elasticloadbalancing.amazonaws.com/AWSServiceRoleForElasticLoadBalancing",
          ],
        ],
        // The service knows no condition for it.
        [
          ["elasticloadbalancing:SetRulePriorities"],
          ["arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener-rule/app/*"],
        ],
      ],
    );
  });

  it("makes security groups in its own VPC only", async () => {
    const { statements } = await build();
    assert.deepEqual(
      statements.find(({ Resource }) => Resource.includes("arn:aws:ec2:eu-west-1:111122223333:vpc/*"))?.Condition,
      { StringEquals: { "aws:ResourceTag/pulumi-stack": "platform/blue" } },
    );
  });

  it("asks for every resource only where it reads", async () => {
    const { statements } = await build();
    const everywhere = statements.filter(({ Resource }) => Resource.includes("*")).flatMap(({ Action }) => Action);
    assert.ok(everywhere.length > 20);
    assert.deepEqual(
      everywhere.filter((action) => !isRead(action)),
      [],
    );
  });

  it("has no right on firewalls unless load balancers stand behind one", async () => {
    const services = ({ statements }: Awaited<ReturnType<typeof build>>) =>
      new Set(statements.flatMap(({ Action }) => Action.map((action) => action.split(":")[0])));
    const [open, guarded] = [await build(), await build({ ingressClass: { webAclArn } })];
    assert.deepEqual([...services(open)].sort(), ["acm", "ec2", "elasticloadbalancing", "iam"]);
    assert.deepEqual([...services(guarded)].sort(), ["acm", "ec2", "elasticloadbalancing", "iam", "wafv2"]);
    assert.deepEqual([open.values["enableWafv2"], guarded.values["enableWafv2"]], [false, true]);
  });

  it("runs twice, apart, under the restricted standard, and asks no instance where it is", async () => {
    const { values } = await build();
    assert.equal(values["replicaCount"], 2);
    assert.deepEqual(values["podDisruptionBudget"], { maxUnavailable: 1 });
    assert.deepEqual(values["securityContext"], {
      ...{ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsNonRoot: true },
      capabilities: { drop: ["ALL"] },
    });
    assert.deepEqual((values["podSecurityContext"] as PropertyMap)["seccompProfile"], { type: "RuntimeDefault" });
    assert.deepEqual([values["clusterName"], values["region"]], ["blue", "eu-west-1"]);
    assert.ok("vpcId" in values);
  });

  it("stands in the way of no Service, and of no Ingress that would get around the class", async () => {
    const { values } = await build();
    assert.equal(values["enableServiceMutatorWebhook"], false);
    assert.equal(values["disableIngressClassAnnotation"], true);
    assert.equal(values["createIngressClassResource"], false);
  });

  it("makes load balancers internal, with modern TLS, and redirects clear text", async () => {
    const { found } = await build();
    assert.deepEqual(found.only(paramsType).inputs["spec"], {
      scheme: "internal",
      ipAddressType: "ipv4",
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
      sslRedirectPort: "443",
      loadBalancerAttributes: [
        { key: "deletion_protection.enabled", value: "false" },
        { key: "routing.http.drop_invalid_header_fields.enabled", value: "true" },
      ],
    });
  });

  it("gives load balancers both families where pods have IPv6, and what else the class is told", async () => {
    const { found } = await build(
      {
        ingressClass: {
          ...{ scheme: "internet-facing", inboundCidrs: ["198.51.100.0/24"], webAclArn, deletionProtection: true },
          accessLogs: { bucket: "logs", prefix: "blue" },
        },
      },
      "ipv6",
    );
    const spec = found.only(paramsType).inputs["spec"] as PropertyMap;
    assert.equal(spec["ipAddressType"], "dualstack");
    assert.deepEqual(
      [spec["scheme"], spec["inboundCIDRs"], spec["wafv2AclArn"]],
      ["internet-facing", ["198.51.100.0/24"], webAclArn],
    );
    assert.deepEqual(
      (spec["loadBalancerAttributes"] as readonly PropertyMap[]).map(({ key, value }) => `${key}=${value}`),
      [
        "deletion_protection.enabled=true",
        "routing.http.drop_invalid_header_fields.enabled=true",
        "access_logs.s3.enabled=true",
        "access_logs.s3.bucket=logs",
        "access_logs.s3.prefix=blue",
      ],
    );
  });

  it("goes before nodes, network and cluster, and after its class", async () => {
    const { found } = await build();
    const [release, ingressClass] = [found.only(releaseType), found.only(classType)];
    assert.ok(found.waitsFor(ingressClass, found.only(paramsType)));
    assert.ok(found.waitsFor(found.only(paramsType), release));
    assert.ok(found.waitsFor(release, found.only("aws:eks/nodeGroup:NodeGroup")));
    // Deleted by call, not with the cluster: its finalizers take load balancers along.
    assert.equal(release.deletedWith, undefined);
  });

  it("refuses a tag that its command line would cut", async () => {
    await assert.rejects(build({ tags: { team: "shop,web" } }), {
      message:
        'The tag "team" with the value "shop,web" has a comma or an equals sign, which the load balancer controller takes for the end of a tag; write it without.',
    });
  });
});
