// An application team's own stack: a queue, the role of the pods that read it, and an alarm that reaches the platform's
// operators. It knows the platform by its outputs only.
import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { readPlatform } from "../../infra/outputs";

const config = new pulumi.Config();
const stack = config.require("platform");
const platform = readPlatform(new pulumi.StackReference(stack));
const name = `order-service-${pulumi.getStack()}`;
const labels = { "app.kubernetes.io/part-of": "orders" };
const tags = { owner: "orders-team", environment: pulumi.getStack(), "cost-center": "cc-2000", service: "orders" };

const orders = new aws.sqs.Queue("orders", { name, sqsManagedSseEnabled: true, messageRetentionSeconds: 86_400, tags });

// The platform made the team's namespace, with quotas, limits, and policies by which nothing talks unless allowed.
const namespace = platform.tenants.apply((tenants) => {
  const team = config.require("tenant");
  const tenant = tenants[team];
  if (tenant === undefined)
    throw new pulumi.RunError(`Stack "${stack}" has no tenant "${team}"; have the platform add it.`);
  return tenant.namespace;
});
// EKS Pod Identity tags its sessions with namespace and service account, so the role is for this one account's pods.
const serviceAccount = "worker";
const worker = new aws.iam.Role("worker", {
  name: `${name}-worker`,
  description: "Pods of the order service read their queue",
  assumeRolePolicy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
          ArnEquals: { "aws:SourceArn": platform.cluster.arn },
          StringEquals: {
            "aws:SourceAccount": platform.location.accountId,
            "aws:RequestTag/kubernetes-namespace": namespace,
            "aws:RequestTag/kubernetes-service-account": serviceAccount,
          },
        },
      },
    ],
  }),
  tags,
});
const readsOrders = new aws.iam.RolePolicy("worker", {
  name: "reads-orders",
  role: worker.name,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes"],
        // Composed, since rules can judge a policy at preview only where it is known by then.
        Resource: platform.location.apply(
          ({ partition, region, accountId }) => `arn:${partition}:sqs:${region}:${accountId}:${name}`,
        ),
      },
    ],
  }),
});
const identity = new aws.eks.PodIdentityAssociation(
  "worker",
  { clusterName: platform.cluster.name, namespace, serviceAccount, roleArn: worker.arn, tags },
  { dependsOn: [readsOrders, orders] },
);

const cluster = new k8s.Provider("platform", {
  kubeconfig: platform.kubeconfig,
  clusterIdentifier: platform.cluster.arn,
});
// A pod that starts before its identity gets no credentials until it is made again: workloads depend on this account.
const account = new k8s.core.v1.ServiceAccount(
  serviceAccount,
  { metadata: { name: serviceAccount, namespace, labels }, automountServiceAccountToken: false },
  { provider: cluster, dependsOn: [identity] },
);

new aws.cloudwatch.MetricAlarm("orders-wait", {
  // The topic takes alarms of such names only.
  name: pulumi.interpolate`${platform.cluster.name}-orders-wait`,
  alarmDescription: "Orders have waited for more than ten minutes",
  namespace: "AWS/SQS",
  metricName: "ApproximateAgeOfOldestMessage",
  dimensions: { QueueName: name },
  statistic: "Maximum",
  period: 60,
  evaluationPeriods: 5,
  comparisonOperator: "GreaterThanThreshold",
  threshold: 600,
  treatMissingData: "notBreaching",
  alarmActions: [platform.monitoring.alarmTopicArn],
  tags,
});

export const queueUrl = orders.url;
/** Where the worker runs. */
export const workerNamespace = namespace;
export const serviceAccountName = account.metadata.name;
/** Whoever deploys this needs a place in the VPC where the platform says `private`. */
export const endpointAccess = platform.cluster.endpointAccess;
