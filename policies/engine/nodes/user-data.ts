import { createRequire } from "node:module";
import { gunzipSync } from "node:zlib";
import { parseAllDocuments } from "yaml";
import { Property } from "../values/property";
import type { Value } from "../values/value";
import {
  weaknessesOfBottlerocket,
  weaknessesOfConfiguration,
  weaknessesOfFlags,
  type KubeletFindings,
} from "./kubelet-weakness";

// The package ships CommonJS, but its types say that it is an ES module only.
const { parse: parseToml } = createRequire(__filename)("smol-toml") as { parse(toml: string): unknown };

/** EC2 takes at most 16 KiB of user data; what unpacks to more than this is no boot script. */
const maxUnpackedBytes = 4 * 1024 * 1024;

const nothing: KubeletFindings = { weaknesses: [] };

/** What user data in base64 does to the kubelet. */
export function kubeletFindingsOfBase64(encoded: string, path: string): KubeletFindings {
  const bytes = Buffer.from(encoded, "base64");
  if (bytes.length === 0) return encoded.trim() === "" ? nothing : unreadable(path);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return kubeletFindings(bytes.toString("utf8"), path);
  try {
    return kubeletFindings(gunzipSync(bytes, { maxOutputLength: maxUnpackedBytes }).toString("utf8"), path);
  } catch {
    return unreadable(path);
  }
}

/**
 * What user data does to the kubelet: MIME archives, scripts of Amazon Linux 2 and Windows, nodeadm's NodeConfig and
 * Bottlerocket's settings. What is in no known form is undecided.
 * @see EKS User Guide, "Customize managed nodes with launch templates"
 */
export function kubeletFindings(userData: string, path: string): KubeletFindings {
  const text = userData.replaceAll("\r\n", "\n");
  if (text.trim() === "") return nothing;
  const header =
    /^(?:[\w-]+:.*\n(?:[ \t].*\n)*)*?content-type:\s*multipart\/[\w-]+;(?:.|\n[ \t])*?boundary="?([^"\s;]+)"?/i;
  const boundary = header.exec(text.trimStart())?.[1];
  if (boundary !== undefined) return combine(mimeParts(text, boundary).map((part) => ofMimePart(part, path)));
  return ofPlain(text, path);
}

function ofPlain(text: string, path: string): KubeletFindings {
  const start = text.trimStart();
  if (start.startsWith("#!") || /^<(powershell|script)>/i.test(start)) return ofScript(text, path);
  if (/^#(cloud-config|cloud-boothook|include|part-handler)/.test(start)) return ofScript(text, path);
  if (/^\s*apiVersion:\s*["']?node\.eks\.aws\//m.test(text) || start.startsWith("{")) return ofNodeConfig(text, path);
  if (/^\s*\[?settings[.\]]/m.test(text)) return ofBottlerocketToml(text, path);
  return unreadable(path);
}

interface MimePart {
  readonly contentType: string;
  readonly encoding: string;
  readonly body: string;
}

function mimeParts(text: string, boundary: string): readonly MimePart[] {
  const sections = text.split(`--${boundary}`).slice(1);
  return sections
    .filter((section) => !section.startsWith("--"))
    .map((section) => {
      const [head = "", ...body] = section.replace(/^\n/, "").split("\n\n");
      const header = (name: string): string =>
        new RegExp(`^${name}:\\s*([^;\\n]+)`, "im").exec(head)?.[1]?.trim() ?? "";
      return {
        contentType: header("content-type").toLowerCase(),
        encoding: header("content-transfer-encoding").toLowerCase(),
        body: body.join("\n\n"),
      };
    });
}

function ofMimePart({ contentType, encoding, body }: MimePart, path: string): KubeletFindings {
  if (encoding === "base64") {
    const decoded = Buffer.from(body, "base64").toString("utf8");
    return ofMimePart({ contentType, encoding: "", body: decoded }, path);
  }
  if (contentType === "application/node.eks.aws") return ofNodeConfig(body, path);
  if (/^text\/(x-shellscript|cloud-config|cloud-boothook|x-.*)$/.test(contentType)) return ofScript(body, path);
  return ofPlain(body, path);
}

/**
 * A script can do anything; flags that it passes on are judged wherever they stand, and one that edits the kubelet's
 * configuration by other means cannot be decided.
 */
function ofScript(text: string, path: string): KubeletFindings {
  const code = text.replace(/^\s*#(?!!).*$/gm, "");
  const { weaknesses } = weaknessesOfFlags(code);
  const edits =
    /\/etc\/kubernetes\/kubelet|\/var\/lib\/kubelet\/config|kubelet-config|KubeletConfiguration|kubelet\.service\.d|nodeadm|NodeConfig/i;
  return edits.test(code) || /^#(include|part-handler)/.test(text.trimStart())
    ? { weaknesses, ...open(path, "the script configures the kubelet in ways that only the node can tell") }
    : { weaknesses };
}

function ofNodeConfig(text: string, path: string): KubeletFindings {
  const documents = parseAllDocuments(text, { logLevel: "silent" });
  if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return unreadable(path);
  try {
    return combine(
      documents.map((document) => ofNodeConfigDocument(new Property(document.toJS() as Value, path), path)),
    );
  } catch {
    // Aliases can unfold to more than any boot script holds.
    return unreadable(path);
  }
}

/** YAML of a NodeConfig holds JSON values only; anything else reads as absent. */
function ofNodeConfigDocument(config: Property, path: string): KubeletFindings {
  if (config.isAbsent) return nothing;
  if (config.child("kind").text() !== "NodeConfig") return unreadable(path);
  const kubelet = config.at("spec.kubelet");
  const flags = kubelet
    .child("flags")
    .elements()
    .known.map((flag) => flag.text() ?? "");
  return combine([weaknessesOfConfiguration(kubelet.child("config")), weaknessesOfFlags(flags.join("\n"))]);
}

function ofBottlerocketToml(text: string, path: string): KubeletFindings {
  try {
    const settings = new Property(parseToml(text) as Value, path);
    return weaknessesOfBottlerocket(settings.at("settings.kubernetes"));
  } catch {
    return unreadable(path);
  }
}

function combine(all: readonly KubeletFindings[]): KubeletFindings {
  return {
    weaknesses: [...new Set(all.flatMap(({ weaknesses }) => weaknesses))],
    open: all.find((findings) => findings.open !== undefined)?.open,
  };
}

function unreadable(path: string): KubeletFindings {
  return { weaknesses: [], ...open(path, "the user data is in no form that can be read here") };
}

function open(path: string, reason: string): Pick<KubeletFindings, "open"> {
  return { open: { path, reason } };
}
