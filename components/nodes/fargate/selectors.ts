/** Pods of a namespace that a profile takes: those with all of the labels. */
export interface FargateSelector {
  /** Name of a namespace. `*` stands for any characters, `?` for one. */
  readonly namespace: string;
  /** At most five. Values may hold the same wildcards. Default none: every pod of the namespace. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Pods that run on Fargate. */
export interface FargateProfileSettings {
  /** At most 91 letters, digits, hyphens and underscores that do not begin with `eks-`. */
  readonly name: string;
  /** One to five: a pod is taken that any of them matches. */
  readonly selectors: readonly FargateSelector[];
}

/** A pod as selectors see it. */
export interface SelectedPod {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** The pods of CoreDNS. */
export const dnsPods: SelectedPod = { namespace: "kube-system", labels: { "k8s-app": "kube-dns" } };

/** The pods of the metrics server. */
export const metricsServerPods: SelectedPod = {
  namespace: "kube-system",
  labels: { "app.kubernetes.io/name": "metrics-server" },
};

/** Whether any of the profiles takes a pod. */
export function takesPod(profiles: readonly FargateProfileSettings[], pod: SelectedPod): boolean {
  return profiles.some(({ selectors }) => selectors.some((selector) => selects(selector, pod)));
}

/** Whether any of the profiles takes pods of a namespace, be it only those with certain labels. */
export function takesNamespace(profiles: readonly FargateProfileSettings[], namespace: string): boolean {
  return profiles.some(({ selectors }) => selectors.some((selector) => matches(selector.namespace, namespace)));
}

function selects({ namespace, labels = {} }: FargateSelector, pod: SelectedPod): boolean {
  return (
    matches(namespace, pod.namespace) &&
    Object.entries(labels).every(([key, value]) => {
      const given = pod.labels[key];
      return given !== undefined && matches(value, given);
    })
  );
}

function matches(pattern: string, text: string): boolean {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(text);
}
