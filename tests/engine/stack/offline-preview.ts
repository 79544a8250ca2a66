import { runPreview } from "../../preview/run-preview";
import type { Json } from "../properties";

/** The part of the offline preview's json that the engine has an answer to. */
export interface OfflinePreview {
  readonly stack: string;
  readonly policyConfiguration: string;
  readonly resources: readonly OfflineResource[];
  readonly findings: readonly Verdict[];
  readonly undecided: readonly Verdict[];
  readonly waived: readonly { readonly finding: Verdict }[];
}

export interface OfflineResource {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly parent?: string;
  readonly inputs: Json;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly provider?: string;
  readonly protect: boolean;
  readonly deletedWith?: string;
  readonly retainOnDelete: boolean;
  readonly ignoreChanges: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
}

export interface Verdict {
  readonly name: string;
  readonly urn: string;
  readonly level: string;
}

/** What `npm run preview` says of a stack. */
export async function offlinePreview(stack: string): Promise<OfflinePreview> {
  const { stdout, stderr } = await runPreview([stack, "--format", "json"]);
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout) as OfflinePreview;
}
