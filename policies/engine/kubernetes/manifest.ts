import {
  parseAllDocuments,
  type Document,
  type DocumentOptions,
  type ParseOptions,
  type SchemaOptions,
  type Tags,
} from "yaml";

/** Types of YAML 1.1 that Kubernetes leaves as text. */
const leftAsText = /^tag:yaml\.org,2002:(binary|omap|pairs|set|timestamp)$/;

/**
 * YAML as Kubernetes reads it: `yes` and `on` are true and `0644` is octal, as in YAML 1.1, but `12:30` and dates are text.
 * @see https://pkg.go.dev/sigs.k8s.io/yaml
 */
const asKubernetes: ParseOptions & DocumentOptions & SchemaOptions = {
  version: "1.1",
  logLevel: "silent",
  customTags: (tags: Tags) =>
    tags.filter((tag) => typeof tag === "string" || !(leftAsText.test(tag.tag) || tag.format === "TIME")),
};

/** The documents of a manifest. Whoever reads one asks for its errors first. */
export function manifestDocuments(text: string): readonly Document[] {
  return parseAllDocuments(text, asKubernetes);
}
