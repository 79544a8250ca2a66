import type { Check, Report } from "../schema/checked";
import type { Rooms } from "./rooms";

/** What a pipeline asks of the rest. */
export const pipelineRelations: readonly Check<Rooms>[] = [
  {
    reads: ["delivery.pipeline", "access.deployerRoleArn", "monitoring.alarmEmails", "network.nat"],
    check: pipelineProblems,
  },
];

/** What a pipeline takes on, whom it asks, and how its builds reach what they install. */
function pipelineProblems({ delivery, access, monitoring, network }: Rooms, report: Report): void {
  if (delivery.pipeline === undefined) return;
  if (access.deployerRoleArn === undefined)
    report(
      ["access", "deployerRoleArn"],
      'nothing is given although "delivery.pipeline" deploys with that role; write the ARN of the role that runs `pulumi up`.',
    );
  if (monitoring.alarmEmails.length === 0)
    report(
      ["delivery", "pipeline"],
      '"monitoring.alarmEmails" is empty, so that nobody would be asked for approval; name an address there.',
    );
  if (network.nat === "none")
    report(
      ["delivery", "pipeline"],
      'a pipeline does not go with "network.nat" "none": its builds install packages from public registries; deliver from outside of the VPC, or write "single".',
    );
}
