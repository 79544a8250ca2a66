import { flag, isMap, list, map, text, type Properties } from "../../../properties";
import type { Cloud, CloudObject } from "../../cloud";
import { keyAllows, demandKey } from "../../kms";
import { demand } from "../../refusal";
import { accessPointToken } from "../../storage/file-system";
import { addonRoles, addonRuns } from "./controller";
import { make, madeFor, unmake } from "./made";

const [blockDriver, sharedDriver] = ["ebs.csi.aws.com", "efs.csi.aws.com"];
const volumeToken = "aws:ebs/volume:Volume";
const classToken = "kubernetes:storage.k8s.io/v1:StorageClass";
const claimToken = "kubernetes:core/v1:PersistentVolumeClaim";

/** A claim, or pods with claims, with the cluster that they are in. */
export interface Claiming {
  readonly identity: string;
  readonly kind: string;
  readonly inputs: Properties;
  readonly cluster: CloudObject;
}

/** Makes the volumes of claims, or access points of a shared file system: at once, or with the first pods that mount one, as the class of the claim says. */
export function makeVolumes({ identity, kind, inputs, cluster }: Claiming, cloud: Cloud): void {
  if (kind === "PersistentVolumeClaim") {
    if (text(classOf(inputs, cluster, cloud)?.inputs, "volumeBindingMode") !== "WaitForFirstConsumer")
      makeVolume(identity, inputs, cluster, cloud);
    return;
  }
  const namespace = text(inputs, "metadata.namespace") || "default";
  for (const volume of list(inputs, "spec.template.spec.volumes")) {
    const claim = cloud.named(
      claimToken,
      `${cluster.id} ${namespace}/${text(volume, "persistentVolumeClaim.claimName")}`,
    );
    if (claim && madeFor(claim.identity, cloud).length === 0) makeVolume(claim.identity, claim.inputs, cluster, cloud);
  }
  for (const template of list(inputs, "spec.volumeClaimTemplates"))
    if (isMap(template)) makeVolume(identity, template, cluster, cloud);
}

/** Takes the volumes along, unless their class keeps them, nobody is left to do it, or a StatefulSet keeps its claims. */
export function removeVolumes({ identity, kind, inputs, cluster }: Claiming, cloud: Cloud): void {
  const kept =
    kind === "StatefulSet" && text(inputs, "spec.persistentVolumeClaimRetentionPolicy.whenDeleted") !== "Delete";
  const claim = kind === "StatefulSet" ? map({ first: list(inputs, "spec.volumeClaimTemplates")[0] }, "first") : inputs;
  const storageClass = classOf(claim, cluster, cloud);
  const retains = text(storageClass?.inputs, "reclaimPolicy") === "Retain";
  if (!kept && !retains && driverRuns(storageClass, cluster, cloud)) unmake(identity, cloud);
}

function makeVolume(owner: string, claim: Properties, cluster: CloudObject, cloud: Cloud): void {
  const storageClass = classOf(claim, cluster, cloud);
  if (!storageClass || !driverRuns(storageClass, cluster, cloud)) return;
  if (provisionerOf(storageClass) === sharedDriver) {
    const inputs = { fileSystemId: text(storageClass.inputs, "parameters.fileSystemId") };
    make(owner, { type: accessPointToken, id: cloud.newId("fsap"), inputs, outputs: inputs }, cloud);
    return;
  }
  demandVolumeKey(storageClass, cluster, cloud);
  const inputs = { tags: { "ebs.csi.aws.com/cluster-name": cluster.id } };
  make(owner, { type: volumeToken, id: cloud.newId("vol"), inputs, outputs: inputs }, cloud);
}

/** @throws Refusal K9 when the driver may not use the key of a class: EC2 makes such a volume, and takes it back */
function demandVolumeKey(storageClass: CloudObject, cluster: CloudObject, cloud: Cloud): void {
  const reference = text(storageClass.inputs, "parameters.kmsKeyId");
  if (reference === "" || provisionerOf(storageClass) !== blockDriver) return;
  const key = demandKey(reference, cloud, "K9");
  const context = { "kms:grantisforawsresource": "true" };
  const actions = ["kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext", "kms:CreateGrant"];
  const may = addonRoles("aws-ebs-csi-driver", cluster, cloud).some((principal) =>
    actions.every((action) => keyAllows(key, { principal, action, context }, cloud)),
  );
  demand(may, "K9", `could not create volume in EC2: the driver may not use ${text(key.outputs, "arn")}`);
}

function driverRuns(storageClass: CloudObject | undefined, cluster: CloudObject, cloud: Cloud): boolean {
  const provisioner = provisionerOf(storageClass);
  if (provisioner === "ebs.csi.eks.amazonaws.com") return flag(cluster.inputs, "storageConfig.blockStorage.enabled");
  if (provisioner === sharedDriver) return addonRuns("aws-efs-csi-driver", cluster, cloud);
  return provisioner === blockDriver && addonRuns("aws-ebs-csi-driver", cluster, cloud);
}

function provisionerOf(storageClass: CloudObject | undefined): string {
  return text(storageClass?.inputs, "provisioner");
}

/** The class that a claim names, else the one that is the default. */
function classOf(claim: Properties, cluster: CloudObject, cloud: Cloud): CloudObject | undefined {
  const name = text(claim, "spec.storageClassName");
  const classes = cloud.all(classToken).filter(({ identity }) => identity.startsWith(`${cluster.id} `));
  if (name !== "") return classes.find(({ identity }) => identity === `${cluster.id} ${name}`);
  const key = "storageclass.kubernetes.io/is-default-class";
  return classes.find(({ inputs }) => map(inputs, "metadata.annotations")[key] === "true");
}
