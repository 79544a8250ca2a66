import { keyTypes, lacksKey } from "../../engine/data/customer-key";
import type { Resource } from "../../engine/graph/resource";
import type { Property } from "../../engine/values/property";
import { violation, type Rule } from "../../engine/rule";
import { and, every, not, or, type Truth } from "../../engine/values/truth";

const trail = "aws:cloudtrail/trail:Trail";

export const cloudtrailComplete: Rule = {
  id: "LOG-04",
  name: "cloudtrail-complete",
  title: "CloudTrail records every management event of every region, encrypted, validated and delivered at once",
  why: "What an intruder does with the account's API is seen only where the trail covers it, and believed only where the log files cannot be changed.",
  fix: "Register a multi-region trail with log file validation, a key and a log group.",
  level: "production",
  scope: "resource and stack",
  references: {
    fsbp: ["CloudTrail.1", "CloudTrail.2", "CloudTrail.4", "CloudTrail.5"],
    soc2: ["CC7.2", "CC7.3"],
    hipaa: ["312(b)", "308(a)(1)(ii)(D)"],
  },
  reads: {
    [trail]: [
      "isMultiRegionTrail",
      "enableLogging",
      "enableLogFileValidation",
      "includeGlobalServiceEvents",
      "kmsKeyId",
      "cloudWatchLogsGroupArn",
      "eventSelectors[].readWriteType",
      "eventSelectors[].includeManagementEvents",
      "eventSelectors[].excludeManagementEventSources",
      "advancedEventSelectors[].fieldSelectors",
    ],
    "pulumi:pulumi:Stack": [],
  },
  follows: keyTypes,
  check(subject, { graph, parameters }) {
    if (subject.type === trail) return weaknesses(subject, lacksKey(subject, subject.at("kmsKeyId"), graph));
    // Alone, the stack shows none of its resources.
    if (!parameters.detectionBaselineHere || !graph.complete) return [];
    return [
      violation(graph.ofType(trail).length === 0, trail, "No trail records what is done in the account.", {
        fix: `Register ${trail}, or set detectionBaselineHere to false where another stack does.`,
      }),
    ];
  },
};

function weaknesses(subject: Resource, noKey: Truth) {
  const at = (path: string): Property => subject.at(path);
  const covers = (kind: "read" | "write"): Truth => recordsManagementEvents(subject, kind);
  return [
    violation(not(at("isMultiRegionTrail").isTrue()), "isMultiRegionTrail", "The trail records one region only.", {
      fix: "Set isMultiRegionTrail to true.",
    }),
    violation(at("enableLogging").isFalse(), "enableLogging", "The trail is switched off.", {
      fix: "Remove enableLogging, or set it to true.",
    }),
    violation(
      not(at("enableLogFileValidation").isTrue()),
      "enableLogFileValidation",
      "Nobody can tell whether log files were changed.",
      { fix: "Set enableLogFileValidation to true." },
    ),
    violation(
      at("includeGlobalServiceEvents").isFalse(),
      "includeGlobalServiceEvents",
      "The trail leaves out global services such as IAM.",
      { fix: "Remove includeGlobalServiceEvents, or set it to true." },
    ),
    violation(noKey, "kmsKeyId", "The trail has no key.", { fix: "Set kmsKeyId to a key that admits CloudTrail." }),
    violation(
      not(and(covers("read"), covers("write"))),
      at("advancedEventSelectors").isAbsent ? "eventSelectors" : "advancedEventSelectors",
      "The trail leaves out some management events.",
      { fix: "Select management events that read and that write, and exclude no source." },
    ),
    violation(
      at("cloudWatchLogsGroupArn").absent(),
      "cloudWatchLogsGroupArn",
      "Nothing delivers the events to a log group, where alarms could see them.",
      { fix: "Set cloudWatchLogsGroupArn and cloudWatchLogsRoleArn." },
    ),
  ];
}

/** Whether a trail records all management events that read, or all that write. Without any selector it does. */
function recordsManagementEvents(subject: Resource, kind: "read" | "write"): Truth {
  const basic = subject.at("eventSelectors");
  const advanced = subject.at("advancedEventSelectors");
  const isEmpty = (list: Property): Truth => not(list.some(() => true));
  return or(
    and(isEmpty(basic), isEmpty(advanced)),
    basic.some((selector) => selects(selector, kind)),
    advanced.some((selector) => selectsByFields(selector.at("fieldSelectors"), kind)),
  );
}

function selects(selector: Property, kind: "read" | "write"): Truth {
  const type = selector.at("readWriteType");
  return and(
    not(selector.at("includeManagementEvents").isFalse()),
    type.satisfies((value) => [undefined, "All", kind === "read" ? "ReadOnly" : "WriteOnly"].includes(value as string)),
    not(selector.at("excludeManagementEventSources").some(() => true)),
  );
}

/** Fields narrow what is selected: only the category, and whether events read, may be among them. */
function selectsByFields(fields: Property, kind: "read" | "write"): Truth {
  const { known, open } = fields.elements();
  return and(
    fields.some((field) => and(field.at("field").is("eventCategory"), equalsOnly(field, "Management"))),
    every(
      known,
      (field) =>
        or(
          field.at("field").is("eventCategory"),
          and(field.at("field").is("readOnly"), equalsOnly(field, kind === "read" ? "true" : "false")),
        ),
      open,
    ),
  );
}

function equalsOnly(field: Property, value: string): Truth {
  return and(
    field.at("equals").some(() => true),
    field.at("equals").every((element) => element.is(value)),
  );
}
