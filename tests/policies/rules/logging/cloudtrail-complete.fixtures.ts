import { unknown } from "../../../../policies/engine/values/value";
import { cloudtrailComplete } from "../../../../policies/rules/logging/cloudtrail-complete";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;

const complete = {
  s3BucketName: "trail",
  isMultiRegionTrail: true,
  enableLogFileValidation: true,
  kmsKeyId: "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  cloudWatchLogsGroupArn: "arn:aws:logs:eu-west-1:111122223333:log-group:trail:*",
};
const trail = (inputs: Inputs = {}) => resource("aws:cloudtrail/trail:Trail", "trail", { ...complete, ...inputs });
const stack = resource("pulumi:pulumi:Stack", "stack", {}, { custom: false });
const key = resource("aws:kms/key:Key", "key");

const management = { field: "eventCategory", equals: ["Management"] };
const readOnly = (value: string) => ({ field: "readOnly", equals: [value] });
const advanced = (...selectors: readonly (readonly object[])[]) =>
  trail({ advancedEventSelectors: selectors.map((fieldSelectors) => ({ fieldSelectors })) as never });

export const fixtures: RuleFixtures = {
  rule: cloudtrailComplete,

  passes: [
    { when: "a trail covers everything", resources: [stack, trail()] },
    { when: "the key is made by the stack", resources: [key, trail({ kmsKeyId: outputOf(key) })] },
    {
      when: "one selector takes what reads and one what writes",
      resources: [trail({ eventSelectors: [{ readWriteType: "ReadOnly" }, { readWriteType: "WriteOnly" }] })],
    },
    {
      when: "a selector adds data events",
      resources: [
        trail({
          eventSelectors: [{ dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }] }],
        }),
      ],
    },
    {
      when: "advanced selectors take management events, and data events besides",
      resources: [advanced([management], [{ field: "eventCategory", equals: ["Data"] }])],
    },
    {
      when: "advanced selectors take what reads and what writes apart",
      resources: [advanced([management, readOnly("true")], [management, readOnly("false")])],
    },
  ],
  fails: [
    { when: "there is no trail", resources: [stack], paths: ["aws:cloudtrail/trail:Trail"], level: "production" },
    {
      when: "nothing but a bucket is said",
      resources: [resource("aws:cloudtrail/trail:Trail", "trail", { s3BucketName: "trail" })],
      paths: ["isMultiRegionTrail", "enableLogFileValidation", "kmsKeyId", "cloudWatchLogsGroupArn"],
    },
    { when: "it is switched off", resources: [trail({ enableLogging: false })], paths: ["enableLogging"] },
    {
      when: "global services are left out",
      resources: [trail({ includeGlobalServiceEvents: false })],
      paths: ["includeGlobalServiceEvents"],
    },
    {
      when: "only what writes is recorded",
      resources: [trail({ eventSelectors: [{ readWriteType: "WriteOnly" }] })],
      paths: ["eventSelectors"],
    },
    {
      when: "management events are left out",
      resources: [trail({ eventSelectors: [{ includeManagementEvents: false }] })],
      paths: ["eventSelectors"],
    },
    {
      when: "a source is left out",
      resources: [trail({ eventSelectors: [{ excludeManagementEventSources: ["kms.amazonaws.com"] }] })],
      paths: ["eventSelectors"],
    },
    {
      when: "advanced selectors leave out a source",
      resources: [advanced([management, { field: "eventSource", notEquals: ["kms.amazonaws.com"] }])],
      paths: ["advancedEventSelectors"],
    },
    {
      when: "advanced selectors take data events only",
      resources: [advanced([{ field: "eventCategory", equals: ["Data"] }])],
      paths: ["advancedEventSelectors"],
    },
  ],
  undecided: [
    { when: "it is unknown whether it covers all regions", resources: [trail({ isMultiRegionTrail: unknown })] },
    { when: "the selectors are unknown", resources: [trail({ eventSelectors: unknown })] },
    { when: "the key is unknown", resources: [trail({ kmsKeyId: unknown })] },
  ],
  outside: [
    {
      when: "another stack owns the trail",
      resources: [stack],
      parameters: { detectionBaselineHere: false },
    },
  ],
};
