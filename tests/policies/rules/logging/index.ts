import type { RuleFixtures } from "../../fixture";
import { fixtures as cloudtrailComplete } from "./cloudtrail-complete.fixtures";
import { fixtures as controlPlaneLogGroupManaged } from "./control-plane-log-group-managed.fixtures";
import { fixtures as guarddutyEksProtection } from "./guardduty-eks-protection.fixtures";
import { fixtures as logGroupsRetainedAndEncrypted } from "./log-groups-retained-and-encrypted.fixtures";
import { fixtures as vpcFlowLogs } from "./vpc-flow-logs.fixtures";

export const loggingFixtures: readonly RuleFixtures[] = [
  logGroupsRetainedAndEncrypted,
  controlPlaneLogGroupManaged,
  vpcFlowLogs,
  cloudtrailComplete,
  guarddutyEksProtection,
];
