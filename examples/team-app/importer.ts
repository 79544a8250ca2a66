import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { ordersPrefix, type Identity } from "./identity";
import { container, podSettings, workloadNames, type Room } from "./pods";
import type { Stores } from "./stores";

export interface ImporterArgs extends Room {
  readonly stores: Stores;
  /** By which it may read and write them. */
  readonly identity: Identity;
}

const image = "public.ecr.aws/aws-cli/aws-cli:2.27.0";

/** Puts an item for each object of the prefix: again for the old ones, which changes nothing. */
const script = `set -eu
aws s3api list-objects-v2 --bucket "$BUCKET" --prefix "$PREFIX" --query 'Contents[].[Key]' --output text |
  while read -r key; do
    [ "$key" = None ] || aws dynamodb put-item --table-name "$TABLE" --item "{\\"orderId\\":{\\"S\\":\\"$key\\"}}"
  done
`;

/** Takes in what suppliers delivered, every quarter of an hour, on spot where there is some: whoever is interrupted runs again. */
export function createImporter(args: ImporterArgs, opts: pulumi.CustomResourceOptions): void {
  const { namespace, identity } = args;
  const { name, labels, metadata } = workloadNames("importer", namespace);
  const policy = new k8s.networking.v1.NetworkPolicy(
    name,
    { metadata, spec: { podSelector: { matchLabels: labels }, policyTypes: ["Egress"], egress: callsOf } },
    opts,
  );
  new k8s.batch.v1.CronJob(
    name,
    {
      metadata,
      spec: {
        schedule: "*/15 * * * *",
        concurrencyPolicy: "Forbid",
        startingDeadlineSeconds: 300,
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 3,
        jobTemplate: {
          spec: {
            backoffLimit: 3,
            activeDeadlineSeconds: 600,
            template: { metadata: { labels }, spec: importerPods(args) },
          },
        },
      },
    },
    { ...opts, dependsOn: [policy, ...identity.ready] },
  );
}

/** Names, and AWS over HTTPS. Credentials come by what every namespace of the platform allows. */
const callsOf: k8s.types.input.networking.v1.NetworkPolicyEgressRule[] = [
  {
    to: [
      {
        namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
        podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
      },
    ],
    ports: (["UDP", "TCP"] as const).map((protocol) => ({ protocol, port: 53 })),
  },
  {
    to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["169.254.169.254/32"] } }],
    ports: [{ protocol: "TCP", port: 443 }],
  },
];

function importerPods(args: ImporterArgs) {
  const { stores, identity } = args;
  return {
    ...podSettings(args, identity.serviceAccount, 1000),
    restartPolicy: "OnFailure",
    affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: onSpot } },
    containers: [
      {
        ...container("importer", image),
        command: ["/bin/sh", "-c", script],
        env: [
          { name: "BUCKET", value: stores.bucketName },
          { name: "PREFIX", value: ordersPrefix },
          { name: "TABLE", value: stores.tableName },
          { name: "HOME", value: "/tmp" },
        ],
        volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
      },
    ],
    volumes: [{ name: "tmp", emptyDir: { sizeLimit: "64Mi" } }],
  };
}

/** As managed node groups and Karpenter label their nodes. */
const onSpot = [
  ["eks.amazonaws.com/capacityType", "SPOT"],
  ["karpenter.sh/capacity-type", "spot"],
].map(([key = "", value = ""]) => ({
  weight: 100,
  preference: { matchExpressions: [{ key, operator: "In", values: [value] }] },
}));
