import { all, any, both, one, pass, passAny, wide, type Escalation } from "./escalation";

const entry = { defusedBy: "access entry" } as const;

/** Combinations by which a service acts with a stronger role, or gives one away. */
export const escalationsByServices: readonly Escalation[] = [
  {
    id: "ESC-15",
    how: "starts an instance with a stronger role",
    needs: all(
      pass("ec2"),
      any("ec2:RunInstances", "ec2:RequestSpotInstances", "ec2:RequestSpotFleet", "ec2:CreateFleet"),
    ),
  },
  {
    id: "ESC-16",
    how: "puts a stronger role on a running instance",
    needs: all(pass("ec2"), any("ec2:AssociateIamInstanceProfile", "ec2:ReplaceIamInstanceProfileAssociation")),
  },
  {
    id: "ESC-17",
    how: "makes nodes with its own user data or role",
    needs: one(
      all(
        passAny("ec2", "autoscaling"),
        any("autoscaling:CreateAutoScalingGroup"),
        any("ec2:CreateLaunchTemplate", "autoscaling:CreateLaunchConfiguration"),
      ),
      both("any", "ec2:CreateLaunchTemplateVersion", "ec2:ModifyLaunchTemplate"),
    ),
  },
  {
    id: "ESC-18",
    how: "changes the user data of a running node",
    needs: both("wide", "ec2:ModifyInstanceAttribute", "ec2:StopInstances", "ec2:StartInstances"),
  },
  {
    id: "ESC-19",
    how: "gets a shell on a node, and the node's role",
    needs: wide("ec2-instance-connect:SendSSHPublicKey", "ec2-instance-connect:SendSerialConsoleSSHPublicKey"),
  },
  {
    id: "ESC-20",
    how: "runs commands on a node, with the node's role",
    needs: wide("ssm:SendCommand", "ssm:StartSession", "ssm:CreateAssociation"),
  },
  {
    id: "ESC-21",
    how: "starts an automation with a stronger role",
    needs: all(pass("ssm"), any("ssm:StartAutomationExecution")),
  },
  {
    id: "ESC-22",
    how: "runs a function with a stronger role",
    needs: all(
      pass("lambda"),
      any("lambda:CreateFunction"),
      any(
        "lambda:InvokeFunction",
        "lambda:CreateEventSourceMapping",
        "lambda:AddPermission",
        "lambda:CreateFunctionUrlConfig",
      ),
    ),
  },
  {
    id: "ESC-23",
    how: "replaces the code of an existing function",
    needs: wide("lambda:UpdateFunctionCode", "lambda:UpdateFunctionConfiguration"),
  },
  {
    id: "ESC-24",
    how: "has a stronger role run a template",
    needs: one(
      all(
        pass("cloudformation"),
        one(
          any("cloudformation:CreateStack", "cloudformation:UpdateStack", "cloudformation:UpdateStackSet"),
          both("any", "cloudformation:CreateStackSet", "cloudformation:CreateStackInstances"),
        ),
      ),
      both("wide", "cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet"),
      // A stack keeps the role that it was made with.
      wide("cloudformation:UpdateStack"),
    ),
  },
  {
    id: "ESC-25",
    how: "runs a build with a stronger role",
    needs: one(
      all(
        one(all(pass("codebuild"), any("codebuild:CreateProject")), any("codebuild:UpdateProject")),
        any("codebuild:StartBuild", "codebuild:StartBuildBatch"),
      ),
      // Whoever starts a build may bring the commands of it.
      wide("codebuild:StartBuild", "codebuild:StartBuildBatch"),
    ),
  },
  {
    id: "ESC-26",
    how: "runs a task with a stronger role",
    needs: one(
      all(
        pass("ecs-tasks", "ecs"),
        any("ecs:RegisterTaskDefinition"),
        any("ecs:RunTask", "ecs:StartTask", "ecs:CreateService", "ecs:UpdateService"),
      ),
      wide("ecs:ExecuteCommand"),
    ),
  },
  {
    id: "ESC-27",
    how: "makes itself an administrator of a cluster by an access entry",
    needs: one(both("any", "eks:CreateAccessEntry", "eks:AssociateAccessPolicy"), wide("eks:AssociateAccessPolicy")),
    ...entry,
  },
  {
    id: "ESC-28",
    how: "joins a Kubernetes group with rights",
    needs: wide("eks:CreateAccessEntry", "eks:UpdateAccessEntry"),
    ...entry,
  },
  {
    id: "ESC-29",
    how: "gives a stronger role to a pod that it controls",
    needs: all(pass("pods.eks"), any("eks:CreatePodIdentityAssociation", "eks:UpdatePodIdentityAssociation")),
  },
  {
    id: "ESC-30",
    how: "makes nodes or a cluster with a stronger role",
    needs: all(
      pass("eks", "eks-nodegroup", "eks-fargate", "eks-fargate-pods", "ec2"),
      any("eks:CreateNodegroup", "eks:CreateFargateProfile", "eks:CreateCluster"),
    ),
  },
  {
    id: "ESC-31",
    how: "gives a stronger role to an add-on or a capability",
    needs: all(
      pass("eks", "pods.eks", "capabilities.eks"),
      any("eks:CreateAddon", "eks:UpdateAddon", "eks:CreateCapability"),
    ),
  },
  {
    id: "ESC-32",
    how: "makes the cluster trust an issuer of its own, or writes to the cluster's API directly",
    needs: one(any("eks:AssociateIdentityProviderConfig"), wide("eks:MutateViaKubernetesApi")),
  },
  {
    id: "ESC-33",
    how: "takes the credentials of any associated role, given a pod's token",
    needs: wide("eks-auth:AssumeRoleForPodIdentity"),
    exceptNodes: true,
  },
  {
    id: "ESC-34",
    how: "has a stronger role run a workflow or a schedule",
    needs: one(
      all(pass("states"), any("states:CreateStateMachine", "states:UpdateStateMachine"), any("states:StartExecution")),
      all(pass("events"), any("events:PutTargets")),
      all(pass("scheduler"), any("scheduler:CreateSchedule")),
    ),
  },
  {
    id: "ESC-35",
    how: "runs a Glue job with a stronger role",
    needs: one(
      all(pass("glue"), any("glue:CreateDevEndpoint")),
      wide("glue:UpdateDevEndpoint"),
      all(pass("glue"), any("glue:CreateJob", "glue:UpdateJob"), any("glue:StartJobRun", "glue:CreateTrigger")),
    ),
  },
  {
    id: "ESC-36",
    how: "runs a notebook or job of SageMaker, or code of Bedrock, with a stronger role",
    needs: one(
      all(
        pass("sagemaker"),
        any("sagemaker:CreateNotebookInstance", "sagemaker:CreateTrainingJob", "sagemaker:CreateProcessingJob"),
      ),
      wide("sagemaker:CreatePresignedNotebookInstanceUrl"),
      // A script of one's own runs when the notebook starts again.
      both(
        "wide",
        "sagemaker:CreateNotebookInstanceLifecycleConfig",
        "sagemaker:UpdateNotebookInstance",
        "sagemaker:StartNotebookInstance",
      ),
      all(
        pass("bedrock-agentcore"),
        both(
          "any",
          "bedrock-agentcore:CreateCodeInterpreter",
          "bedrock-agentcore:StartCodeInterpreterSession",
          "bedrock-agentcore:InvokeCodeInterpreter",
        ),
      ),
      both("wide", "bedrock-agentcore:StartCodeInterpreterSession", "bedrock-agentcore:InvokeCodeInterpreter"),
    ),
  },
  {
    id: "ESC-37",
    how: "runs a data or container job with a stronger role",
    needs: one(
      all(pass("elasticmapreduce", "ec2"), any("elasticmapreduce:RunJobFlow")),
      all(pass("emr-containers"), any("emr-containers:StartJobRun")),
      all(pass("emr-serverless"), any("emr-serverless:StartJobRun")),
      all(pass("ecs-tasks", "batch"), both("any", "batch:RegisterJobDefinition", "batch:SubmitJob")),
      all(
        pass("datapipeline", "elasticmapreduce", "ec2"),
        both(
          "any",
          "datapipeline:CreatePipeline",
          "datapipeline:PutPipelineDefinition",
          "datapipeline:ActivatePipeline",
        ),
      ),
      all(pass("build.apprunner", "tasks.apprunner"), any("apprunner:CreateService")),
      wide("apprunner:UpdateService"),
    ),
  },
  {
    id: "ESC-38",
    how: "trusts a certificate authority of its own, or takes over keys",
    needs: one(
      all(passAny("rolesanywhere"), both("any", "rolesanywhere:CreateTrustAnchor", "rolesanywhere:CreateProfile")),
      wide("kms:PutKeyPolicy"),
      wide("kms:CreateGrant"),
    ),
  },
];
