import {
  PolicyPack,
  type EnforcementLevel,
  type Policies,
  type PolicyConfigSchema,
  type PolicyResource,
  type ReportViolation,
  type ResourceValidation,
  type ResourceValidationArgs,
  type StackValidation,
} from "@pulumi/policy";
import { z } from "zod";
import type { GraphResource } from "./engine/graph/resource";
import { PackSession, type Report } from "./engine/pack/pack-session";
import { parametersSchema } from "./engine/parameters";
import type { Rule, RuleDescription } from "./engine/rule";
import { readSdkProperties } from "./engine/pack/sdk-values";
import { waiversValid } from "./engine/verdicts/waiver";
import { readConfiguration, ruleDescriptions } from "./evaluate";
import { rules } from "./rules";

/**
 * The policy that every resource goes through first. It carries the parameters of the pack, decodes each resource once
 * and judges it by every rule, under the rule's own name. Only what the configuration can still raise to mandatory is
 * left to the rule's own policy: nobody but the SDK knows the level that was configured for it.
 */
const main = "parameters";

/** What is judged, and what is left for the policies of single rules. A new one begins after each whole stack. */
let session: PackSession | undefined;
const left = new Map<string, Report[]>();

const judgeResource: ResourceValidation = (args, reportViolation) => {
  session ??= new PackSession(rules, ruleDescriptions, readConfiguration({ [main]: args.getConfig() }));
  tell(session.judgeResource(resourceOf(args), providerOf(args)), reportViolation);
};

const judgeStack: StackValidation = (args, reportViolation) => {
  const judge = session ?? new PackSession(rules, ruleDescriptions, readConfiguration({ [main]: args.getConfig() }));
  const reports = judge.judgeStack(
    args.resources.map((resource) => registered(resource, judge.inputsOf(resource.urn))),
  );
  session = undefined;
  tell(reports, reportViolation);
};

/** The last policy tells what a switched-off one did not take: a level can be raised, not lowered. */
const tellTheRest: StackValidation = (_, reportViolation) => {
  for (const report of [...left.values()].flat()) violate(reportViolation, report, "advisory");
  left.clear();
};

/** Passes on what has a level, and keeps the rest for the rule's own policy. */
function tell(reports: readonly Report[], reportViolation: ReportViolation): void {
  for (const report of reports) {
    if (report.level !== undefined) violate(reportViolation, report, report.level);
    else left.set(report.policy, [...(left.get(report.policy) ?? []), report]);
  }
}

/** Reports at the level that is configured for the rule's own policy what {@link main} found out about it. */
function takeOwn(rule: Rule, isMine: (report: Report) => boolean, reportViolation: ReportViolation): void {
  const reports = left.get(rule.name) ?? [];
  for (const report of reports.filter(isMine)) violate(reportViolation, report, undefined);
  const others = reports.filter((report) => !isMine(report));
  if (others.length > 0) left.set(rule.name, others);
  else left.delete(rule.name);
}

/**
 * The SDK takes an object with name and level as well, though its type says only text. A test over gRPC holds it to that.
 */
function violate(
  reportViolation: ReportViolation,
  report: Report,
  enforcementLevel: EnforcementLevel | undefined,
): void {
  const { policy, urn, message } = report;
  const violation: unknown = { name: policy, urn, message, ...(enforcementLevel && { enforcementLevel }) };
  reportViolation(violation as string, urn);
}

function resourceOf({ urn, type, name, props, opts, provider }: ResourceValidationArgs): GraphResource {
  return {
    ...{ urn, type, name, inputs: readSdkProperties(props) },
    parent: opts.parent,
    // Only what a provider creates comes with one.
    custom: provider !== undefined || type.startsWith("pulumi:providers:"),
    remote: false,
    dependencies: [],
    propertyDependencies: {},
    provider: provider?.urn,
    protect: opts.protect,
    retainOnDelete: false,
  };
}

function providerOf({ provider }: ResourceValidationArgs): GraphResource | undefined {
  if (!provider) return undefined;
  const { urn, type, name, props } = provider;
  return {
    ...{ urn, type, name, inputs: readSdkProperties(props), custom: true, remote: false },
    ...{ dependencies: [], propertyDependencies: {}, protect: false, retainOnDelete: false },
  };
}

