import { resource } from "./fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;

const context = {
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  seccompProfile: { type: "RuntimeDefault" },
  capabilities: { drop: ["ALL"] },
};

/** A container that fulfils the restricted standard, but for what is given. */
export function container(overrides: Inputs = {}, securityContext: Inputs = {}): Inputs {
  return {
    name: "app",
    image: "example.com/app:1.2.3",
    securityContext: { ...context, ...securityContext },
    ...overrides,
  };
}

/** A pod with one container that fulfils the restricted standard, in a namespace that the parameters leave at baseline. */
export function pod(spec: Inputs = {}, metadata: Inputs = {}) {
  return resource("kubernetes:core/v1:Pod", "pod", {
    metadata: { name: "pod", namespace: "app", ...metadata },
    spec: { containers: [container()], ...spec },
  });
}

/** A pod in a tenant's namespace, which is held to the restricted standard. */
export function tenantPod(spec: Inputs = {}) {
  return pod(spec, { namespace: "tenant-a" });
}

/** A namespace with a Pod Security label. */
export function namespace(name: string, enforce: string, version?: string) {
  return resource("kubernetes:core/v1:Namespace", name, {
    metadata: {
      name,
      labels: {
        "pod-security.kubernetes.io/enforce": enforce,
        ...(version === undefined ? {} : { "pod-security.kubernetes.io/enforce-version": version }),
      },
    },
  });
}
