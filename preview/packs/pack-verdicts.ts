import { EnforcementLevel, type AnalyzeDiagnostic, type AnalyzerInfo } from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { createHash } from "node:crypto";
import type { Finding, UndecidedVerdict } from "../../policies/evaluate";
import type { RegisteredResource } from "../engine/registered-resource";
import type { RuleHelp } from "../stack-preview";
import { analyzeRequest, analyzeStackRequest } from "./analyze-requests";
import { configureRequest, type PackConfiguration } from "./pack-configuration";
import type { PackProcess } from "./pack-process";

/** What a policy pack says of a stack. */
export interface PackVerdicts {
  readonly rules: readonly RuleHelp[];
  readonly findings: readonly Finding[];
  /** Policies that read what is unknown: the SDK gives them up with an advisory message. */
  readonly undecided: readonly UndecidedVerdict[];
}

/**
 * Lets a pack judge each resource in the order of registration, and the stack at last.
 * @throws ProgramError when the pack fails
 */
export async function packVerdicts(
  pack: PackProcess,
  configuration: PackConfiguration,
  resources: readonly RegisteredResource[],
): Promise<PackVerdicts> {
  const info = await pack.call<AnalyzerInfo>((client, done) => client.getAnalyzerInfo(new Empty(), done));
  const configure = configureRequest(info.getPoliciesList(), configuration);
  await pack.call((client, done) => client.configure(configure, done));
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const diagnostics: { readonly diagnostic: AnalyzeDiagnostic; readonly urn: string }[] = [];
  for (const resource of resources) {
    const request = analyzeRequest(resource, byUrn);
    const response = await pack.call<{ getDiagnosticsList(): AnalyzeDiagnostic[] }>((client, done) =>
      client.analyze(request, done),
    );
    for (const diagnostic of response.getDiagnosticsList()) diagnostics.push({ diagnostic, urn: resource.urn });
  }
  const request = analyzeStackRequest(resources, byUrn);
  const response = await pack.call<{ getDiagnosticsList(): AnalyzeDiagnostic[] }>((client, done) =>
    client.analyzeStack(request, done),
  );
  for (const diagnostic of response.getDiagnosticsList())
    diagnostics.push({ diagnostic, urn: resources[0]?.urn ?? "" });

  const rules = rulesOf(info);
  const findings: Finding[] = [];
  const undecided: UndecidedVerdict[] = [];
  for (const { diagnostic, urn: judged } of diagnostics) {
    const name = diagnostic.getPolicyname();
    const id = `${info.getName()}/${name}`;
    const rule = rules.find((candidate) => candidate.id === id);
    const urn = diagnostic.getUrn() === "" ? judged : diagnostic.getUrn();
    // The SDK puts the policy's description before what the policy itself says.
    const message = diagnostic.getMessage().replace(`${diagnostic.getDescription()}\n`, "").trim();
    const about = { rule: id, name, title: rule?.title ?? name, urn, path: "" };
    if (message.startsWith("can't run policy ")) {
      undecided.push({ ...about, level: "advisory", reason: "the policy reads a value that is not known yet" });
      continue;
    }
    findings.push({
      ...about,
      level: diagnostic.getEnforcementlevel() === EnforcementLevel.ADVISORY ? "advisory" : "mandatory",
      message,
      fix: rule?.fix ?? "",
      references: {},
      fingerprint: createHash("sha256").update(`${id}\n${urn}\n${message}`).digest("hex").slice(0, 32),
    });
  }
  return { rules, findings, undecided };
}

function rulesOf(info: AnalyzerInfo): readonly RuleHelp[] {
  return info.getPoliciesList().map((policy) => ({
    id: `${info.getName()}/${policy.getName()}`,
    name: policy.getName(),
    title: policy.getDisplayname() || policy.getDescription() || policy.getName(),
    why: policy.getDescription(),
    fix: policy.getRemediationSteps(),
    level: policy.getEnforcementlevel() === EnforcementLevel.ADVISORY ? "advisory" : "mandatory",
    references: {},
    group: info.getName(),
  }));
}
