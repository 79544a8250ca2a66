import { conditionsOf, everyValue } from "../../engine/iam/policy/conditions";
import { documentReads, judgeStatements } from "../../engine/iam/policy/documents";
import { isAllow, principalsOf } from "../../engine/iam/policy/statements";
import type { Property } from "../../engine/values/property";
import { violation, type Rule } from "../../engine/rule";
import { and, not, some, type Truth } from "../../engine/values/truth";

/** Services that act for any customer who asks them, and say for whom. */
const deputies = [
  ...["eks-fargate-pods", "vpc-flow-logs", "cloudtrail", "config", "delivery.logs", "logging.s3", "sns", "events"],
  ...["scheduler", "backup", "guardduty"],
].map((service) => `${service}.amazonaws.com`);

/** EventBridge states no source when it writes to a topic, or has its key encrypt: a condition would keep it out. */
const statesNoSource = new Set([
  ...["aws:sns/topic:Topic", "aws:sns/topicPolicy:TopicPolicy"],
  ...["aws:kms/key:Key", "aws:kms/keyPolicy:KeyPolicy", "aws:kms/replicaKey:ReplicaKey"],
]);

const sources = new Set(["aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid"]);

export const serviceTrustConfusedDeputy: Rule = {
  id: "IAM-15",
  name: "service-trust-confused-deputy",
  title: "Services are trusted on behalf of this account only",
  why: "A service that acts for anybody can be asked by a stranger to use what trusts it (the confused deputy problem).",
  fix: "Add a StringEquals condition on aws:SourceAccount.",
  level: "advisory",
  scope: "resource",
  references: { soc2: ["CC6.1"], hipaa: ["312(a)(1)"] },
  reads: documentReads("trust", "resource"),
  check(subject) {
    const judged = statesNoSource.has(subject.type)
      ? deputies.filter((service) => service !== "events.amazonaws.com")
      : deputies;
    return judgeStatements(subject, ["trust", "resource"], (statement) => {
      const { known, open } = principalsOf(statement);
      const named = known.filter(({ type, value }) => type === "Service" && value.is(...judged) === true);
      const services = named.map(({ value }) => value.shown()).join(", ");
      const isNamed = some(known, ({ type, value }) => (type === "Service" ? value.is(...judged) : false), open);
      return [
        violation(
          and(isAllow(statement), isNamed, not(hasSource(statement))),
          statement.child("Principal"),
          `The policy trusts ${services} on behalf of anybody.`,
        ),
      ];
    });
  },
};

function hasSource(statement: Property): Truth {
  const { known, open } = conditionsOf(statement);
  return some(
    known,
    (each) =>
      sources.has(each.key) && /^(foranyvalue:)?(string|arn)(equals|equalsignorecase|like)$/.test(each.operator)
        ? everyValue(each, (value) => not(value.matches(/^\**$/)))
        : false,
    open,
  );
}
