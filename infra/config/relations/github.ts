import type { Check, Report } from "../schema/checked";
import type { Rooms } from "./rooms";

/** What roles for GitHub ask of the deployer. */
export const githubRelations: readonly Check<Rooms>[] = [
  { reads: ["github", "access.deployerRoleArn"], check: deployerProblems },
];

/** The deploy role takes on the deployer's, so that has to be named. */
function deployerProblems({ github, access }: Pick<Rooms, "github" | "access">, report: Report): void {
  if (github !== undefined && access.deployerRoleArn === undefined)
    report(
      ["access", "deployerRoleArn"],
      'nothing is given although "github" has a role that takes it on; write the ARN of the role that runs `pulumi up`.',
    );
}
