import { unknown } from "../../../../policies/engine/values/value";
import { storageClassesEncrypted } from "../../../../policies/rules/data/storage-classes-encrypted";
import { resource, type RuleFixtures } from "../../fixture";

const type = "kubernetes:storage.k8s.io/v1:StorageClass";
const volume = "kubernetes:core/v1:PersistentVolume";
const annotation = "metadata.annotations.storageclass.kubernetes.io/is-default-class";

interface ClassSettings {
  name?: string;
  provisioner?: string;
  encrypted?: string | boolean | undefined;
  binding?: string | undefined;
  default?: string;
}

/** An encrypted EBS class, but for what the settings say; those that are present and undefined are left out. */
function ebs(settings: ClassSettings) {
  const { name = "a", provisioner = "ebs.csi.aws.com" } = settings;
  const encrypted = "encrypted" in settings ? settings.encrypted : "true";
  const binding = "binding" in settings ? settings.binding : "WaitForFirstConsumer";
  return resource(type, name, {
    metadata: { name, annotations: { "storageclass.kubernetes.io/is-default-class": settings.default } },
    provisioner,
    parameters: { type: "gp3", encrypted },
    volumeBindingMode: binding,
  });
}

export const fixtures: RuleFixtures = {
  rule: storageClassesEncrypted,

  passes: [
    { when: "an EBS class encrypts and waits for the pod", resources: [ebs({})] },
    {
      when: "one of two classes is the default",
      resources: [ebs({ default: "true" }), ebs({ name: "b", default: "false" })],
    },
    {
      when: "the component's classes encrypt",
      resources: [resource("eks:index:Cluster", "c", { storageClasses: { gp3: { type: "gp3", encrypted: true } } })],
    },
    {
      when: "an EFS volume is mounted with TLS",
      resources: [
        resource(volume, "v", {
          spec: { csi: { driver: "efs.csi.aws.com", volumeAttributes: { encryptInTransit: "true" } } },
        }),
      ],
    },
    {
      when: "an EFS volume says nothing, since the driver uses TLS",
      resources: [resource(volume, "v", { spec: { csi: { driver: "efs.csi.aws.com" } } })],
    },
  ],
  fails: [
    {
      when: "a class that is not the default does not encrypt",
      resources: [ebs({ encrypted: "false" })],
      paths: ["parameters.encrypted"],
    },
    {
      when: "a class says nothing of encryption",
      resources: [ebs({ encrypted: undefined })],
      paths: ["parameters.encrypted"],
    },
    {
      when: "encryption is a boolean, which the driver does not read",
      resources: [ebs({ encrypted: true })],
      paths: ["parameters.encrypted"],
    },
    {
      when: "volumes are made at once",
      resources: [ebs({ binding: "Immediate" })],
      paths: ["volumeBindingMode"],
      level: "production",
    },
    {
      when: "the binding mode is left to Kubernetes, which is at once",
      resources: [ebs({ binding: undefined })],
      paths: ["volumeBindingMode"],
      level: "production",
    },
    {
      when: "the class names the old provisioner",
      resources: [ebs({ provisioner: "kubernetes.io/aws-ebs" })],
      paths: ["provisioner"],
      level: "advisory",
    },
    {
      when: "two classes are the default",
      resources: [ebs({ default: "true" }), ebs({ name: "b", default: "true" })],
      paths: [annotation, annotation],
    },
    {
      when: "a volume is a path of the node",
      resources: [resource(volume, "v", { spec: { hostPath: { path: "/data" } } })],
      paths: ["spec.hostPath"],
    },
    {
      when: "an EFS volume turns TLS off",
      resources: [
        resource(volume, "v", {
          spec: { csi: { driver: "efs.csi.aws.com", volumeAttributes: { encryptInTransit: "false" } } },
        }),
      ],
      paths: ["spec.csi.volumeAttributes.encryptInTransit"],
    },
    {
      when: "the component makes a class from a name",
      resources: [resource("eks:index:Cluster", "c", { storageClasses: "gp3" })],
      paths: ["storageClasses"],
    },
    {
      when: "a class of the component does not encrypt",
      resources: [resource("eks:index:Cluster", "c", { storageClasses: { gp3: { type: "gp3" } } })],
      paths: ["storageClasses.gp3.encrypted"],
    },
  ],
  undecided: [
    {
      when: "the parameters are unknown",
      resources: [
        resource(type, "a", {
          provisioner: "ebs.csi.aws.com",
          parameters: unknown,
          volumeBindingMode: "WaitForFirstConsumer",
        }),
      ],
    },
    { when: "the provisioner is unknown", resources: [resource(type, "a", { provisioner: unknown })] },
  ],
  outside: [
    {
      when: "the class makes EFS access points",
      resources: [resource(type, "a", { provisioner: "efs.csi.aws.com", parameters: { provisioningMode: "efs-ap" } })],
    },
  ],
};
