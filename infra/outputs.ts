import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";

/** Raised whenever a consumer that was built on the earlier contract could go wrong with the new one, or needs more. */
export const contractVersion = 3;

const identifier = z.string().min(1);
const subnet = z.object({ id: identifier, availabilityZone: identifier, cidr: identifier });

/** What the stack of a platform tells other stacks. Everything but the kubeconfig may be shown to anybody. */
export const contract = {
  contractVersion: z.literal(contractVersion),
  /** Where the platform is: ARNs are made of it. */
  location: z.object({ partition: identifier, region: identifier, accountId: identifier }),
  network: z.object({
    vpcId: identifier,
    /** All IPv4 ranges of the VPC. */
    cidrs: z.array(identifier),
    ipv6: z.boolean(),
    /** For load balancers that face the internet. */
    publicSubnets: z.array(subnet),
    /** For what may call out of the VPC. */
    privateSubnets: z.array(subnet),
    /** For what may not: databases and the like. */
    isolatedSubnets: z.array(subnet),
    /** For pods alone; empty where they share the private subnets. */
    podSubnets: z.array(subnet),
    /** Addresses that calls to the internet come from. */
    egressAddresses: z.array(identifier),
  }),
  cluster: z.object({
    name: identifier,
    arn: identifier,
    endpoint: z.url(),
    /** Base64. */
    certificateAuthority: identifier,
    /** `private`: only from inside the VPC and what is connected to it, so that a deployer needs a place there. */
    endpointAccess: z.enum(["private", "public and private"]),
    ipFamily: z.enum(["ipv4", "ipv6"]),
    /** IPv4 range of services; null in IPv6 clusters. */
    serviceCidr: identifier.nullable(),
    /** Of the control plane, nodes and pods: everything within it is open. */
    securityGroupId: identifier,
    /** For roles of service accounts. */
    oidcProviderArn: identifier,
    issuer: z.url(),
  }),
  kubernetes: z.object({
    version: identifier,
    /** Day on which standard support ends, as YYYY-MM-DD. */
    standardSupportUntil: z.iso.date(),
    /** Day on which extended support ends, as YYYY-MM-DD. */
    extendedSupportUntil: z.iso.date(),
  }),
  /** Null where everything runs on Fargate. */
  nodes: z.object({ roleArn: identifier.nullable() }),
  /** Machines outside AWS as nodes; null where none can join. */
  hybrid: z
    .object({
      roleArn: identifier,
      /** What `nodeadm init` is given on a machine: YAML with blanks in capitals for what is the machine's own. */
      nodeConfig: identifier,
    })
    .nullable(),
  storage: z.object({
    /** StorageClass of encrypted volumes, the default one; null where no node could mount them. */
    defaultStorageClass: identifier.nullable(),
    /** StorageClass of volumes that many pods write to, and its file system; null where there is none. */
    sharedStorageClass: identifier.nullable(),
    fileSystemId: identifier.nullable(),
  }),
  monitoring: z.object({
    /** Topic of alarms. It takes those of CloudWatch whose names begin with the cluster's and a hyphen. */
    alarmTopicArn: identifier,
    prometheusEndpoint: z.url(),
    dashboardName: identifier,
  }),
  keys: z.object({ logsArn: identifier, volumesArn: identifier }),
  /** What roles of workloads must have in common with those of the platform. */
  roles: z.object({
    /** Begins and ends with a slash. */
    path: identifier,
    /** Policy that bounds them; null where there is none. */
    permissionsBoundaryArn: identifier.nullable(),
  }),
  /** Load balancers of Ingresses; null where the platform makes none. */
  ingress: z
    .object({
      /** Class that an Ingress names. */
      className: identifier,
      scheme: z.enum(["internal", "internet-facing"]),
      /** Ranges of the subnets that load balancers call pods from. */
      sourceCidrs: z.array(identifier),
    })
    .nullable(),
  /** The teams on the platform, by name. */
  tenants: z.record(
    identifier,
    z.object({
      /** It is there, closed and bounded: workloads bring what opens it for them. */
      namespace: identifier,
      /** What pods must state to run on the team's own nodes; null where it shares the platform's. */
      scheduling: z
        .object({
          nodeSelector: z.record(identifier, identifier),
          tolerations: z.array(
            z.object({ key: identifier, operator: identifier, value: identifier, effect: identifier }),
          ),
        })
        .nullable(),
    }),
  ),
  /** Secret. It holds no credential: whoever uses it needs an access entry and the AWS CLI. */
  kubeconfig: identifier,
} as const;

