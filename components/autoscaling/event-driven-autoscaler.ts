import * as pulumi from "@pulumi/pulumi";
import { ChartRelease, charts, ControllerNamespace, type ChartCluster, type ControllerNamespaceArgs } from "../charts";
import { roleArn, type RoleSettings } from "../identity/role";
import { controllerStatements, type ControllerSource } from "../identity/trust";
import type { OrderedOptions } from "../options";
import { kedaAccount, kedaPorts, kedaValues } from "./keda-values";
import { TriggerAdmission } from "./trigger-admission";

export interface EventDrivenAutoscalerArgs {
  readonly cluster: ChartCluster & ControllerNamespaceArgs["cluster"];
  /** Ranges of the control plane, which asks for metrics and calls the webhook, and of nodes. */
  readonly cidrs: readonly string[];
  /** The role of each namespace that has triggers of AWS. The operator may take on these and do nothing else. */
  readonly scalerRoleArns: Readonly<Record<string, string>>;
  readonly roles?: RoleSettings | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * KEDA, which scales workloads by what is outside of their pods: queues, queries of Prometheus, metrics of CloudWatch. It
 * makes an HorizontalPodAutoscaler of each ScaledObject and answers its questions about external metrics, so there is
 * one such server in a cluster. With Pod Identity it has one identity for all namespaces: that one may only take on the
 * role of a namespace, and the API server lets a trigger name no role but that of its own.
 * Idle cost: a third of a CPU and 900 MiB of the nodes.
 * @see https://keda.sh/docs/latest/authentication-providers/aws/
 */
export class EventDrivenAutoscaler extends pulumi.ComponentResource {
  /** The operator's identity, as the roles of namespaces trust it before it exists. */
  readonly account: ControllerSource;
  /** What ScaledObjects wait for: definitions, a webhook that answers, and the rule that holds for them. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: EventDrivenAutoscalerArgs, opts: OrderedOptions) {
    const { dependsOn, ...rest } = opts;
    const { cluster, cidrs, scalerRoleArns, roles, tags } = args;
    super("platform:autoscaling:EventDrivenAutoscaler", name, { scalerRoleArns }, rest);
    const { namespace: namespaceName, podSecurity } = charts.keda;
    const roleName = `${cluster.name}-keda`;
    this.account = { roleArn: roleArn(cluster.location, roleName, roles?.path), clusterArn: cluster.arn };
    const namespace = new ControllerNamespace(
      name,
      { name: namespaceName, cluster, podSecurity, cidrs, openPorts: kedaPorts },
      { parent: this },
    );
    const admission = new TriggerAdmission(name, { cluster, scalerRoleArns }, { parent: this });
    const { release } = new ChartRelease(
      name,
      {
        cluster,
        chart: "keda",
        values: kedaValues(cluster.name),
        identities: [
          {
            serviceAccount: kedaAccount,
            roleName,
            statements: controllerStatements(Object.values(scalerRoleArns)),
          },
        ],
        makesAwsResources: false,
        roles,
        tags,
      },
      { parent: this, dependsOn: [...dependsOn, ...namespace.ready, ...admission.ready] },
    );
    this.ready = [release, ...admission.ready];
    this.registerOutputs({ roleArn: this.account.roleArn });
  }
}
