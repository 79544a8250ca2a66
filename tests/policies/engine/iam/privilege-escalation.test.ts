import assert from "node:assert/strict";
import { Graph } from "../../../../policies/engine/graph/graph";
import { escalationsOf } from "../../../../policies/engine/iam/privilege-escalation";
import { graphOf } from "../../fixture";
import { account, allow, roleWith } from "../../iam-fixture";

/** Section 4 of the catalogue: `a + b/c` asks for a and for one of b and c. `!` marks what must be widely allowed. */
const catalogue: Readonly<Record<string, readonly string[]>> = {
  "ESC-01": ["!iam:CreatePolicyVersion"],
  "ESC-02": ["!iam:SetDefaultPolicyVersion"],
  "ESC-03": ["!iam:AddUserToGroup"],
  "ESC-04": ["!iam:AttachUserPolicy", "!iam:AttachGroupPolicy"],
  "ESC-05": ["!iam:AttachRolePolicy"],
  "ESC-06": ["!iam:PutUserPolicy", "!iam:PutGroupPolicy"],
  "ESC-07": ["!iam:PutRolePolicy"],
  "ESC-08": ["!iam:CreateAccessKey"],
  "ESC-09": ["!iam:CreateLoginProfile", "!iam:UpdateLoginProfile"],
  "ESC-10": ["!iam:UpdateAssumeRolePolicy"],
  "ESC-11": [
    ...["!iam:DeleteRolePermissionsBoundary", "!iam:DeleteUserPermissionsBoundary"],
    ...["!iam:PutRolePermissionsBoundary", "!iam:PutUserPermissionsBoundary"],
  ],
  "ESC-12": ["iam:UpdateSAMLProvider", "iam:CreateOpenIDConnectProvider + iam:UpdateAssumeRolePolicy/iam:CreateRole"],
  "ESC-13": ["iam:CreateRole + iam:AttachRolePolicy/iam:PutRolePolicy + sts:AssumeRole"],
  "ESC-14": ["!sts:AssumeRole"],
  "ESC-15": ["!iam:PassRole + ec2:RunInstances/ec2:RequestSpotInstances/ec2:RequestSpotFleet/ec2:CreateFleet"],
  "ESC-16": ["!iam:PassRole + ec2:AssociateIamInstanceProfile/ec2:ReplaceIamInstanceProfileAssociation"],
  "ESC-17": [
    "iam:PassRole + autoscaling:CreateAutoScalingGroup + ec2:CreateLaunchTemplate/autoscaling:CreateLaunchConfiguration",
    "ec2:CreateLaunchTemplateVersion + ec2:ModifyLaunchTemplate",
  ],
  "ESC-18": ["!ec2:ModifyInstanceAttribute + !ec2:StopInstances + !ec2:StartInstances"],
  "ESC-19": ["!ec2-instance-connect:SendSSHPublicKey", "!ec2-instance-connect:SendSerialConsoleSSHPublicKey"],
  "ESC-20": ["!ssm:SendCommand", "!ssm:StartSession", "!ssm:CreateAssociation"],
  "ESC-21": ["!iam:PassRole + ssm:StartAutomationExecution"],
  "ESC-22": [
    "!iam:PassRole + lambda:CreateFunction + lambda:InvokeFunction/lambda:CreateEventSourceMapping",
    "!iam:PassRole + lambda:CreateFunction + lambda:AddPermission/lambda:CreateFunctionUrlConfig",
  ],
  "ESC-23": ["!lambda:UpdateFunctionCode", "!lambda:UpdateFunctionConfiguration"],
  "ESC-24": [
    "!iam:PassRole + cloudformation:CreateStack/cloudformation:UpdateStack/cloudformation:UpdateStackSet",
    "!iam:PassRole + cloudformation:CreateStackSet + cloudformation:CreateStackInstances",
    "!cloudformation:CreateChangeSet + !cloudformation:ExecuteChangeSet",
    "!cloudformation:UpdateStack",
  ],
  "ESC-25": [
    "!iam:PassRole + codebuild:CreateProject + codebuild:StartBuild/codebuild:StartBuildBatch",
    "codebuild:UpdateProject + codebuild:StartBuild/codebuild:StartBuildBatch",
    "!codebuild:StartBuild",
    "!codebuild:StartBuildBatch",
  ],
  "ESC-26": [
    "!iam:PassRole + ecs:RegisterTaskDefinition + ecs:RunTask/ecs:StartTask/ecs:CreateService/ecs:UpdateService",
    "!ecs:ExecuteCommand",
  ],
  "ESC-27": ["eks:CreateAccessEntry + eks:AssociateAccessPolicy", "!eks:AssociateAccessPolicy"],
  "ESC-28": ["!eks:CreateAccessEntry", "!eks:UpdateAccessEntry"],
  "ESC-29": ["!iam:PassRole + eks:CreatePodIdentityAssociation/eks:UpdatePodIdentityAssociation"],
  "ESC-30": ["!iam:PassRole + eks:CreateNodegroup/eks:CreateFargateProfile/eks:CreateCluster"],
  "ESC-31": ["!iam:PassRole + eks:CreateAddon/eks:UpdateAddon/eks:CreateCapability"],
  "ESC-32": ["eks:AssociateIdentityProviderConfig", "!eks:MutateViaKubernetesApi"],
  "ESC-33": ["!eks-auth:AssumeRoleForPodIdentity"],
  "ESC-34": [
    "!iam:PassRole + states:CreateStateMachine/states:UpdateStateMachine + states:StartExecution",
    "!iam:PassRole + events:PutTargets/scheduler:CreateSchedule",
  ],
  "ESC-35": [
    "!iam:PassRole + glue:CreateDevEndpoint",
    "!glue:UpdateDevEndpoint",
    "!iam:PassRole + glue:CreateJob/glue:UpdateJob + glue:StartJobRun/glue:CreateTrigger",
  ],
  "ESC-36": [
    "!iam:PassRole + sagemaker:CreateNotebookInstance/sagemaker:CreateTrainingJob/sagemaker:CreateProcessingJob",
    "!sagemaker:CreatePresignedNotebookInstanceUrl",
    "!sagemaker:CreateNotebookInstanceLifecycleConfig + !sagemaker:UpdateNotebookInstance + !sagemaker:StartNotebookInstance",
    "!iam:PassRole + bedrock-agentcore:CreateCodeInterpreter + bedrock-agentcore:StartCodeInterpreterSession + bedrock-agentcore:InvokeCodeInterpreter",
    "!bedrock-agentcore:StartCodeInterpreterSession + !bedrock-agentcore:InvokeCodeInterpreter",
  ],
  "ESC-37": [
    "!iam:PassRole + elasticmapreduce:RunJobFlow/emr-containers:StartJobRun/emr-serverless:StartJobRun",
    "!iam:PassRole + batch:RegisterJobDefinition + batch:SubmitJob",
    "!iam:PassRole + datapipeline:CreatePipeline + datapipeline:PutPipelineDefinition + datapipeline:ActivatePipeline",
    "!iam:PassRole + apprunner:CreateService",
    "!apprunner:UpdateService",
  ],
  "ESC-38": [
    "rolesanywhere:CreateTrustAnchor + rolesanywhere:CreateProfile + iam:PassRole",
    "!kms:PutKeyPolicy",
    "!kms:CreateGrant",
  ],
};

