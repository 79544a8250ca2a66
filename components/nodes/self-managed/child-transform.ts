import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { warmPoolStates } from "../capacity/capacity";
import { hasSpot } from "./self-managed-problems";
import type { SelfManagedSettings } from "./self-managed-settings";

export interface ChildTransformArgs {
  /** Physical name of template and group. */
  readonly name: string;
  readonly settings: SelfManagedSettings;
  readonly blockDevices: NonNullable<aws.ec2.LaunchTemplateArgs["blockDeviceMappings"]>;
  readonly tags: Readonly<Record<string, string>>;
}

/** Pods can't reach the instance metadata: one hop ends on the node. */
const metadataOptions = { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 };

/**
 * What `eks.NodeGroupV2` has no input for, written into the resources that its provider makes: metadata options, the key
 * of the volumes, several instance types, spot capacity and a warm pool.
 */
export function childTransform(args: ChildTransformArgs): pulumi.ResourceTransform {
  return ({ type, props, opts }) => {
    switch (type) {
      // Its provider knows this input, although its types don't; here it tells the policies what the template gets.
      case "eks:index:NodeGroupV2":
        return { props: { ...props, metadataOptions }, opts };
      case "aws:ec2/launchTemplate:LaunchTemplate":
        return { props: { ...props, ...templateInputs(args) }, opts };
      case "aws:autoscaling/group:Group":
        return { props: groupInputs(props, args), opts };
      default:
        return undefined;
    }
  };
}

function templateInputs({ name, blockDevices, tags }: ChildTransformArgs): pulumi.Inputs {
  return {
    name,
    description: `Nodes of ${name}`,
    updateDefaultVersion: true,
    metadataOptions,
    blockDeviceMappings: blockDevices,
    tags: { ...tags, Name: name },
  };
}

function groupInputs(props: pulumi.Inputs, { name, settings }: ChildTransformArgs): pulumi.Inputs {
  // The template moves into the policy: a group has one or the other.
  const { launchTemplate, ...rest } = props as pulumi.Inputs & { readonly launchTemplate: unknown };
  return {
    ...rest,
    name,
    ...(settings.instanceTypes.length === 1
      ? { launchTemplate }
      : { mixedInstancesPolicy: mixedInstances(launchTemplate, settings) }),
    // Before a spot instance is taken away, its successor starts.
    ...(hasSpot(settings) ? { capacityRebalance: true } : {}),
    ...warmPool(settings),
  };
}

function mixedInstances(launchTemplate: unknown, settings: SelfManagedSettings) {
  const { instanceTypes, onDemand = { percentageAboveBase: 100 } } = settings;
  const { name: launchTemplateName, version } = launchTemplate as { readonly name: unknown; readonly version: unknown };
  return {
    launchTemplate: {
      launchTemplateSpecification: { launchTemplateName, version },
      overrides: instanceTypes.map((instanceType) => ({ instanceType })),
    },
    instancesDistribution: {
      onDemandAllocationStrategy: "prioritized",
      onDemandBaseCapacity: onDemand.base ?? 0,
      onDemandPercentageAboveBaseCapacity: onDemand.percentageAboveBase ?? 0,
      spotAllocationStrategy: "price-capacity-optimized",
    },
  };
}

function warmPool({ warmPool: pool }: SelfManagedSettings) {
  if (pool === undefined) return {};
  const { minSize = 0, maxPrepared, state = "stopped", reuse = false } = pool;
  return {
    warmPool: {
      minSize,
      // The words of this API are those of EKS in another case.
      poolState: warmPoolStates[state].charAt(0) + state.slice(1),
      instanceReusePolicy: { reuseOnScaleIn: reuse },
      ...(maxPrepared === undefined ? {} : { maxGroupPreparedCapacity: maxPrepared }),
    },
  };
}
