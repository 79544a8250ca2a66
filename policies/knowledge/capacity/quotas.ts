/** A quota of an account in a region, as every account has it at first. */
export interface Quota {
  /** Code in Service Quotas. */
  readonly code: string;
  /** What it counts, as a report says it. */
  readonly title: string;
  readonly value: number;
}

const quota = (code: string, value: number, title: string): Quota => ({ code, title, value });

/**
 * Quotas that a cluster grows into, with the values of AWS before any increase; a new account may have less.
 * @see https://docs.aws.amazon.com/general/latest/gr/ec2-service.html
 * @see https://docs.aws.amazon.com/general/latest/gr/eks.html
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
 */
export const quotas = {
  onDemandStandardVcpus: quota("L-1216C47A", 5, "vCPUs of on-demand standard instances (A, C, D, H, I, M, R, T, Z)"),
  onDemandGVcpus: quota("L-DB2E81BA", 0, "vCPUs of on-demand G and VT instances"),
  onDemandPVcpus: quota("L-417A185B", 0, "vCPUs of on-demand P instances"),
  onDemandInfVcpus: quota("L-1945791B", 0, "vCPUs of on-demand Inf instances"),
  onDemandTrnVcpus: quota("L-2C3B7624", 0, "vCPUs of on-demand Trn instances"),
  spotStandardVcpus: quota("L-34B43A08", 5, "vCPUs of spot standard instances (A, C, D, H, I, M, R, T, Z)"),
  spotGVcpus: quota("L-3819A6DF", 0, "vCPUs of spot G and VT instances"),
  spotPVcpus: quota("L-7212CCBC", 0, "vCPUs of spot P instances"),
  spotInfVcpus: quota("L-B5D1601B", 0, "vCPUs of spot Inf instances"),
  spotTrnVcpus: quota("L-6B0D517C", 0, "vCPUs of spot Trn instances"),
  elasticAddresses: quota("L-0263D0A3", 5, "Elastic IP addresses"),
  natGatewaysPerZone: quota("L-FE5A380F", 5, "NAT gateways of a zone"),
  networkInterfaces: quota("L-DF5E4CA3", 5000, "Network interfaces"),
  interfaceEndpointsPerVpc: quota("L-29B6F2EB", 50, "Interface endpoints of a VPC"),
  rulesPerSecurityGroup: quota("L-0EA8095F", 60, "Inbound rules of a security group"),
  nodeGroupsPerCluster: quota("L-6D54EA21", 30, "Managed node groups of a cluster"),
  nodesPerNodeGroup: quota("L-BD136A63", 450, "Nodes of a managed node group"),
  fargateProfilesPerCluster: quota("L-33415657", 10, "Fargate profiles of a cluster"),
} as const satisfies Readonly<Record<string, Quota>>;

export type QuotaName = keyof typeof quotas;

/** The names of the quotas, for the configuration. */
export const quotaNames = Object.keys(quotas) as [QuotaName, ...QuotaName[]];

/** Kinds of instances that have quotas of their own, by what their families begin with. */
const kinds: readonly (readonly [RegExp, "Standard" | "G" | "P" | "Inf" | "Trn"])[] = [
  [/^(a|c|d|h|i|im|is|m|r|t|z)\d/, "Standard"],
  [/^(g|gr|vt)\d/, "G"],
  [/^p\d/, "P"],
  [/^inf\d/, "Inf"],
  [/^trn\d/, "Trn"],
];

/** The quota that the vCPUs of an instance type count against; undefined for kinds that few accounts may use. */
export function vcpuQuota(instanceType: string, market: "onDemand" | "spot"): QuotaName | undefined {
  const kind = kinds.find(([pattern]) => pattern.test(instanceType))?.[1];
  return kind && `${market}${kind}Vcpus`;
}