/** A resource of the whole stack: declared inputs from its own validation, computed values and relations from here. */
function registered(resource: PolicyResource, inputs: GraphResource["inputs"] | undefined): GraphResource {
  const { urn, type, name, props, opts, provider, parent, dependencies, propertyDependencies } = resource;
  const outputs = readSdkProperties(props);
  return {
    ...{ urn, type, name, inputs: inputs ?? outputs, outputs },
    parent: parent?.urn ?? opts.parent,
    custom: provider !== undefined || type.startsWith("pulumi:providers:"),
    remote: false,
    dependencies: dependencies.map((dependency) => dependency.urn),
    propertyDependencies: Object.fromEntries(
      Object.entries(propertyDependencies).map(([key, targets]) => [key, targets.map((target) => target.urn)]),
    ),
    provider: provider?.urn,
    protect: opts.protect,
    retainOnDelete: false,
  };
}

/** The policy that stands for a rule: its words, and its own level where that can be raised. */
function policyOf(rule: Rule): Policies[number] {
  const validateResource: ResourceValidation = ({ urn }, reportViolation) => {
    takeOwn(rule, (report) => report.urn === urn, reportViolation);
  };
  const validateStack: StackValidation = (_, reportViolation) => {
    takeOwn(rule, () => true, reportViolation);
  };
  const hasMore = (): boolean => left.has(rule.name);
  return {
    ...described(rule),
    ...(rule.scope !== "stack" && { validateResource: onlyIf(hasMore, validateResource) }),
    ...(rule.scope !== "resource" && { validateStack: onlyIf(hasMore, validateStack) }),
  };
}

/**
 * The SDK decodes a resource, or the whole stack, again for every validation that it calls, which is most of what a pack
 * costs. It does not call one for another type than the resource's: with nothing to tell, a validation is of none.
 */
function onlyIf<T extends ResourceValidation | StackValidation>(hasMore: () => boolean, validate: T): T {
  return Object.defineProperty(validate, "__pulumiType", {
    get: () => (hasMore() ? undefined : "that break the rule"),
  });
}

/**
 * The policy that stands for a rule that is mandatory anyway: {@link main} tells everything about it. As one about the
 * stack it is passed over once, and not once for every resource.
 */
function silentPolicyOf(rule: RuleDescription): Policies[number] {
  const validateStack: StackValidation = () => undefined;
  return { ...described(rule), validateStack: onlyIf(() => false, validateStack) };
}

function described({ name, title, why, fix, level, references }: RuleDescription) {
  return {
    ...{ name, displayName: title, description: `${title}. ${why}`, remediationSteps: fix },
    // What is mandatory in production only is reported as such where it is.
    enforcementLevel: level === "mandatory" ? ("mandatory" as const) : ("advisory" as const),
    severity: ({ mandatory: "high", production: "medium", advisory: "low" } as const)[level],
    tags: Object.entries(references).flatMap(([standard, controls]: [string, readonly string[]]) =>
      controls.map((control) => `${standard}:${control}`),
    ),
  };
}

/** The parameters as the engine checks and documents them. Defaults are applied by the pack, which knows today's date. */
function configSchema(): PolicyConfigSchema {
  const properties: PolicyConfigSchema["properties"] = {};
  for (const [name, schema] of Object.entries(z.toJSONSchema(parametersSchema, { io: "input" }).properties ?? {})) {
    const property: PolicyConfigSchema["properties"][string] = {};
    properties[name] = Object.assign(property, schema);
    delete property.default;
  }
  return { properties };
}

new PolicyPack("eks-platform", {
  policies: [
    {
      name: main,
      displayName: "Parameters and waivers of the pack",
      description: "Carries the parameters and waivers, and judges every resource under the names of the rules.",
      enforcementLevel: "mandatory",
      configSchema: configSchema(),
      validateResource: judgeResource,
      validateStack: judgeStack,
    },
    ...rules.map((rule) => (rule.level === "mandatory" ? silentPolicyOf(rule) : policyOf(rule))),
    { ...described(waiversValid), validateStack: onlyIf(() => left.size > 0, tellTheRest) },
  ],
});
