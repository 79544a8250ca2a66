import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Location } from "../arn";
import { role, roleArn, type RoleSettings } from "../identity/role";
import { controllerTrust, type ControllerSource } from "../identity/trust";
import type { OrderedOptions } from "../options";
import type { HorizontalScaling } from "./horizontal-scaling";
import { authenticationName, triggerStatements, type QueriedWorkspace } from "./triggers";

export interface NamespaceScalerArgs {
  readonly location: Location;
  readonly cluster: { readonly kubernetes: k8s.Provider; readonly resource: pulumi.Resource };
  readonly namespace: string;
  /** Name of the role that the operator takes on for this namespace. */
  readonly roleName: string;
  readonly operator: ControllerSource;
  /** All that is scaled in the namespace by what AWS tells. */
  readonly scalings: readonly HorizontalScaling[];
  readonly workspace: QueriedWorkspace;
  readonly roles?: RoleSettings | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * The identity by which the triggers of one namespace are looked at: a role that may read just that and that the operator
 * alone takes on, and the TriggerAuthentication that names it.
 * Idle cost: none.
 * @throws when the ARN of a queue is malformed.
 */
export class NamespaceScaler extends pulumi.ComponentResource {
  readonly roleArn: string;
  /** What ScaledObjects of the namespace wait for. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: NamespaceScalerArgs, opts: OrderedOptions) {
    const { dependsOn, ...rest } = opts;
    const { location, cluster, namespace, roleName, operator, scalings, workspace, roles, tags } = args;
    const statements = triggerStatements(scalings, location, workspace);
    super("platform:autoscaling:NamespaceScaler", name, { namespace, statements }, rest);
    this.roleArn = roleArn(location, roleName, roles?.path);
    const { resource, policies } = role(
      name,
      {
        name: roleName,
        location,
        trust: controllerTrust(location, operator),
        description: `Triggers of namespace ${namespace}, for KEDA`,
        statements,
        ...roles,
        tags,
      },
      this,
    );
    const authentication = new k8s.apiextensions.CustomResource(
      name,
      {
        apiVersion: "keda.sh/v1alpha1",
        kind: "TriggerAuthentication",
        metadata: { name: authenticationName, namespace },
        spec: { podIdentity: { provider: "aws", roleArn: this.roleArn } },
      },
      {
        parent: this,
        provider: cluster.kubernetes,
        deletedWith: cluster.resource,
        dependsOn: [...dependsOn, resource, ...policies],
      },
    );
    this.ready = [authentication];
    this.registerOutputs({ roleArn: this.roleArn });
  }
}
