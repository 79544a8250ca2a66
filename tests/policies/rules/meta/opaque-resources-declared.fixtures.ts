import assert from "node:assert/strict";
import { unknown } from "../../../../policies/engine/values/value";
import { rules } from "../../../../policies/rules";
import { resource, type RuleFixtures } from "../../fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;

const rule = rules.find(({ id }) => id === "META-01");
assert.ok(rule);

const repo = "https://charts.example.com";
const release = (inputs: Inputs = {}) =>
  resource("kubernetes:helm.sh/v3:Release", "release", {
    ...{ chart: "ingress", version: "1.2.3", repositoryOpts: { repo } },
    ...inputs,
  });
const chart = (inputs: Inputs) => resource("kubernetes:helm.sh/v4:Chart", "chart", inputs, { custom: false });
const object = (type: string) => resource(`kubernetes:${type}`, "it", { metadata: { name: "it" } });

const accepting = (urn: string) => ({
  acceptedOpaque: [{ urn, reason: "Reviewed by hand with every new version.", owner: "platform-team" }],
});
const accepted = accepting("**");

export const fixtures: RuleFixtures = {
  rule,

  passes: [
    { when: "a release is accepted and has an exact version", resources: [release()], parameters: accepted },
    {
      when: "it is accepted by its type",
      resources: [release()],
      parameters: accepting("urn:pulumi:**::kubernetes:helm.sh/v3:Release::*"),
    },
    {
      when: "the version has a suffix",
      resources: [release({ version: "v1.2.3-rc.1+build5" })],
      parameters: accepted,
    },
    {
      when: "the chart comes from a folder",
      resources: [release({ chart: "./charts/ingress", version: null, repositoryOpts: null })],
      parameters: accepted,
    },
    {
      when: "a kind that no rule reads is accepted",
      resources: [object("example.com/v1:Widget")],
      parameters: accepted,
    },
  ],
  fails: [
    { when: "nobody accepted a release", resources: [release()], paths: [""], level: "production" },
    {
      when: "somebody accepted another one",
      resources: [release()],
      parameters: accepting("**::somebody-else"),
      paths: [""],
    },
    { when: "no rule reads a kind", resources: [object("example.com/v1:Widget")], paths: [""] },
    {
      when: "the configuration looks for its pods where there are none",
      resources: [object("example.com/v1:Widget")],
      parameters: { podTemplates: { "example.com/v1:Widget": ["spec.template"] } },
      paths: [""],
    },
    { when: "a component shows none of its parts", resources: [chart({ chart: "./ingress" })], paths: [""] },
    { when: "a patch shows some fields only", resources: [object("apps/v1:DeploymentPatch")], paths: [""] },
    {
      when: "CloudFormation makes resources",
      resources: [resource("aws:cloudformation/stack:Stack", "template", {})],
      paths: [""],
    },
    {
      when: "the version is a range",
      resources: [release({ version: "~1.2.0" })],
      parameters: accepted,
      paths: ["version"],
      level: "mandatory",
    },
    {
      when: "there is no version",
      resources: [release({ version: null })],
      parameters: accepted,
      paths: ["version"],
    },
    {
      when: "the registry's newest is taken",
      resources: [chart({ chart: "oci://registry.example.com/ingress", version: "latest" })],
      parameters: accepted,
      paths: ["version"],
    },
  ],
  undecided: [
    { when: "the version is unknown", resources: [release({ version: unknown })], parameters: accepted },
    {
      when: "it is unknown where the chart comes from",
      resources: [release({ chart: unknown, repositoryOpts: null, version: null })],
      parameters: accepted,
    },
  ],
  outside: [
    { when: "rules read the kind", resources: [object("core/v1:Pod"), object("karpenter.sh/v1:NodePool")] },
    { when: "it is a resource of AWS", resources: [resource("aws:ec2/vpc:Vpc", "vpc", {})] },
  ],
};
