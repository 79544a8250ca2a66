import { expand } from "../../engine/iam/policy/action-pattern";
import { documentReads, judgeStatements } from "../../engine/iam/policy/documents";
import { isLiteralStar, isTypeWide } from "../../engine/iam/policy/resource-pattern";
import { isScoped } from "../../engine/iam/policy/scoping-condition";
import { coversAction, isAllow } from "../../engine/iam/policy/statements";
import { violation, type Rule } from "../../engine/rule";
import { and, not, or, some, type Truth } from "../../engine/values/truth";

/** What gives out data rather than facts about resources. */
const dataReads = [
  ...["secretsmanager:GetSecretValue", "ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
  ...["s3:GetObject", "kms:Decrypt", "kms:ReEncryptFrom", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"],
  ...["sqs:ReceiveMessage", "ec2:GetPasswordData"],
];

export const dataReadsScoped: Rule = {
  id: "IAM-07",
  name: "data-reads-scoped",
  title: "Data is read from named resources only",
  why: "A grant to read every secret, bucket or table makes one stolen credential a breach of all data.",
  fix: "Name the secrets, parameters, buckets, keys, tables or queues, or add a condition on a tag of theirs.",
  level: "mandatory",
  scope: "resource",
  references: { fsbp: ["KMS.1", "KMS.2"], soc2: ["CC6.1", "C1.1"], hipaa: ["312(a)(1)", "502(b)"] },
  reads: documentReads("identity"),
  check(subject) {
    const actions = dataReads.flatMap((id) => expand(id).actions);
    return judgeStatements(subject, ["identity"], (statement) => {
      const judged = actions.map((action) => {
        const covers = coversAction(statement, action.id);
        const anywhere = (): Truth =>
          and(or(isLiteralStar(statement), isTypeWide(statement, action)), not(isScoped(statement, action)));
        return { id: action.id, truth: covers === false ? false : and(covers, anywhere()) };
      });
      const reads = some(judged, ({ truth }) => truth);
      const ids = judged.filter(({ truth }) => truth === true).map(({ id }) => id);
      return [
        violation(
          and(isAllow(statement), reads),
          statement.child("Resource"),
          `The policy allows ${ids.join(", ")} on every resource.`,
        ),
      ];
    });
  },
};
