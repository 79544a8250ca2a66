import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { bucketArn } from "../../components/arn";
import { dynamodb, s3 } from "../../components/identity/grants";
import { policyDocument } from "../../components/identity/policy-document";
import { podIdentityTrust } from "../../components/identity/trust";
import type { Platform } from "../../infra/outputs";
import { tableArn, type Stores } from "./stores";

/** The prefix of the bucket that the importer reads. */
export const ordersPrefix = "orders/";

export interface IdentityArgs {
  readonly name: string;
  readonly platform: Platform;
  readonly namespace: pulumi.Output<string>;
  readonly stores: Stores;
}

/** A service account whose pods have the rights of a role. */
export interface Identity {
  readonly serviceAccount: string;
  /** What its pods wait for: one that starts earlier gets no credentials until it is made again. */
  readonly ready: readonly pulumi.Resource[];
}

/** Pods of `my-app-sa` read one prefix of the bucket and put items into the table, and nothing else. */
export function createIdentity(
  { name, platform, namespace, stores }: IdentityArgs,
  opts: pulumi.CustomResourceOptions,
  cluster: k8s.Provider,
): Identity {
  const serviceAccount = "my-app-sa";
  const { location, roles } = platform;
  const role = new aws.iam.Role(
    "my-app",
    {
      name,
      path: roles.path,
      // Where there is none it is left out, which the type of the argument cannot say of an output.
      permissionsBoundary: roles.permissionsBoundaryArn.apply((arn) => arn ?? undefined) as pulumi.Output<string>,
      description: `Service account ${serviceAccount} of ${name}`,
      assumeRolePolicy: pulumi
        .all([location, platform.cluster.arn, namespace])
        .apply(([here, clusterArn, inside]) =>
          podIdentityTrust(here, { clusterArn, namespace: inside, serviceAccount }),
        ),
    },
    opts,
  );
  const policy = pulumi.all([location, stores.bucketName]).apply(([here, bucketName]) => {
    const key = { location: here, aliasName: stores.keyAlias };
    return policyDocument([
      ...s3.read(bucketArn(here, bucketName), ordersPrefix, { key }),
      ...dynamodb.put(tableArn(here, stores), { key }),
    ]);
  });
  const rights = new aws.iam.RolePolicy("my-app", { name, role: role.name, policy }, opts);
  const association = new aws.eks.PodIdentityAssociation(
    "my-app",
    { clusterName: platform.cluster.name, namespace, serviceAccount, roleArn: role.arn },
    { ...opts, dependsOn: [rights], deleteBeforeReplace: true },
  );
  const account = new k8s.core.v1.ServiceAccount(
    "my-app",
    { metadata: { name: serviceAccount, namespace }, automountServiceAccountToken: false },
    { provider: cluster, dependsOn: [association] },
  );
  return { serviceAccount, ready: [account, ...stores.ready] };
}
