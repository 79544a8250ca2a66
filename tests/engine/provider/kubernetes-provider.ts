import type { CloudFile } from "../cloud/cloud-file";
import { kubernetesType } from "../cloud/kubernetes/kubernetes-type";
import { sessionOf, type Session } from "../cloud/kubernetes/session";
import { text } from "../properties";
import { Lifecycle } from "./lifecycle";
import type { StandInProvider } from "./stand-in-provider";

/** The stand-in for pulumi-kubernetes. */
export function kubernetesProvider(file: CloudFile): StandInProvider {
  let session: Session | undefined;
  return {
    name: "kubernetes",
    lifecycle: new Lifecycle(file, () => ({})),
    configure(configuration) {
      const kubeconfig = text(configuration, "kubeconfig");
      session = kubeconfig === "" ? undefined : sessionOf(kubeconfig);
    },
    typeOf(token) {
      return kubernetesType(token, () => {
        if (!session) throw new Error("the Kubernetes provider has no kubeconfig");
        return session;
      });
    },
    invoke(token) {
      throw new Error(`${token}: the stand-in for Kubernetes has no functions.`);
    },
  };
}
