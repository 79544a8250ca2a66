import assert from "node:assert/strict";
import * as k8s from "@pulumi/kubernetes";
import {
  EventDrivenAutoscaler,
  NamespaceScaler,
  VerticalPodAutoscaler,
  WorkloadAutoscaler,
} from "../../../components/autoscaling";
import type { HorizontalScaling } from "../../../components/autoscaling/horizontal-scaling";
import type { PropertyMap } from "../../../policies/engine/values/value";
import { addonCluster, location } from "../cluster/addon-cluster";
import { registrations, type Registrations } from "../registrations";

const queue = "arn:aws:sqs:eu-west-1:111122223333:shop-orders";
const operatorRole = "arn:aws:iam::111122223333:role/blue-keda";
const scalerRole = "arn:aws:iam::111122223333:role/blue-scaler-tenant-shop";
const releaseType = "kubernetes:helm.sh/v3:Release";

const horizontal: HorizontalScaling = {
  minReplicas: 2,
  maxReplicas: 20,
  utilization: { cpu: 70 },
  queues: [{ arn: queue, messagesPerPod: 10 }],
  queries: [{ query: "sum(rate(orders_total[2m]))", perPod: 2.5 }],
  metrics: [
    {
      namespace: "Shop/Orders",
      name: "Waiting",
      dimensions: { queue: "a", shop: "b" },
      periodSeconds: 60,
      perPod: 300,
    },
  ],
};

function build(): Promise<Registrations> {
  return registrations(() => {
    const kubernetes = new k8s.Provider("blue", { kubeconfig: "{}" });
    const cluster = { ...addonCluster(), kubernetes, ipFamily: "ipv4" as const };
    const keda = new EventDrivenAutoscaler(
      "keda",
      { cluster, cidrs: ["10.0.0.0/16"], scalerRoleArns: { "tenant-shop": scalerRole } },
      { dependsOn: [] },
    );
    const vpa = new VerticalPodAutoscaler("vpa", { cluster, cidrs: ["10.0.0.0/16"] }, { dependsOn: [] });
    const scaler = new NamespaceScaler(
      "scaler",
      {
        location,
        cluster,
        namespace: "tenant-shop",
        roleName: "blue-scaler-tenant-shop",
        operator: keda.account,
        scalings: [horizontal],
        workspace: { tag: { key: "Name", value: "blue" } },
      },
      { dependsOn: keda.ready },
    );
    new WorkloadAutoscaler(
      "importer",
      {
        location,
        cluster,
        workload: { namespace: "tenant-shop", name: "importer" },
        prometheusEndpoint: "https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-1/",
        horizontal,
        vertical: { mode: "InPlaceOrRecreate", resources: ["memory"], maxAllowed: { memory: "1Gi" } },
      },
      { dependsOn: [...scaler.ready, ...vpa.ready] },
    );
  });
}

const statements = (document: unknown) => (JSON.parse(String(document)) as { Statement: object[] }).Statement;

describe("KEDA", () => {
  let found: Registrations;
  before(async () => {
    found = await build();
  });
  const release = (name: string) => found.byName(releaseType, name);

  it("reads nothing in AWS itself: it takes on the roles of namespaces, and does nothing else", () => {
    assert.deepEqual(statements(found.byName("aws:iam/rolePolicy:RolePolicy", "keda-operator").inputs["policy"]), [
      {
        Sid: "TakeOnRolesOfNamespaces",
        Effect: "Allow",
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Resource: [scalerRole],
      },
    ]);
    const association = found.only("aws:eks/podIdentityAssociation:PodIdentityAssociation");
    assert.equal(association.inputs["namespace"], "keda");
    assert.equal(association.inputs["serviceAccount"], "keda-operator");
    assert.equal(association.inputs["roleArn"], operatorRole);
  });

  it("reads no Secrets of others, and scales Deployments and StatefulSets alone", () => {
    const values = release("keda").inputs["values"] as unknown as Record<string, unknown>;
    const restrict = { restrict: { secret: true } };
    assert.deepEqual(values["permissions"], { operator: restrict, metricServer: restrict });
    assert.deepEqual(values["rbac"], { enabledCustomScaledRefKinds: false });
  });

  it("lets the control plane ask for metrics and call its webhook, and nobody else", () => {
    const callers = found.byName("kubernetes:networking.k8s.io/v1:NetworkPolicy", "keda.allow-callers");
    assert.deepEqual((callers.inputs["spec"] as PropertyMap)["ingress"], [
      {
        from: [{ ipBlock: { cidr: "10.0.0.0/16" } }],
        ports: [
          { protocol: "TCP", port: 6443 },
          { protocol: "TCP", port: 9443 },
        ],
      },
    ]);
  });

  it("is installed once the API server keeps triggers to the role of their namespace", () => {
    const policy = found.only("kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy");
    const spec = policy.inputs["spec"] as unknown as { failurePolicy: string; variables: { expression: string }[] };
    assert.equal(spec.failurePolicy, "Fail");
    assert.equal(spec.variables[0]?.expression, `{"tenant-shop":"${scalerRole}"}`);
    assert.ok(found.waitsFor(release("keda"), policy));
  });
});

