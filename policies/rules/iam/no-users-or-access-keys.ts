import { violation, type Rule } from "../../engine/rule";

const forbidden: Readonly<Record<string, string>> = {
  "aws:iam/user:User": "An IAM user is made.",
  "aws:iam/accessKey:AccessKey": "A long-lived access key is made, and its secret is kept in the state.",
  "aws:iam/userLoginProfile:UserLoginProfile": "An IAM user gets a password.",
  "aws:iam/userPolicy:UserPolicy": "A policy is written for one user.",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": "A policy is attached to one user.",
  "aws:iam/serviceSpecificCredential:ServiceSpecificCredential": "A long-lived credential of a user is made.",
};

export const noUsersOrAccessKeys: Rule = {
  id: "IAM-17",
  name: "no-users-or-access-keys",
  title: "Nobody has a long-lived credential",
  why: "Access keys and passwords leak and stay valid; sessions of a role end by themselves.",
  fix: "Let people come through IAM Identity Center, and workloads by a role.",
  level: "mandatory",
  scope: "resource",
  references: { fsbp: ["IAM.2"], soc2: ["CC6.1", "CC6.2"], hipaa: ["312(d)"] },
  reads: Object.fromEntries(Object.keys(forbidden).map((type) => [type, []])),
  check({ type }) {
    return [violation(true, "", forbidden[type] ?? "A long-lived credential is made.")];
  },
};
