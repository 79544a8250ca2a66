import { list, map, text } from "../../properties";
import type { Json } from "../../properties";
import type { Cloud } from "../cloud";
import type { CloudType } from "../cloud-type";
import { allows } from "../iam/policy-document";
import { inlineStatements, roleOf, trusts } from "../iam/role";
import { demandKey } from "../kms";
import { demand } from "../refusal";
import { putObject } from "../storage/bucket";
import { demandTags } from "../tags";
import { projectToken } from "./project";

const pipelineToken = "aws:codepipeline/pipeline:Pipeline";

/** A pipeline in one region. It runs at once, so that what a run needs is asked for when it is made, and leaves an archive. */
export const pipeline: CloudType = {
  token: pipelineToken,
  replaces: ["name"],
  check(inputs) {
    const name = text(inputs, "name");
    demand(/^[A-Za-z0-9.@_-]{1,100}$/.test(name), "CP2", `invalid value for name: "${name}"`);
    const stages = list(inputs, "stages");
    demand(stages.length >= 2, "CP2", "InvalidStructureException: a pipeline has at least two stages");
    stages.forEach((stage, index) => {
      const sources = list(stage, "actions").filter((action) => text(action, "category") === "Source");
      const whole = sources.length === (index === 0 ? list(stage, "actions").length : 0);
      demand(whole, "CP2", "InvalidStructureException: sources stand in the first stage, and nothing else does");
    });
    const queued = text(inputs, "executionMode") === "QUEUED";
    demand(!queued || text(inputs, "pipelineType") === "V2", "CP2", "InvalidStructureException: QUEUED needs type V2");
  },
  create({ inputs, cloud }) {
    const name = text(inputs, "name");
    demandTags(inputs);
    demand(!cloud.named(pipelineToken, name), "CP2", `PipelineNameInUseException: ${name}`);
    const arn = cloud.arn("codepipeline", name);
    for (const store of list(inputs, "artifactStores")) {
      const bucket = cloud.named("aws:s3/bucket:Bucket", text(store, "location"));
      demand(bucket !== undefined, "CP2", `InvalidStructureException: no bucket ${text(store, "location")}`);
      demandKey(text(store, "encryptionKey.id"), cloud, "CP2");
    }
    const roleArn = text(inputs, "roleArn");
    const role = roleOf(roleArn, cloud);
    const context = { "aws:sourceaccount": cloud.account.accountId, "aws:sourcearn": arn };
    const assumable = role !== undefined && trusts(role, "codepipeline.amazonaws.com", ["sts:AssumeRole"], context);
    demand(
      assumable,
      "CP2",
      `InvalidStructureException: CodePipeline is not authorized to perform AssumeRole on ${roleArn}`,
    );
    const statements = inlineStatements(role, cloud);
    for (const action of list(inputs, "stages").flatMap((stage) => list(stage, "actions")))
      for (const [needed, resource] of neededFor(action, cloud)) {
        const allowed = allows(statements, { principal: roleArn, action: needed, resource });
        demand(allowed, "CP2", `the run fails: ${roleArn} is not authorized to perform ${needed} on ${resource}`);
      }
    for (const store of list(inputs, "artifactStores"))
      putObject(text(store, "location"), `${name.slice(0, 20)}/source/${cloud.newDigits(7)}`, cloud);
    return { id: name, computed: { arn } };
  },
};

/** What an action makes the pipeline's role call, with what it is called on. */
function neededFor(action: Json, cloud: Cloud): readonly (readonly [string, string])[] {
  const configuration = map(action, "configuration");
  switch (text(action, "provider")) {
    case "CodeStarSourceConnection": {
      const connection = text(configuration, "ConnectionArn");
      return [
        ["codeconnections:UseConnection", connection],
        ["codestar-connections:UseConnection", connection],
      ];
    }
    case "CodeBuild": {
      const name = text(configuration, "ProjectName");
      demand(
        cloud.named(projectToken, name) !== undefined,
        "CP2",
        `InvalidActionDeclarationException: no project ${name}`,
      );
      return [["codebuild:StartBuild", cloud.arn("codebuild", `project/${name}`)]];
    }
    case "Manual": {
      const topic = text(configuration, "NotificationArn");
      demand(cloud.get("aws:sns/topic:Topic", topic) !== undefined, "CP2", `NotFound: Topic does not exist (${topic})`);
      return [["sns:Publish", topic]];
    }
    default:
      return [];
  }
}
