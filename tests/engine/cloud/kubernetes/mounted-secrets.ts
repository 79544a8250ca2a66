import { isList, list, text, type Json, type Properties } from "../../properties";
import type { Cloud, CloudObject } from "../cloud";
import { hasValue, secretNamed } from "../secrets-manager";

const providerClassToken = "kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass";

/** Why the Secrets Store CSI driver cannot mount what a pod asks for; undefined when it can. */
export function mountProblem(pod: Properties, namespace: string, cluster: CloudObject, cloud: Cloud) {
  const classes = list(pod, "volumes")
    .filter((volume) => text(volume, "csi.driver") === "secrets-store.csi.k8s.io")
    .map((volume) => text(volume, "csi.volumeAttributes.secretProviderClass"));
  for (const name of classes) {
    const found = cloud.named(providerClassToken, `${cluster.id} ${namespace}/${name}`);
    if (found === undefined) return `secretproviderclasses "${name}" not found`;
    const objects = JSON.parse(text(found.inputs, "spec.parameters.objects")) as Json;
    for (const object of isList(objects) ? objects : []) {
      const secret = secretNamed(text(object, "objectName"), cloud);
      if (secret === undefined || !hasValue(secret, cloud))
        return `Failed to fetch secret from all regions: ${text(object, "objectName")} has no value`;
    }
  }
  return undefined;
}
