import { noUsersOrAccessKeys } from "../../../../policies/rules/iam/no-users-or-access-keys";
import { resource, type RuleFixtures } from "../../fixture";
import { role } from "../../iam-fixture";

const types = ["user:User", "accessKey:AccessKey", "userLoginProfile:UserLoginProfile", "userPolicy:UserPolicy"];
const more = ["userPolicyAttachment:UserPolicyAttachment", "serviceSpecificCredential:ServiceSpecificCredential"];

export const fixtures: RuleFixtures = {
  rule: noUsersOrAccessKeys,
  // That something of the kind exists is the violation: there is nothing that could pass, or be unknown.
  passes: [],
  fails: [...types, ...more].map((type) => ({
    when: `there is a ${type.split(":")[1] ?? ""}`,
    resources: [resource(`aws:iam/${type}`, "x")],
    paths: [""],
  })),
  undecided: [],
  outside: [{ when: "there are roles only", resources: [role("app")] }],
};
