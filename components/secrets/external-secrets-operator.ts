import * as pulumi from "@pulumi/pulumi";
import { ChartRelease, charts, ControllerNamespace, type ChartCluster, type ControllerNamespaceArgs } from "../charts";
import { roleArn, type RoleSettings } from "../identity/role";
import { controllerStatements, type ControllerSource } from "../identity/trust";
import type { OrderedOptions } from "../options";
import { externalSecretsValues, webhookPort } from "./external-secrets-values";
import { StoreAdmission } from "./store-admission";

/** The service account of the operator's controller, which alone calls AWS. */
const operatorAccount = "external-secrets";

export interface ExternalSecretsOperatorArgs {
  readonly cluster: ChartCluster & ControllerNamespaceArgs["cluster"];
  /** Ranges of the control plane, which calls the operator's webhook, and of nodes. */
  readonly cidrs: readonly string[];
  /** The role of each namespace that has a store. The operator may take on these and do nothing else. */
  readonly storeRoleArns: Readonly<Record<string, string>>;
  readonly roles?: RoleSettings | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * The External Secrets Operator, which copies secrets into Secrets of Kubernetes. It reads no secret by itself: with
 * Pod Identity it has one identity for all namespaces, so that identity may only take on the role of a namespace, and
 * the API server lets a store name no role but that of its own namespace.
 * Idle cost: a fifth of a CPU and half a GiB of the nodes.
 * @see https://external-secrets.io/latest/provider/aws-access/
 * @see https://external-secrets.io/latest/guides/security-best-practices/
 */
export class ExternalSecretsOperator extends pulumi.ComponentResource {
  /** Composed, so that the roles of stores can trust it before it exists. */
  readonly roleArn: string;
  /** Namespace and service account of the operator, by which roles of stores know it. */
  readonly account: OperatorAccount;
  /** What stores wait for: definitions, a webhook that answers, and the rule that holds for them. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: ExternalSecretsOperatorArgs, opts: OrderedOptions) {
    const { dependsOn, ...rest } = opts;
    const { cluster, cidrs, storeRoleArns, roles, tags } = args;
    super("platform:secrets:ExternalSecretsOperator", name, { storeRoleArns }, rest);
    const { namespace: namespaceName, podSecurity } = charts["external-secrets"];
    const roleName = operatorRoleName(cluster.name);
    this.roleArn = roleArn(cluster.location, roleName, roles?.path);
    this.account = { roleArn: this.roleArn, clusterArn: cluster.arn };
    const namespace = new ControllerNamespace(
      name,
      { name: namespaceName, cluster, podSecurity, cidrs, openPorts: [webhookPort] },
      { parent: this },
    );
    const admission = new StoreAdmission(name, { cluster, storeRoleArns }, { parent: this });
    const { release } = new ChartRelease(
      name,
      {
        cluster,
        chart: "external-secrets",
        values: externalSecretsValues(operatorAccount),
        identities: [
          { serviceAccount: operatorAccount, roleName, statements: controllerStatements(Object.values(storeRoleArns)) },
        ],
        makesAwsResources: false,
        roles,
        tags,
      },
      { parent: this, dependsOn: [...dependsOn, ...namespace.ready, ...admission.ready] },
    );
    this.ready = [release, ...admission.ready];
    this.registerOutputs({ roleArn: this.roleArn });
  }
}

/** The operator's identity as the roles of stores trust it. */
export type OperatorAccount = ControllerSource;

function operatorRoleName(clusterName: string): string {
  return `${clusterName}-external-secrets`;
}