type Contract = typeof contract;

/** The outputs of a platform, with their values known. */
export type PlatformOutputs = { readonly [Name in keyof Contract]: z.output<Contract[Name]> };

/** A platform as another stack sees it. */
export type Platform = { readonly [Name in keyof Contract]: pulumi.Output<PlatformOutputs[Name]> };

/**
 * The platform behind a stack reference: `readPlatform(new pulumi.StackReference("acme/eks-platform/prod"))`.
 * Reading throws, when the values arrive, if the stack is older than this contract or publishes something else.
 */
export function readPlatform(stack: pulumi.StackReference): Platform {
  const read = <Name extends keyof Contract>(name: Name): Platform[Name] =>
    // The schema of the name gives the type of its output, which the compiler does not see through the index.
    parsed(stack, [name], contract[name], published(stack, name)) as Platform[Name];
  return {
    contractVersion: read("contractVersion"),
    location: read("location"),
    network: read("network"),
    cluster: read("cluster"),
    kubernetes: read("kubernetes"),
    nodes: read("nodes"),
    hybrid: read("hybrid"),
    storage: read("storage"),
    monitoring: read("monitoring"),
    keys: read("keys"),
    roles: read("roles"),
    ingress: read("ingress"),
    tenants: read("tenants"),
    kubeconfig: read("kubeconfig"),
  };
}

/**
 * An output of the stack, secret only where it is there. `getOutput` would give nothing while any other output, as of a
 * platform that is only previewed, is unknown.
 */
function published(stack: pulumi.StackReference, name: string): pulumi.Output<unknown> {
  const value = part(pulumi.unsecret(stack.outputs), name);
  return stack.secretOutputNames.apply((secrets) => (secrets.includes(name) ? pulumi.secret(value) : value));
}

/** A part of a value of which other parts may be unknown: what is lifted off it is as known as itself. */
function part(value: pulumi.Output<unknown>, name: string): pulumi.Output<unknown> {
  // Every output lifts every name; the type would do so for known ones only.
  return (value as unknown as Readonly<Record<string, pulumi.Output<unknown>>>)[name] ?? pulumi.output(undefined);
}

/** The value as the contract promises it: each field of an object by itself, so that one unknown leaves the others known. */
function parsed(
  stack: pulumi.StackReference,
  path: readonly string[],
  schema: z.ZodType,
  value: pulumi.Output<unknown>,
): pulumi.Output<unknown> {
  if (schema instanceof z.ZodObject)
    return pulumi.output(
      Object.fromEntries(
        Object.entries(schema.shape as Readonly<Record<string, z.ZodType>>).map(([name, ofField]) => [
          name,
          parsed(stack, [...path, name], ofField, part(value, name)),
        ]),
      ),
    );
  return pulumi
    .all([stack.name, published(stack, "contractVersion"), value])
    .apply(([from, version, content]) => parse(from, version, path, schema, content));
}

function parse(stack: string, version: unknown, path: readonly string[], schema: z.ZodType, value: unknown): unknown {
  if (typeof version !== "number" || version < contractVersion)
    throw refusal(
      `Stack "${stack}" publishes ${version === undefined ? "no platform" : `version ${JSON.stringify(version)} of the platform's outputs`}, and this program needs version ${contractVersion}; bring that stack up to date first, or name another one.`,
    );
  if (version > contractVersion)
    throw refusal(
      `Stack "${stack}" publishes version ${version} of the platform's outputs, and this program knows version ${contractVersion}; update the program's copy of infra/outputs.ts.`,
    );
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  // A value is not quoted: it could be the kubeconfig.
  throw refusal(
    `Stack "${stack}": output "${[...path, ...(issue?.path ?? [])].map(String).join(".")}" is not what version ${contractVersion} promises (${issue?.message ?? "unknown"}); run "pulumi up" there.`,
  );
}

/** Without a trace: it leads through the SDK alone, and Node 20 may never end to format one with `node_modules` in it. */
function refusal(message: string): pulumi.RunError {
  const error = new pulumi.RunError(message);
  delete error.stack;
  return error;
}
