import type { Resource } from "../../engine/graph/resource";
import { accountOfStack, accountPrincipal } from "../../engine/iam/account";
import { conditionsOf, everyValue } from "../../engine/iam/policy/conditions";
import { documentReads, judgeStatements } from "../../engine/iam/policy/documents";
import { isForNetworks } from "../../engine/iam/policy/network-condition";
import {
  hasPrincipalRestriction,
  isAllow,
  namesEverybody,
  principalsOf,
  someCondition,
  type Principal,
} from "../../engine/iam/policy/statements";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Context, type Rule } from "../../engine/rule";
import { and, not, or, some, type Truth } from "../../engine/values/truth";

const lambdaPermission = "aws:lambda/permission:Permission";

/** In either class. */
const searchDomains: readonly string[] = ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"];

/** Types with a resource policy that no other rule asks the same of, as those of KMS, S3, Secrets Manager and ECR. */
const openable: Readonly<Record<string, readonly string[]>> = {
  "aws:sqs/queue:Queue": ["policy"],
  "aws:sqs/queuePolicy:QueuePolicy": ["policy"],
  "aws:sns/topic:Topic": ["policy"],
  "aws:sns/topicPolicy:TopicPolicy": ["policy"],
  "aws:efs/fileSystemPolicy:FileSystemPolicy": ["policy"],
  "aws:dynamodb/resourcePolicy:ResourcePolicy": ["policy"],
  "aws:backup/vaultPolicy:VaultPolicy": ["policy"],
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": ["policy"],
  "aws:kinesis/resourcePolicy:ResourcePolicy": ["policy"],
  "aws:msk/clusterPolicy:ClusterPolicy": ["policy"],
  "aws:ecr/registryPolicy:RegistryPolicy": ["policy"],
  "aws:glue/resourcePolicy:ResourcePolicy": ["policy"],
  ...Object.fromEntries(searchDomains.map((type) => [type, ["accessPolicies", "vpcOptions"]])),
};

export const trustNotPublic: Rule = {
  id: "IAM-14",
  name: "trust-not-public",
  title: "Roles are assumed by known accounts only, and nothing is open to everybody",
  why: "A role that trusts everybody, or a stranger's account without an external id, is a role for others to use; so is a queue, a topic or a function whose policy admits everybody.",
  fix: "Name the principals, or add the account to trustedAccounts.",
  level: "mandatory",
  scope: "resource",
  references: { soc2: ["CC6.1", "CC6.6"], hipaa: ["312(a)(1)", "312(d)"] },
  reads: { ...documentReads("trust"), ...openable, [lambdaPermission]: ["principal"] },
  check(role, context) {
    if (role.type === lambdaPermission) return permissionConditions(role);
    if (Object.hasOwn(openable, role.type)) return resourceConditions(role, context);
    return judgeStatements(role, ["trust"], (statement) => {
      const principal = statement.child("Principal");
      const { known, open } = principalsOf(statement);
      return [
        violation(
          and(isAllow(statement), namesEverybody(statement), not(hasPrincipalRestriction(statement))),
          principal,
          "The trust policy lets everybody assume the role.",
        ),
        violation(
          and(
            isAllow(statement),
            some(known, (each) => isStranger(each, role, context), open),
            not(isLimited(statement)),
          ),
          principal,
          "The trust policy lets another account assume the role.",
          { fix: "Ask for sts:ExternalId or for an organization, or add the account to trustedAccounts." },
        ),
      ];
    });
  },
};

function resourceConditions(resource: Resource, context: Context): readonly Condition[] {
  // Who is not in the network of the domain does not reach it, whatever its policy says.
  const isPrivate = searchDomains.includes(resource.type) ? resource.at("vpcOptions").present() : false;
  return judgeStatements(resource, ["resource"], (statement) => [
    violation(
      and(
        isAllow(statement),
        namesEverybody(statement),
        not(
          or(
            hasPrincipalRestriction(statement),
            isByMountTarget(statement),
            isForNetworks(statement, context),
            isPrivate,
          ),
        ),
      ),
      statement.child("Principal"),
      "The resource policy admits everybody.",
      { fix: "Name principals, or add a condition on an account, an organization or the resource that it acts for." },
    ),
  ]);
}

/** Whether a statement is about clients that reach a file system through its mount targets, which are in the VPC. */
function isByMountTarget(statement: Property): Truth {
  return someCondition(statement, (operator, key, values) =>
    /^bool$/i.test(operator) && key.toLowerCase() === "elasticfilesystem:accessedviamounttarget"
      ? values.isTrue()
      : false,
  );
}

function permissionConditions(permission: Resource): readonly Condition[] {
  const principal = permission.at("principal");
  const narrowing = ["sourceArn", "sourceAccount", "principalOrgId"].map((key) => permission.at(key).present());
  // A function URL that asks for signatures admits those alone who may invoke it by IAM as well.
  const isSigned = permission.at("functionUrlAuthType").is("AWS_IAM");
  return [
    violation(
      and(principal.is("*"), not(or(...narrowing, isSigned))),
      principal,
      "The permission lets everybody invoke the function.",
      { fix: "Name a principal, or set sourceArn, sourceAccount or principalOrgId." },
    ),
  ];
}

function isStranger(principal: Principal, role: Resource, { graph, parameters }: Context): Truth {
  const account = accountPrincipal(principal);
  if (account === undefined || parameters.trustedAccounts.includes(account)) return false;
  const own = accountOfStack(role, graph);
  return own === undefined
    ? { path: principal.value.path, reason: "the account of the stack is not known, so this one may be it" }
    : account !== own;
}

/** Whether a statement asks for an external id or for an organization. */
function isLimited(statement: Property): Truth {
  const { known, open } = conditionsOf(statement);
  return some(
    known,
    (each) =>
      /^(foranyvalue:)?string(equals|equalsignorecase|like)$/.test(each.operator) &&
      /^(sts:externalid|aws:principalorg(id|paths))$/.test(each.key)
        ? everyValue(each, (value) => not(value.matches(/^\**$/)))
        : false,
    open,
  );
}
