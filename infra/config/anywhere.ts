import { z } from "zod";
import type { KubernetesMinor } from "../../components/cluster/versions";
import { checked, type Report } from "./schema/checked";
import { partName, textLike } from "./schema/fields";
import { ipv4Cidr } from "./schema/ranges";

/**
 * Releases of EKS Anywhere with the Kubernetes minors of their bundle, each of which names one release of EKS Distro.
 * @see https://anywhere.eks.amazonaws.com/docs/whatsnew/changelog/
 */
export const eksAnywhereReleases: Readonly<Record<string, readonly KubernetesMinor[]>> = {
  "v0.25.0": ["1.34", "1.35"],
  "v0.26.1": ["1.34", "1.35", "1.36"],
};

const address = (example: string) =>
  textLike(/^((25[0-5]|2[0-4]\d|1?\d?\d)(\.(?!$)|$)){4}$/, "an IPv4 address", example);

const webAddress = (example: string) =>
  textLike(/^https:\/\/[^\s?#]+$/, "an address that begins with https://", example);

const vsphereSchema = z
  .strictObject({
    server: z
      .string()
      .min(1)
      .meta({ examples: ["vcenter.example.com"] })
      .describe("Name or address of vCenter."),
    thumbprint: z.string().default("").describe("Fingerprint of its certificate, where no public authority signed it."),
    datacenter: z
      .string()
      .min(1)
      .meta({ examples: ["Dublin"] })
      .describe("Datacenter in vCenter."),
    network: z
      .string()
      .min(1)
      .meta({ examples: ["/Dublin/network/machines"] })
      .describe("Network of the machines."),
    datastore: z
      .string()
      .min(1)
      .meta({ examples: ["/Dublin/datastore/vsan"] })
      .describe("Datastore of their disks."),
    folder: z
      .string()
      .min(1)
      .meta({ examples: ["/Dublin/vm/eks-anywhere"] })
      .describe("Folder of the machines."),
    resourcePool: z
      .string()
      .min(1)
      .meta({ examples: ["/Dublin/host/cluster/Resources"] })
      .describe("Resource pool of the machines."),
    template: z
      .string()
      .min(1)
      .optional()
      .meta({ examples: ["/Dublin/vm/Templates/bottlerocket-1.36"] })
      .describe(
        "Template of the machines, with the Kubernetes minor in its name. EKS Anywhere's own where it is left out.",
      ),
    cpus: z.int().min(2).default(4).describe("vCPUs of a machine."),
    memoryMiB: z.int().min(4096).default(8192).describe("Memory of a machine, in MiB."),
    diskGiB: z.int().min(22).default(80).describe("Disk of a machine, in GiB."),
  })
  .describe("Virtual machines on vSphere.");

const bareMetalSchema = z
  .strictObject({
    provisioningAddress: address("192.168.0.20").describe(
      "Unused address of the machines' network, for what installs them.",
    ),
    osImageUrl: webAddress("https://images.example.com/ubuntu-2404-1.36.gz").describe(
      "Image of the machines, with the Kubernetes minor in its name.",
    ),
  })
  .describe("Machines of metal, chosen by the label type of the hardware list: cp, or the name of a group.");

const workerSchema = z.strictObject({
  group: partName(24, "system").describe("Group of nodes.groups whose labels and taints the machines have."),
  count: z.int().min(1).max(100).describe("Machines."),
});

const fields = z.strictObject({
  name: partName(63, "dublin").describe("Name of the cluster."),
  release: z
    .string()
    .default("v0.26.1")
    .meta({ enum: Object.keys(eksAnywhereReleases) })
    .describe("Release of EKS Anywhere. Its bundle says which release of EKS Distro the cluster runs."),
  controlPlane: z
    .strictObject({
      host: address("192.168.0.10").describe("Unused address of the machines' network, for the API server."),
      count: z.literal([1, 3, 5]).default(3).describe("Machines of the control plane."),
    })
    .describe("The control plane."),
  workers: z
    .array(workerSchema)
    .min(1)
    .optional()
    .describe("Machines for pods, by group. Every managed group with its minSize where the list is left out."),
  podCidr: ipv4Cidr("192.168.0.0/16")
    .optional()
    .describe("Range of pods. The first of cluster.remoteNetworks.podCidrs where it is left out, else 192.168.0.0/16."),
  os: z
    .enum(["bottlerocket", "ubuntu", "redhat"])
    .default("bottlerocket")
    .describe("System of the machines. Not Bottlerocket on metal."),
  sshPublicKey: z
    .string()
    .regex(
      /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-\S+) \S+( .*)?$/,
      "is no public key of SSH; write one line, such as that of a .pub file.",
    )
    .meta({ examples: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample platform"] })
    .describe("Public key of who may log in to the machines."),
  serviceAccountIssuer: webAddress("https://s3.eu-west-1.amazonaws.com/acme-dublin-issuer")
    .optional()
    .describe(
      "Where the cluster's OpenID Connect documents are published, so that pods get AWS roles. None where it is left out.",
    ),
  vsphere: vsphereSchema.optional(),
  bareMetal: bareMetalSchema.optional(),
});

/** A cluster of EKS Anywhere beside the one in AWS. */
export const anywhereSchema = checked(fields, {
  reads: ["vsphere", "bareMetal", "os"],
  check: providerProblems,
}).describe(
  "A cluster of EKS Anywhere that is like the stack's: `npm run anywhere -- STACK` writes its specification. Nothing of it is made in AWS.",
);

export type AnywhereSettings = z.output<typeof fields>;

function providerProblems({ vsphere, bareMetal, os }: AnywhereSettings, report: Report): void {
  if ((vsphere === undefined) === (bareMetal === undefined))
    report(
      [],
      `needs one kind of machines, and has ${vsphere === undefined ? "none" : "two"}; write "vsphere" or "bareMetal".`,
    );
  if (bareMetal !== undefined && os === "bottlerocket")
    report(["os"], '"bottlerocket" has no images for metal; write "ubuntu" or "redhat".');
}
