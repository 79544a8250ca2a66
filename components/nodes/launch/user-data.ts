import type { NodeOs } from "../images/ami-type";
import type { KubeletSettings } from "../kubelet/kubelet-settings";
import { bottlerocketUserData, hostContainers, kubernetesSettings } from "./bottlerocket-settings";
import { kubeletConfiguration, nodeConfigUserData } from "./node-config";

export interface UserDataArgs {
  readonly os: NodeOs;
  readonly kubelet?: KubeletSettings;
  /** Whether the nodes may talk to Systems Manager. */
  readonly ssm: boolean;
}

/** EC2 takes 16 KiB of user data before it is encoded, and EKS adds its own part to ours. */
const maximumBytes = 12 * 1024;

/**
 * The user data that a launch template carries besides what EKS merges into it, or nothing where the image's own
 * settings will do: TOML for Bottlerocket, a MIME message with a NodeConfig for Amazon Linux. Not encoded yet.
 * @throws when it is larger than EC2 accepts.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html
 */
export function userData({ os, kubelet = {}, ssm }: UserDataArgs): string | undefined {
  const text = os === "bottlerocket" ? ofBottlerocket(kubelet, ssm) : ofAmazonLinux(kubelet);
  if (text !== undefined) refuseLarge(text);
  return text;
}

/** @throws when user data is larger than EC2 accepts. */
export function refuseLarge(text: string): void {
  const bytes = Buffer.byteLength(text);
  if (bytes > maximumBytes) throw new Error(`The user data has ${bytes} bytes; keep it below ${maximumBytes}.`);
}

function ofBottlerocket(kubelet: KubeletSettings, ssm: boolean): string | undefined {
  return bottlerocketUserData({ kubernetes: kubernetesSettings(kubelet), ...hostContainers(ssm) });
}

function ofAmazonLinux(kubelet: KubeletSettings): string | undefined {
  const config = kubeletConfiguration(kubelet);
  return Object.keys(config).length === 0 ? undefined : nodeConfigUserData({ kubelet: { config } });
}
