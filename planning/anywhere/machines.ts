import type { AnywhereSettings } from "../../infra/config/anywhere";

/** An object of EKS Anywhere's API. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: Readonly<Record<string, unknown>>;
}

interface Reference {
  readonly kind: string;
  readonly name: string;
}

/** The machines of a cluster, and by which names the cluster speaks of them. */
export interface Machines {
  readonly datacenter: Reference;
  readonly controlPlane: Reference;
  readonly ofGroup: (group: string) => Reference;
  readonly objects: readonly KubernetesObject[];
}

export const apiVersion = "anywhere.eks.amazonaws.com/v1alpha1";

/** The machines of a cluster: one kind for the control plane, and one for every group of workers. */
export function machines(anywhere: AnywhereSettings, groups: readonly string[]): Machines {
  const { name } = anywhere;
  const { datacenter, machine } = kinds(anywhere);
  const nameOf = (part: string): string => `${name}-${part}`;
  const controlPlane = { part: "control-plane", hardware: "cp" };
  const parts = [controlPlane, ...groups.map((group) => ({ part: group, hardware: group }))];
  return {
    datacenter: { kind: datacenter.kind, name },
    controlPlane: { kind: machine.kind, name: nameOf(controlPlane.part) },
    ofGroup: (group) => ({ kind: machine.kind, name: nameOf(group) }),
    objects: [
      { apiVersion, kind: datacenter.kind, metadata: { name }, spec: datacenter.spec },
      ...parts.map(({ part, hardware }) => ({
        apiVersion,
        kind: machine.kind,
        metadata: { name: nameOf(part) },
        spec: { osFamily: anywhere.os, users: [user(anywhere)], ...machine.spec(hardware) },
      })),
    ],
  };
}

interface Kinds {
  readonly datacenter: { readonly kind: string; readonly spec: Readonly<Record<string, unknown>> };
  readonly machine: { readonly kind: string; readonly spec: (hardware: string) => Readonly<Record<string, unknown>> };
}

/** The configuration is refused where neither kind of machines is given. */
function kinds({ vsphere, bareMetal }: AnywhereSettings): Kinds {
  if (vsphere !== undefined) {
    const { server, thumbprint, datacenter, network, cpus, template, ...rest } = vsphere;
    return {
      datacenter: {
        kind: "VSphereDatacenterConfig",
        spec: { server, datacenter, network, thumbprint, insecure: false },
      },
      machine: {
        kind: "VSphereMachineConfig",
        spec: () => ({ ...rest, numCPUs: cpus, ...(template !== undefined && { template }) }),
      },
    };
  }
  return {
    datacenter: {
      kind: "TinkerbellDatacenterConfig",
      spec: { tinkerbellIP: bareMetal?.provisioningAddress, osImageURL: bareMetal?.osImageUrl },
    },
    machine: { kind: "TinkerbellMachineConfig", spec: (hardware) => ({ hardwareSelector: { type: hardware } }) },
  };
}

/** The name of the user is that of the image. */
function user({ os, vsphere, sshPublicKey }: AnywhereSettings) {
  const name = os !== "bottlerocket" && vsphere !== undefined ? "capv" : "ec2-user";
  return { name, sshAuthorizedKeys: [sshPublicKey] };
}
