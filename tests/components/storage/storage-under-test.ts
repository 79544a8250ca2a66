import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import { CustomerKey } from "../../../components/encryption/customer-key";
import { Storage, type StorageArgs } from "../../../components/storage";
import { registrations, type Registration, type Registrations } from "../registrations";

export const location = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };
export const tags = { owner: "platform-team", environment: "test" };
export const addonType = "aws:eks/addon:Addon";
export const classType = "kubernetes:storage.k8s.io/v1:StorageClass";
export const fileSystemType = "aws:efs/fileSystem:FileSystem";
export const targetType = "aws:efs/mountTarget:MountTarget";
export const selectionType = "aws:backup/selection:Selection";
export const lockType = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";

export type Choices = Partial<Pick<StorageArgs, "snapshots" | "reclaimPolicy" | "blockVolumes">> & {
  readonly fileSystem?: { readonly protect?: boolean; readonly zones?: readonly string[] } | false;
  readonly backup?: Omit<NonNullable<StorageArgs["backup"]>, "key">;
};

function customerKey(name: string): CustomerKey {
  return new CustomerKey(name, { name: `platform-${name}`, description: name, location, statements: [] });
}

/** All of storage for a cluster in two zones, with the choices of a test. */
export function storage({ fileSystem = {}, backup, ...choices }: Choices = {}): Promise<Registrations<Storage>> {
  return registrations(() => {
    const { id: vpcId } = new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" });
    const zones = fileSystem === false ? [] : (fileSystem.zones ?? ["eu-west-1a", "eu-west-1b"]);
    const subnets = zones.map((availabilityZone, index) => {
      const cidrBlock = `10.0.${String(index)}.0/24`;
      const { id } = new aws.ec2.Subnet(`isolated-${String(index)}`, { vpcId, cidrBlock, availabilityZone });
      return { id, availabilityZone };
    });
    const resource = new aws.eks.Cluster("cluster", {
      name: "platform",
      roleArn: "arn:aws:iam::111122223333:role/platform-cluster",
      vpcConfig: { subnetIds: subnets.map(({ id }) => id) },
    });
    const nodes = new aws.eks.NodeGroup("nodes", {
      clusterName: "platform",
      nodeRoleArn: "arn:aws:iam::111122223333:role/platform-nodes",
      subnetIds: subnets.map(({ id }) => id),
      scalingConfig: { minSize: 1, maxSize: 1, desiredSize: 1 },
    });
    return new Storage("storage", {
      prefix: "platform",
      cluster: {
        name: "platform",
        arn: "arn:aws:eks:eu-west-1:111122223333:cluster/platform",
        location,
        version: "1.36",
        resource,
        oidcProviderArn: resource.arn,
        issuer: resource.endpoint,
        kubernetes: new k8s.Provider("kubernetes", { kubeconfig: resource.endpoint }),
        securityGroupId: resource.vpcConfig.apply((vpc) => vpc.clusterSecurityGroupId),
      },
      nodes: [nodes],
      volumeKey: customerKey("volumes"),
      ...(fileSystem === false
        ? {}
        : { fileSystem: { vpcId, subnets, key: customerKey("files"), protect: fileSystem.protect ?? true } }),
      ...(backup === undefined ? {} : { backup: { ...backup, key: customerKey("backup") } }),
      ...choices,
      tags,
    });
  });
}

export function addon(found: Registrations, addonName: string): Registration {
  return found.ofType(addonType).find(({ inputs }) => inputs["addonName"] === addonName) ?? assert.fail(addonName);
}

export function configurationOf({ inputs }: Registration): unknown {
  return JSON.parse(String(inputs["configurationValues"]));
}
