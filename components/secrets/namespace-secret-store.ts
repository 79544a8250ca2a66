import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Location } from "../arn";
import type { PolicyStatement } from "../identity/policy-document";
import { role, roleArn, type RoleSettings } from "../identity/role";
import { controllerTrust } from "../identity/trust";
import type { OrderedOptions } from "../options";
import type { OperatorAccount } from "./external-secrets-operator";

/** The name of the store in every namespace that has one. */
export const storeName = "aws-secrets-manager";

/** A secret as a Secret of Kubernetes. */
export interface CopiedSecret {
  /** Name in Secrets Manager. */
  readonly secretName: string;
  /** Name of the Secret. */
  readonly copyName: string;
  /** Keys of a JSON value, each of which becomes a key of the Secret. Left out, the whole value is under the key `value`. */
  readonly keys?: readonly string[];
  /** Labels of the Secret. Default none. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Further keys of the Secret, whose values are no secrets. Default none. */
  readonly fields?: Readonly<Record<string, string>>;
}

export interface NamespaceSecretStoreArgs {
  readonly location: Location;
  readonly cluster: { readonly kubernetes: k8s.Provider; readonly resource: pulumi.Resource };
  readonly namespace: string;
  /** Name of the role that the operator takes on for this namespace. */
  readonly roleName: string;
  readonly operator: OperatorAccount;
  /** `secrets.mount` on each secret. */
  readonly statements: readonly PolicyStatement[];
  readonly secrets: readonly CopiedSecret[];
  /** How often copies are compared with what is in Secrets Manager, in minutes. Each comparison is a paid call. */
  readonly refreshMinutes: number;
  readonly roles?: RoleSettings | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * What a namespace reads through the External Secrets Operator: a role that may read its secrets and that the operator
 * alone takes on, a store that names it, and a Secret for each. Everybody who runs pods in the namespace can use those.
 * Idle cost: none.
 * @see https://external-secrets.io/latest/guides/multi-tenancy/
 */
export class NamespaceSecretStore extends pulumi.ComponentResource {
  readonly roleArn: string;

  constructor(name: string, args: NamespaceSecretStoreArgs, opts: OrderedOptions) {
    const { dependsOn, ...rest } = opts;
    const { namespace, secrets } = args;
    super(
      "platform:secrets:NamespaceSecretStore",
      name,
      { namespace, secretNames: secrets.map(({ secretName }) => secretName), statements: args.statements },
      rest,
    );
    this.roleArn = roleArn(args.location, args.roleName, args.roles?.path);
    const reader = createRole(this, name, args);
    const options = { parent: this, provider: args.cluster.kubernetes, deletedWith: args.cluster.resource };
    const store = createStore(name, args, this.roleArn, {
      ...options,
      dependsOn: [...dependsOn, reader.resource, ...reader.policies],
    });
    for (const secret of secrets) createExternalSecret(name, args, secret, { ...options, dependsOn: [store] });
    this.registerOutputs({ roleArn: this.roleArn });
  }
}

function createRole(parent: NamespaceSecretStore, name: string, args: NamespaceSecretStoreArgs) {
  const { location, operator, namespace } = args;
  const trust = controllerTrust(location, operator);
  return role(
    name,
    {
      name: args.roleName,
      location,
      trust,
      description: `Secrets of namespace ${namespace}, for the External Secrets Operator`,
      statements: args.statements,
      ...args.roles,
      tags: args.tags,
    },
    parent,
  );
}

function createStore(
  name: string,
  { location, namespace }: NamespaceSecretStoreArgs,
  role: string,
  opts: pulumi.CustomResourceOptions,
) {
  return new k8s.apiextensions.CustomResource(
    name,
    {
      apiVersion: "external-secrets.io/v1",
      kind: "SecretStore",
      metadata: { name: storeName, namespace },
      spec: { provider: { aws: { service: "SecretsManager", region: location.region, role } } },
    },
    opts,
  );
}

function createExternalSecret(
  name: string,
  { namespace, refreshMinutes }: NamespaceSecretStoreArgs,
  { secretName, copyName, keys = [], labels, fields }: CopiedSecret,
  opts: pulumi.CustomResourceOptions,
): void {
  const whole = [{ secretKey: "value", remoteRef: { key: secretName } }];
  const parts = keys.map((key) => ({ secretKey: key, remoteRef: { key: secretName, property: key } }));
  new k8s.apiextensions.CustomResource(
    `${name}.${copyName}`,
    {
      apiVersion: "external-secrets.io/v1",
      kind: "ExternalSecret",
      metadata: { name: copyName, namespace },
      spec: {
        refreshInterval: `${refreshMinutes}m`,
        secretStoreRef: { kind: "SecretStore", name: storeName },
        // The copy goes when its ExternalSecret does, and stays while Secrets Manager is out of reach.
        target: {
          name: copyName,
          creationPolicy: "Owner",
          deletionPolicy: "Retain",
          ...(labels === undefined && fields === undefined ? {} : { template: templateOf(labels, fields) }),
        },
        data: parts.length > 0 ? parts : whole,
      },
    },
    opts,
  );
}

/** What is added to the values that are copied. */
function templateOf(labels: CopiedSecret["labels"], fields: CopiedSecret["fields"]): object {
  return {
    mergePolicy: "Merge",
    ...(labels === undefined ? {} : { metadata: { labels } }),
    ...(fields === undefined ? {} : { data: fields }),
  };
}
