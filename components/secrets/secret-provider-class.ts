import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

/** A secret as files of a volume. */
export interface MountedSecret {
  /** Name in Secrets Manager. */
  readonly secretName: string;
  /** Name of the file that holds the whole value. */
  readonly fileName: string;
  /** Keys of a JSON value that get a file each besides, named `<file>-<key>`. Default none. */
  readonly keys?: readonly string[];
}

export interface SecretProviderClassArgs {
  readonly name: string;
  readonly namespace: string;
  readonly region: string;
  /** Region that every secret is copied to, read when this one does not answer. The mount fails where one is missing there. */
  readonly failoverRegion?: string;
  readonly secrets: readonly MountedSecret[];
}

/**
 * What pods of a namespace can mount as a volume of the Secrets Store CSI driver. Their service account needs
 * `secrets.mount` on each secret. A pod does not start while one of them has no value.
 * @throws when two files would have one name.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/integrating_csi_driver_SecretProviderClass.html
 */
export function secretProviderClass(
  name: string,
  args: SecretProviderClassArgs,
  opts: pulumi.CustomResourceOptions,
): k8s.apiextensions.CustomResource {
  return new k8s.apiextensions.CustomResource(
    name,
    {
      apiVersion: "secrets-store.csi.x-k8s.io/v1",
      kind: "SecretProviderClass",
      metadata: { name: args.name, namespace: args.namespace },
      spec: { provider: "aws", parameters: providerParameters(args) },
    },
    opts,
  );
}

/** All parameters are text, and the list of objects is YAML in text, of which JSON is a part. */
export function providerParameters({
  region,
  failoverRegion,
  secrets,
}: Pick<SecretProviderClassArgs, "region" | "failoverRegion" | "secrets">): Readonly<Record<string, string>> {
  const objects = secrets.map(({ secretName, fileName, keys = [] }) => ({
    objectName: secretName,
    objectType: "secretsmanager",
    objectAlias: fileName,
    ...(keys.length > 0 && { jmesPath: keys.map((key) => ({ path: key, objectAlias: `${fileName}-${key}` })) }),
  }));
  refuseTwins(
    objects.flatMap(({ objectAlias, jmesPath = [] }) => [objectAlias, ...jmesPath.map((key) => key.objectAlias)]),
  );
  return {
    region,
    ...(failoverRegion === undefined ? {} : { failoverRegion }),
    usePodIdentity: "true",
    objects: JSON.stringify(objects),
  };
}

function refuseTwins(files: readonly string[]): void {
  const twin = files.find((file, index) => files.indexOf(file) !== index);
  if (twin !== undefined)
    throw new Error(`Two files of one volume would be named "${twin}"; give one of their secrets another name.`);
}
