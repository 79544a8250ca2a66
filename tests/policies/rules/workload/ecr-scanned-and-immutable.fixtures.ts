import { unknown } from "../../../../policies/engine/values/value";
import { ecrScannedAndImmutable } from "../../../../policies/rules/workload/ecr-scanned-and-immutable";
import { outputOf, resource, type RuleFixtures } from "../../fixture";
import type { Input, Inputs } from "../../kubernetes-fixture";

const account = "111122223333";
const provider = resource("pulumi:providers:aws", "aws", { allowedAccountIds: JSON.stringify([account]) });
const options = { provider: provider.urn };
const good = {
  name: "team/app",
  imageTagMutability: "IMMUTABLE",
  imageScanningConfiguration: { scanOnPush: true },
  encryptionConfigurations: [{ encryptionType: "KMS" }],
};
const repository = (inputs: Inputs = {}) =>
  resource("aws:ecr/repository:Repository", "r", { ...good, ...inputs }, options);
const lifecycle = resource(
  "aws:ecr/lifecyclePolicy:LifecyclePolicy",
  "l",
  { repository: outputOf(repository()), policy: "{}" },
  options,
);
const unscanned = { imageScanningConfiguration: null };
const scanning = (scanFrequency: Input, filter: Input) =>
  resource(
    "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
    "s",
    { rules: [{ scanFrequency, repositoryFilters: [{ filter, filterType: "WILDCARD" }] }] },
    options,
  );
const statement = (more: Inputs) => ({ Effect: "Allow", Action: "ecr:BatchGetImage", Principal: "*", ...more });
const policy = (...Statement: Inputs[]) =>
  resource("aws:ecr/repositoryPolicy:RepositoryPolicy", "p", { policy: JSON.stringify({ Statement }) }, options);
const root = (id: string) => ({ AWS: `arn:aws:iam::${id}:root` });
const push = ["ecr:PutImage", "ecr:UploadLayerPart"];
const template = (inputs: Inputs = {}) =>
  resource("aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate", "t", {
    ...good,
    prefix: "team",
    lifecyclePolicy: "{}",
    ...inputs,
  });
const scanPath = ["imageScanningConfiguration.scanOnPush"];

export const fixtures: RuleFixtures = {
  rule: ecrScannedAndImmutable,
  passes: [
    { when: "all is set", resources: [repository(), lifecycle] },
    {
      when: "some tags are excluded by name",
      resources: [
        repository({
          imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
          imageTagMutabilityExclusionFilters: [{ filter: "cache-*" }],
        }),
        lifecycle,
      ],
    },
    { when: "the registry scans all", resources: [repository(unscanned), lifecycle, scanning("CONTINUOUS_SCAN", "*")] },
    {
      when: "a filter takes names that begin so",
      resources: [repository(unscanned), lifecycle, scanning("SCAN_ON_PUSH", "team/*")],
    },
    {
      when: "a filter without a wildcard is in the name",
      resources: [repository(unscanned), lifecycle, scanning("SCAN_ON_PUSH", "app")],
    },
    {
      when: "Inspector scans images",
      resources: [
        repository(unscanned),
        lifecycle,
        resource("aws:inspector2/enabler:Enabler", "e", { resourceTypes: ["ECR"], accountIds: [account] }, options),
      ],
    },
    {
      when: "keys are the account's in development",
      resources: [repository({ encryptionConfigurations: [] }), lifecycle],
      parameters: { environment: "dev" },
    },
    {
      when: "the own account pushes",
      resources: [provider, policy(statement({ Action: push, Principal: root(account) }))],
    },
    { when: "another account pulls", resources: [provider, policy(statement({ Principal: root("444455556666") }))] },
    {
      when: "everybody of an organization pulls",
      resources: [policy(statement({ Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } } }))],
    },
    { when: "everybody is denied", resources: [policy(statement({ Effect: "Deny" }))] },
    { when: "a template sets all", resources: [template()] },
  ],
  fails: [
    {
      when: "tags can be moved by default",
      resources: [repository({ imageTagMutability: null }), lifecycle],
      paths: ["imageTagMutability"],
    },
    {
      when: "tags can be moved but for some",
      resources: [repository({ imageTagMutability: "MUTABLE_WITH_EXCLUSION" }), lifecycle],
      paths: ["imageTagMutability"],
    },
    {
      when: "all tags are excluded",
      resources: [
        repository({
          imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
          imageTagMutabilityExclusionFilters: [{ filter: "*" }],
        }),
        lifecycle,
      ],
      paths: ["imageTagMutabilityExclusionFilters[0].filter"],
    },
    { when: "nobody scans", resources: [repository(unscanned), lifecycle], paths: scanPath },
    {
      when: "the registry scans by hand",
      resources: [repository(unscanned), lifecycle, scanning("MANUAL", "*")],
      paths: scanPath,
    },
    {
      when: "the filter takes other names",
      resources: [repository(unscanned), lifecycle, scanning("SCAN_ON_PUSH", "app*")],
      paths: scanPath,
    },
    {
      when: "production uses the account's key",
      resources: [repository({ encryptionConfigurations: [{ encryptionType: "AES256" }] }), lifecycle],
      paths: ["encryptionConfigurations"],
    },
    { when: "images are kept forever", resources: [repository()], paths: ["lifecyclePolicy"], level: "advisory" },
    { when: "everybody pulls", resources: [policy(statement({}))], paths: ["policy"] },
    {
      when: "everybody is written as an AWS principal",
      resources: [policy(statement({ Principal: { AWS: "*" } }))],
      paths: ["policy"],
    },
    {
      when: "another account pushes",
      resources: [provider, policy(statement({ Action: push, Principal: root("444455556666") }))],
      paths: ["policy"],
    },
    {
      when: "another account may do anything",
      resources: [provider, policy(statement({ Action: "ecr:*", Principal: { AWS: "444455556666" } }))],
      paths: ["policy"],
    },
    {
      when: "a template leaves tags to be moved",
      resources: [template({ imageTagMutability: "MUTABLE" })],
      paths: ["imageTagMutability"],
    },
    {
      when: "a template lets everybody pull",
      resources: [template({ repositoryPolicy: JSON.stringify({ Statement: [statement({})] }) })],
      paths: ["repositoryPolicy"],
    },
  ],
  undecided: [
    {
      when: "the name is unknown, and a filter decides",
      resources: [repository({ ...unscanned, name: unknown }), lifecycle, scanning("SCAN_ON_PUSH", "team/*")],
    },
    {
      when: "Pulumi makes the name up, and a filter decides",
      resources: [repository({ ...unscanned, name: null }), lifecycle, scanning("SCAN_ON_PUSH", "team/*")],
    },
    { when: "the filter is unknown", resources: [repository(unscanned), lifecycle, scanning("SCAN_ON_PUSH", unknown)] },
    { when: "the mutability is unknown", resources: [repository({ imageTagMutability: unknown }), lifecycle] },
    {
      when: "the policy is unknown",
      resources: [resource("aws:ecr/repositoryPolicy:RepositoryPolicy", "p", { policy: unknown })],
    },
    {
      when: "the own account is unknown",
      resources: [
        resource("aws:ecr/repositoryPolicy:RepositoryPolicy", "p", {
          policy: JSON.stringify({ Statement: [statement({ Action: push, Principal: root(account) })] }),
        }),
      ],
    },
  ],
};
