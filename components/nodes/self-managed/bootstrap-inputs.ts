import type * as eks from "@pulumi/eks";
import { nodeOs } from "../images/custom-image";
import { instanceType } from "../instances/instance-types";
import { podLimits } from "../launch/bootstrap";
import { hostContainers, kubernetesSettings } from "../launch/bottlerocket-settings";
import { kubeletConfiguration, nodeConfig } from "../launch/node-config";
import type { SelfManagedSettings } from "./self-managed-settings";

/** What the kubelet of a node does otherwise than its image, as inputs of the component, which adds how to join. */
export function bootstrapInputs(
  settings: SelfManagedSettings,
  ssm: boolean,
): Pick<eks.NodeGroupV2Args, "bottlerocketSettings" | "nodeadmExtraOptions"> {
  const { maxPods, kubelet } = podLimits(settings.instanceTypes.map(instanceType), settings.kubelet ?? {});
  if (nodeOs(settings) === "bottlerocket") {
    const kubernetes = { ...(maxPods === undefined ? {} : { "max-pods": maxPods }), ...kubernetesSettings(kubelet) };
    return { bottlerocketSettings: { settings: { kubernetes, ...hostContainers(ssm) } } };
  }
  const config = { ...(maxPods === undefined ? {} : { maxPods }), ...kubeletConfiguration(kubelet) };
  if (Object.keys(config).length === 0) return {};
  return {
    nodeadmExtraOptions: [{ contentType: "application/node.eks.aws", content: nodeConfig({ kubelet: { config } }) }],
  };
}
