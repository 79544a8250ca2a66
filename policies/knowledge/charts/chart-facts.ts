/** One workload of a chart: where the chart's values decide about it. Paths are those of the chart's values. */
export interface ChartWorkload {
  /** What it is, for a message, such as `webhook`. */
  readonly name: string;
  /** Its image. Without a word it has the tag of the chart's own version. */
  readonly image?: { readonly repository: string; readonly tag: string; readonly digest: string };
  /**
   * How many there are, how many without a word, and what switches on an autoscaler that decides instead. Absent where
   * it runs on every node, or once by its nature.
   */
  readonly replicas?: { readonly path: string; readonly otherwise: number; readonly autoscaling?: string };
  readonly hostNetwork?: string;
  /** Whether the chart makes an account for it, and under which name. */
  readonly serviceAccount?: { readonly create: string; readonly name: string };
  /** Requests and limits of its main container, where the chart sets none by itself. */
  readonly resources?: string;
  /** What switches it on and off, and what it is without a word. */
  readonly enabled?: { readonly path: string; readonly otherwise: boolean };
}

/** What is known of a Helm chart. */
export interface ChartFacts {
  /** The strictest Pod Security Standard that every pod of the chart holds as it comes; undefined where it has no pods. */
  readonly level?: "privileged" | "baseline" | "restricted";
  /** Security contexts in its values, by which its pods may hold a stricter standard. */
  readonly securityContexts?: readonly string[];
  readonly workloads: readonly ChartWorkload[];
}

type Setting = "image" | "serviceAccount" | "resources";

/**
 * A workload whose settings stand together under one key, as most charts have them. What it has not, or what the chart
 * states well enough by itself, is false.
 */
export function workload(
  name: string,
  under: string,
  settings: Omit<ChartWorkload, "name" | Setting> & {
    readonly image?: string | false;
    readonly serviceAccount?: string | false;
    readonly resources?: string | false;
  } = {},
): ChartWorkload {
  const at = (key: string): string => (under === "" ? key : `${under}.${key}`);
  const { image = at("image"), serviceAccount = at("serviceAccount"), resources = at("resources"), ...rest } = settings;
  return {
    name,
    ...(image !== false && {
      image: { repository: `${image}.repository`, tag: `${image}.tag`, digest: `${image}.digest` },
    }),
    ...(serviceAccount !== false && {
      serviceAccount: { create: `${serviceAccount}.create`, name: `${serviceAccount}.name` },
    }),
    ...(resources !== false && { resources }),
    ...rest,
  };
}
