import type { Property } from "../values/property";
import { isUndecided, type Truth, type Undecided } from "../values/truth";

/** What a kubelet setting gives up, in words of a message. Settings that are not given keep the image's safe default. */
export interface KubeletFindings {
  readonly weaknesses: readonly string[];
  /** Set when part of the settings cannot be read: there may be more. */
  readonly open?: Undecided | undefined;
}

interface Setting {
  /** Path in a KubeletConfiguration. */
  readonly field: string;
  /** Command line flag without its dashes. */
  readonly flag: string;
  /** Key in Bottlerocket's `settings.kubernetes`, where it has one. */
  readonly bottlerocket?: string;
  readonly weakness: string;
  /** Judges the value as text: `true`, `0s`, `AlwaysAllow`. */
  readonly isWeak: (value: string) => boolean;
}

const isNo = (value: string): boolean => value.toLowerCase() === "false";
const isYes = (value: string): boolean => value.toLowerCase() === "true";

/** @see CIS Amazon EKS Benchmark 3.2.1 to 3.2.9 */
const settings: readonly Setting[] = [
  {
    field: "authentication.anonymous.enabled",
    flag: "anonymous-auth",
    weakness: "anonymous requests are served",
    isWeak: isYes,
  },
  {
    field: "authorization.mode",
    flag: "authorization-mode",
    weakness: "every request is authorized",
    isWeak: (value) => value.split(",").includes("AlwaysAllow"),
  },
  {
    field: "authentication.x509.clientCAFile",
    flag: "client-ca-file",
    weakness: "client certificates are not verified",
    isWeak: (value) => value === "",
  },
  {
    field: "readOnlyPort",
    flag: "read-only-port",
    weakness: "the read-only port is open",
    isWeak: (value) => Number(value) !== 0,
  },
  {
    field: "streamingConnectionIdleTimeout",
    flag: "streaming-connection-idle-timeout",
    weakness: "idle connections never end",
    isWeak: (value) => /^(0(\.0+)?(ns|us|µs|ms|s|m|h)?)+$/.test(value),
  },
  {
    field: "makeIPTablesUtilChains",
    flag: "make-iptables-util-chains",
    weakness: "iptables chains are not kept",
    isWeak: isNo,
  },
  {
    field: "eventRecordQPS",
    flag: "event-qps",
    bottlerocket: "event-qps",
    weakness: "fewer than 5 events per second are recorded",
    isWeak: (value) => Number(value) > 0 && Number(value) < 5,
  },
  {
    field: "rotateCertificates",
    flag: "rotate-certificates",
    weakness: "client certificates are not rotated",
    isWeak: isNo,
  },
  {
    field: "serverTLSBootstrap",
    flag: "rotate-server-certificates",
    bottlerocket: "server-tls-bootstrap",
    weakness: "server certificates are not rotated",
    isWeak: isNo,
  },
  {
    field: "featureGates.RotateKubeletServerCertificate",
    flag: "feature-gates.RotateKubeletServerCertificate",
    weakness: "the rotation of server certificates is switched off",
    isWeak: isNo,
  },
];

/** Weak fields of a KubeletConfiguration, or of the `spec.kubelet` of a node class, with their properties. */
export function weakFields(
  configuration: Property,
): readonly { readonly at: Property; readonly weak: Truth; readonly weakness: string }[] {
  return settings.map(({ field, weakness, isWeak }) => {
    const at = configuration.at(field);
    return { at, weakness, weak: at.satisfies((value) => isScalar(value) && isWeak(String(value))) };
  });
}

/** Weak fields of a parsed document. */
export function weaknessesOfConfiguration(configuration: Property): KubeletFindings {
  return gather(weakFields(configuration));
}

/** Weak keys of Bottlerocket's `settings.kubernetes`. */
export function weaknessesOfBottlerocket(kubernetes: Property): KubeletFindings {
  return gather(
    settings.flatMap(({ bottlerocket, weakness, isWeak }) => {
      if (bottlerocket === undefined) return [];
      const at = kubernetes.child(bottlerocket);
      return [{ weakness, weak: at.satisfies((value) => isScalar(value) && isWeak(String(value))) }];
    }),
  );
}

/**
 * Weak flags anywhere in a text: a list of flags, or a script that passes them on. The last one of a name counts, as
 * for the kubelet.
 */
export function weaknessesOfFlags(text: string): KubeletFindings {
  const found = settings.filter(({ flag, isWeak }) => {
    const [name = "", gate] = flag.split(".");
    const values = flagValues(text, name).flatMap((value) => (gate === undefined ? [value] : gateValues(value, gate)));
    const last = values.at(-1);
    return last !== undefined && isWeak(last);
  });
  return { weaknesses: found.map(({ weakness }) => weakness) };
}

/** `--name=value`, `--name value` and a bare `--name`, which means true; quotes around the value do not count. */
function flagValues(text: string, name: string): readonly string[] {
  const pattern = new RegExp(`(?<![\\w-])--${name}(?![\\w-])(?:(?:=|\\s+(?!-))("[^"]*"|'[^']*'|[^\\s"'\\\\]*))?`, "g");
  return [...text.matchAll(pattern)].map(([, value]) => (value ?? "true").replace(/^["']|["']$/g, ""));
}

function gateValues(gates: string, gate: string): readonly string[] {
  return gates.split(",").flatMap((pair) => {
    const [key, value = ""] = pair.split("=");
    return key === gate ? [value] : [];
  });
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function gather(judged: readonly { readonly weak: Truth; readonly weakness: string }[]): KubeletFindings {
  return {
    weaknesses: judged.filter(({ weak }) => weak === true).map(({ weakness }) => weakness),
    open: judged.map(({ weak }) => weak).find(isUndecided),
  };
}