/** Something of every kind, but nothing as a whole. */
const narrow = `arn:aws:iam::${account}:role/one`;

/** The combinations that a role with such permissions has. */
function completed(permissions: readonly string[]): readonly string[] {
  const statements = permissions.map((each) => (each.startsWith("!") ? allow(each.slice(1)) : allow(each, narrow)));
  const graph = new Graph(graphOf([roleWith("app", ...statements)]));
  const [role] = graph.resources;
  assert.ok(role);
  return escalationsOf(role, graph)
    .filter(({ truth }) => truth === true)
    .map(({ escalation }) => escalation.id);
}

/** Every choice of one alternative per step. */
function choices(text: string): readonly (readonly string[])[] {
  return text
    .split(" + ")
    .map((step) => step.split("/"))
    .reduce<readonly (readonly string[])[]>(
      (sets, step) => sets.flatMap((set) => step.map((action) => [...set, action])),
      [[]],
    );
}

describe("privilege escalation", () => {
  for (const [id, alternatives] of Object.entries(catalogue))
    for (const permissions of alternatives.flatMap(choices)) {
      it(`is ${id} by ${permissions.join(" + ")}`, () => {
        assert.ok(completed(permissions).includes(id));
      });

      it(`is not ${id} without one of ${permissions.join(" + ")}, or with it on one resource only`, () => {
        const others = alternatives.flatMap(choices).filter((other) => other !== permissions);
        for (const left of permissions) {
          const rest = permissions.filter((each) => each !== left);
          if (others.some((other) => other.every((each) => rest.includes(each)))) continue;
          assert.ok(!completed(rest).includes(id), `without ${left}`);
          if (left.startsWith("!"))
            assert.ok(!completed([...rest, left.slice(1)]).includes(id), `${left} on one resource`);
        }
      });
    }
});