describe("the triggers of a namespace", () => {
  let found: Registrations;
  before(async () => {
    found = await build();
  });

  it("are read by a role that sees its queue, its workspace and metrics, and no more", () => {
    assert.deepEqual(statements(found.byName("aws:iam/rolePolicy:RolePolicy", "scaler").inputs["policy"]), [
      { Sid: "CountMessagesShopOrders", Effect: "Allow", Action: ["sqs:GetQueueAttributes"], Resource: [queue] },
      {
        Sid: "QueryWorkspace",
        Effect: "Allow",
        Action: ["aps:QueryMetrics"],
        Resource: ["arn:aws:aps:eu-west-1:111122223333:workspace/*"],
        Condition: { StringEquals: { "aws:ResourceTag/Name": "blue" } },
      },
      { Sid: "ReadMetrics", Effect: "Allow", Action: ["cloudwatch:GetMetricData"], Resource: ["*"] },
    ]);
  });

  it("have the identity of that role, which the operator alone takes on", () => {
    const authentication = found.only("kubernetes:keda.sh/v1alpha1:TriggerAuthentication");
    assert.deepEqual(authentication.inputs["metadata"], { name: "aws", namespace: "tenant-shop" });
    assert.deepEqual(authentication.inputs["spec"], { podIdentity: { provider: "aws", roleArn: scalerRole } });
    assert.ok(found.waitsFor(authentication, found.byName(releaseType, "keda")));
    assert.deepEqual(statements(found.byName("aws:iam/role:Role", "scaler").inputs["assumeRolePolicy"]), [
      {
        Sid: "OperatorTakesOn",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111122223333:root" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
          ArnEquals: { "aws:PrincipalArn": operatorRole },
          StringEquals: { "aws:PrincipalTag/eks-cluster-arn": "arn:aws:eks:eu-west-1:111122223333:cluster/blue" },
        },
      },
    ]);
  });

  it("are those of the workload, with numbers as text and signed questions to Prometheus", () => {
    const authenticationRef = { name: "aws" };
    assert.deepEqual(found.only("kubernetes:keda.sh/v1alpha1:ScaledObject").inputs["spec"], {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "importer" },
      pollingInterval: 30,
      cooldownPeriod: 300,
      minReplicaCount: 2,
      maxReplicaCount: 20,
      triggers: [
        { type: "cpu", metricType: "Utilization", metadata: { value: "70" } },
        {
          type: "aws-sqs-queue",
          metadata: {
            queueURL: "https://sqs.eu-west-1.amazonaws.com/111122223333/shop-orders",
            queueLength: "10",
            awsRegion: "eu-west-1",
          },
          authenticationRef,
        },
        {
          type: "prometheus",
          metadata: {
            serverAddress: "https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-1",
            query: "sum(rate(orders_total[2m]))",
            threshold: "2.5",
            awsRegion: "eu-west-1",
          },
          authenticationRef,
        },
        {
          type: "aws-cloudwatch",
          metadata: {
            namespace: "Shop/Orders",
            metricName: "Waiting",
            dimensionName: "queue;shop",
            dimensionValue: "a;b",
            metricStat: "Average",
            metricStatPeriod: "60",
            metricCollectionTime: "120",
            targetMetricValue: "300",
            minMetricValue: "0",
            awsRegion: "eu-west-1",
          },
          authenticationRef,
        },
      ],
    });
  });
});

describe("the Vertical Pod Autoscaler", () => {
  let found: Registrations;
  let values: Record<string, PropertyMap>;
  before(async () => {
    found = await build();
    values = found.byName(releaseType, "vpa").inputs["values"] as unknown as typeof values;
  });

  it("runs its admission controller twice, and what would work twice once", () => {
    assert.equal(values["admissionController"]?.["replicaCount"], 2);
    assert.deepEqual(values["admissionController"]["podDisruptionBudget"], { maxUnavailable: 1 });
    for (const part of ["recommender", "updater"]) assert.equal(values[part]?.["replicaCount"], undefined, part);
  });

  it("keeps no pod from starting, and none of the cluster's own waits for it", () => {
    const webhook = values["admissionController"]?.["mutatingWebhookConfiguration"] as PropertyMap;
    assert.equal(webhook["failurePolicy"], "Ignore");
    assert.deepEqual(webhook["namespaceSelector"], {
      matchExpressions: [
        { key: "kubernetes.io/metadata.name", operator: "NotIn", values: ["kube-system", "kube-node-lease", "vpa"] },
      ],
    });
  });

  it("changes of a workload what it is told to, within its bounds", () => {
    const object = found.only("kubernetes:autoscaling.k8s.io/v1:VerticalPodAutoscaler");
    assert.deepEqual(object.inputs["spec"], {
      targetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "importer" },
      updatePolicy: { updateMode: "InPlaceOrRecreate", minReplicas: 2 },
      resourcePolicy: {
        containerPolicies: [
          {
            containerName: "*",
            controlledResources: ["memory"],
            controlledValues: "RequestsOnly",
            maxAllowed: { memory: "1Gi" },
          },
        ],
      },
    });
    assert.ok(found.waitsFor(object, found.byName(releaseType, "vpa")));
  });
});
