import { all, any, one, wide, type Escalation } from "./escalation";

const boundary = { defusedBy: "permissions boundary" } as const;
const itself = { modifiesItself: true } as const;

/** Combinations of actions on IAM and STS themselves. */
export const escalationsByIam: readonly Escalation[] = [
  { id: "ESC-01", how: "writes a new default version of a policy", needs: wide("iam:CreatePolicyVersion"), ...itself },
  {
    id: "ESC-02",
    how: "returns to a stronger old version of a policy",
    needs: wide("iam:SetDefaultPolicyVersion"),
    ...itself,
  },
  { id: "ESC-03", how: "joins a group of administrators", needs: wide("iam:AddUserToGroup") },
  {
    id: "ESC-04",
    how: "attaches an administrator's policy to a user or group",
    needs: wide("iam:AttachUserPolicy", "iam:AttachGroupPolicy"),
    ...boundary,
    ...itself,
  },
  {
    id: "ESC-05",
    how: "attaches an administrator's policy to a role that it can use",
    needs: wide("iam:AttachRolePolicy"),
    ...boundary,
    ...itself,
  },
  {
    id: "ESC-06",
    how: "writes an inline policy of a user or group",
    needs: wide("iam:PutUserPolicy", "iam:PutGroupPolicy"),
    ...boundary,
    ...itself,
  },
  {
    id: "ESC-07",
    how: "writes an inline policy of a role that it can use",
    needs: wide("iam:PutRolePolicy"),
    ...boundary,
    ...itself,
  },
  { id: "ESC-08", how: "makes access keys of other users", needs: wide("iam:CreateAccessKey") },
  {
    id: "ESC-09",
    how: "sets the console password of other users",
    needs: wide("iam:CreateLoginProfile", "iam:UpdateLoginProfile"),
  },
  { id: "ESC-10", how: "lets itself into a role", needs: wide("iam:UpdateAssumeRolePolicy"), ...itself },
  {
    id: "ESC-11",
    how: "removes or swaps its permissions boundary",
    needs: wide(
      "iam:DeleteRolePermissionsBoundary",
      "iam:DeleteUserPermissionsBoundary",
      "iam:PutRolePermissionsBoundary",
      "iam:PutUserPermissionsBoundary",
    ),
    ...itself,
  },
  {
    id: "ESC-12",
    how: "puts an identity provider of its own behind a trusted role",
    needs: one(
      any("iam:UpdateSAMLProvider"),
      all(any("iam:CreateOpenIDConnectProvider"), any("iam:UpdateAssumeRolePolicy", "iam:CreateRole")),
    ),
  },
  {
    id: "ESC-13",
    how: "makes an administrator's role and assumes it",
    needs: all(any("iam:CreateRole"), any("iam:AttachRolePolicy", "iam:PutRolePolicy"), any("sts:AssumeRole")),
    ...boundary,
  },
  { id: "ESC-14", how: "assumes any role whose trust names the account", needs: wide("sts:AssumeRole") },
];
