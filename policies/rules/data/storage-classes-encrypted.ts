import type { Resource } from "../../engine/graph/resource";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Context, type Rule } from "../../engine/rule";
import { and, isUndecided, not, or, some, type Truth } from "../../engine/values/truth";

const storageClass = "kubernetes:storage.k8s.io/v1:StorageClass";
const persistentVolume = "kubernetes:core/v1:PersistentVolume";
const componentCluster = "eks:index:Cluster";

const ebsProvisioners = ["ebs.csi.aws.com", "ebs.csi.eks.amazonaws.com", "kubernetes.io/aws-ebs"];
const defaultKeys = ["storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class"];

export const storageClassesEncrypted: Rule = {
  id: "DATA-11",
  name: "storage-classes-encrypted",
  title: "Every EBS storage class encrypts, one class is the default, and no volume is a path of the node",
  why: "A claim gets whatever its class says: one class without encryption is enough for plain-text volumes.",
  fix: 'Set parameters.encrypted to the string "true".',
  level: "mandatory",
  scope: "resource and stack",
  references: { fsbp: ["EC2.3"], soc2: ["CC6.1", "C1.1"], hipaa: ["312(a)(2)(iv)"] },
  reads: {
    [storageClass]: ["provisioner", "parameters.encrypted", "volumeBindingMode", "metadata.annotations"],
    [persistentVolume]: ["spec.hostPath", "spec.csi.driver", "spec.csi.volumeAttributes.encryptInTransit"],
    [componentCluster]: ["storageClasses"],
  },
  check(resource, context) {
    switch (resource.type) {
      case storageClass:
        return [...classConditions(resource), ...defaultConditions(resource, context)];
      case persistentVolume:
        return volumeConditions(resource);
      default:
        return componentConditions(resource);
    }
  },
};

function classConditions(resource: Resource): Condition[] {
  const provisioner = resource.at("provisioner");
  const isEbs = provisioner.is(...ebsProvisioners);
  if (isEbs === false) return [];
  const encrypted = resource.at("parameters.encrypted");
  const binding = resource.at("volumeBindingMode");
  return [
    // The driver reads the string; a boolean is not a valid parameter at all.
    violation(and(isEbs, not(encrypted.is("true"))), encrypted, "Volumes of the class are not encrypted."),
    violation(
      provisioner.is("kubernetes.io/aws-ebs"),
      provisioner,
      "The class names the provisioner that was removed from Kubernetes.",
      { level: "advisory", fix: "Set provisioner to ebs.csi.aws.com." },
    ),
    violation(
      and(isEbs, not(binding.is("WaitForFirstConsumer"))),
      binding,
      "Volumes are made before their pod has a zone, and may be in one where it cannot run.",
      { level: "production", fix: "Set volumeBindingMode to WaitForFirstConsumer." },
    ),
  ];
}

function defaultConditions(resource: Resource, { graph }: Context): Condition[] {
  const own = isDefault(resource);
  if (own === false) return [];
  const others = graph.ofType(storageClass).filter((other) => other !== resource);
  const path = `metadata.annotations.${defaultKeys[0] ?? ""}`;
  const rest = graph.complete ? undefined : { path, reason: "the rest of the stack is not known yet" };
  return [
    violation(and(own, some(others, isDefault, rest)), path, "Another class of the stack is the default as well.", {
      fix: "Keep the annotation on one class.",
    }),
  ];
}

function isDefault(resource: Resource): Truth {
  const annotations = resource.at("metadata.annotations");
  return or(...defaultKeys.map((key) => annotations.child(key).isTrue()));
}

function volumeConditions(resource: Resource): Condition[] {
  const hostPath = resource.at("spec.hostPath");
  const inTransit = resource.at("spec.csi.volumeAttributes.encryptInTransit");
  return [
    violation(hostPath.present(), hostPath, "The volume is a directory of whatever node its pod runs on.", {
      fix: "Use a CSI driver.",
    }),
    violation(
      and(resource.at("spec.csi.driver").is("efs.csi.aws.com"), inTransit.isFalse()),
      inTransit,
      "The volume is mounted without TLS.",
      { fix: "Leave encryptInTransit out, or set it to true." },
    ),
  ];
}

function componentConditions(resource: Resource): Condition[] {
  const classes = resource.at("storageClasses");
  if (classes.isAbsent) return [];
  const asName = classes.satisfies((value) => typeof value === "string");
  if (asName === true || isUndecided(asName))
    return [
      violation(asName, classes, "The class that the component makes from a name is not encrypted.", {
        fix: "Give storageClasses as a map whose entries set encrypted to true.",
      }),
    ];
  const entries = classes.keys().known.map((name): Property => classes.child(name).child("encrypted"));
  return entries.map((encrypted) =>
    violation(not(encrypted.isTrue()), encrypted, "Volumes of the class are not encrypted.", {
      fix: "Set encrypted to true.",
    }),
  );
}
