import type * as kubernetes from "@pulumi/kubernetes";

type Container = kubernetes.types.input.core.v1.Container;
type PodSpec = kubernetes.types.input.core.v1.PodSpec;

const image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1.4.2";

/** A container that every Pod Security Standard admits, but for what is asked for. */
export function container(mistake: Partial<Container> = {}): Container {
  return {
    name: "web",
    image,
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "128Mi" } },
    ...mistake,
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      capabilities: { drop: ["ALL"] },
      seccompProfile: { type: "RuntimeDefault" },
      ...mistake.securityContext,
    },
  };
}

/** A pod of one such container, but for what is asked for. */
export function pod(mistake: Partial<PodSpec> = {}): PodSpec {
  return { serviceAccountName: "web", automountServiceAccountToken: false, containers: [container()], ...mistake };
}
