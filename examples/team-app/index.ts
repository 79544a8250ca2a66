// A team's own stack on the platform: web servers behind a load balancer, and an importer on spot that reads a bucket and
// writes a table by a role of its service account. It knows the platform by its outputs only.
import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { readPlatform } from "../../infra/outputs";
import { createEntrance } from "./entrance";
import { createIdentity } from "./identity";
import { createImporter } from "./importer";
import { createStores } from "./stores";
import { entranceOf, tenantOf } from "./tenant";
import { createWeb } from "./web";

const config = new pulumi.Config();
const stack = config.require("platform");
const platform = readPlatform(new pulumi.StackReference(stack));
const tenant = tenantOf(platform, stack, config.require("tenant"));
const entrance = entranceOf(platform, stack);

const awsConfig = new pulumi.Config("aws");
const environment = pulumi.getStack();
const provider = new aws.Provider("aws", {
  region: awsConfig.require<aws.Region>("region"),
  allowedAccountIds: awsConfig.requireObject<string[]>("allowedAccountIds"),
  defaultTags: { tags: { owner: "shop-team", environment, "cost-center": "cc-2001", service: "shop" } },
});
const cluster = new k8s.Provider("platform", {
  kubeconfig: platform.kubeconfig,
  clusterIdentifier: platform.cluster.arn,
});

const name = `team-app-${environment}`;
const stores = createStores(name, platform.location, { provider });
const identity = createIdentity({ name, platform, namespace: tenant.namespace, stores }, { provider }, cluster);
const room = { namespace: tenant.namespace, scheduling: tenant.scheduling };
const web = createWeb({ ...room, clientCidrs: entrance.sourceCidrs }, { provider: cluster });
createImporter({ ...room, stores, identity }, { provider: cluster });
const ingress = createEntrance(
  {
    ...{ namespace: tenant.namespace, className: entrance.className, service: web.service },
    ...{ host: config.require("host"), certificateArn: config.require("certificateArn") },
  },
  { provider: cluster, dependsOn: web.ready },
);

/** Where an alias record of the host leads. */
export const loadBalancer = ingress.status.apply(({ loadBalancer }) => loadBalancer?.ingress?.[0]?.hostname ?? "");
export const bucket = stores.bucketName;
export const table = stores.tableName;
/** Namespace of the team and release of the cluster, as the platform tells them. */
export const namespace = tenant.namespace;
export const kubernetesVersion = platform.kubernetes.version;
/** Whoever deploys this needs a place in the VPC where the platform says `private`. */
export const endpointAccess = platform.cluster.endpointAccess;
