import type { Rule } from "../../engine/rule";
import { cloudtrailComplete } from "./cloudtrail-complete";
import { controlPlaneLogGroupManaged } from "./control-plane-log-group-managed";
import { guarddutyEksProtection } from "./guardduty-eks-protection";
import { logGroupsRetainedAndEncrypted } from "./log-groups-retained-and-encrypted";
import { vpcFlowLogs } from "./vpc-flow-logs";

/** Logging and detection. */
export const loggingRules: readonly Rule[] = [
  logGroupsRetainedAndEncrypted,
  controlPlaneLogGroupManaged,
  vpcFlowLogs,
  cloudtrailComplete,
  guarddutyEksProtection,
];
