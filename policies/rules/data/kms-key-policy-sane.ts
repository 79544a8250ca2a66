import { hasPrincipalRestriction, isAllow, namesEverybody, statementsOf } from "../../engine/iam/policy/statements";
import { accountOfKey, empowersForeigners, isAdministrable, letsOthersAdminister } from "../../engine/data/key-policy";
import { violation, type Rule } from "../../engine/rule";
import { and, not } from "../../engine/values/truth";

export const kmsKeyPolicySane: Rule = {
  id: "DATA-02",
  name: "kms-key-policy-sane",
  title: "Key policies admit nobody unknown and leave the key with its account",
  why: "Whoever may change a key's policy owns what it encrypts; a key that nobody may change any more is lost with all its data.",
  fix: "Name principals of trusted accounts, with the actions that they need.",
  level: "mandatory",
  scope: "resource and stack",
  references: { fsbp: ["KMS.5"], soc2: ["CC6.1", "CC6.3"], hipaa: ["312(a)(1)", "312(a)(2)(iv)"] },
  reads: {
    "aws:kms/key:Key": ["policy", "bypassPolicyLockoutSafetyCheck"],
    "aws:kms/keyPolicy:KeyPolicy": ["policy", "bypassPolicyLockoutSafetyCheck"],
    "aws:kms/replicaKey:ReplicaKey": ["policy", "bypassPolicyLockoutSafetyCheck"],
  },
  check(key, { graph, parameters }) {
    const policy = key.at("policy");
    const bypass = key.at("bypassPolicyLockoutSafetyCheck");
    const conditions = [
      violation(bypass.isTrue(), bypass, "The policy may lock the account out of its own key.", {
        fix: "Leave bypassPolicyLockoutSafetyCheck out.",
      }),
    ];
    // Without a policy the service writes its own, which leaves the key with the account.
    if (policy.isAbsent) return conditions;
    const statements = statementsOf(policy);
    const { known, open, malformed } = statements;
    if (malformed)
      return [...conditions, violation(true, policy, "The policy is not JSON.", { fix: "Write a policy document." })];
    const own = accountOfKey(key, statements, graph);
    for (const statement of known) {
      const principal = statement.child("Principal");
      conditions.push(
        violation(
          and(isAllow(statement), namesEverybody(statement), not(hasPrincipalRestriction(statement))),
          principal,
          "The policy lets everybody use the key.",
        ),
        violation(
          empowersForeigners(statement, own, parameters.trustedAccounts),
          principal,
          "The policy lets another account change the key or pass it on.",
        ),
        violation(
          letsOthersAdminister(statement, parameters.kmsAdmins),
          principal,
          "The policy lets a principal change it that is neither the account nor a key administrator.",
          { fix: "Leave kms:PutKeyPolicy to the account's root, or list the principal in kmsAdmins." },
        ),
      );
    }
    conditions.push(
      violation(
        not(isAdministrable(statements, parameters.kmsAdmins)),
        policy,
        "Nobody who should be able to can change the policy.",
        {
          fix: "Let the account's root have kms:* on the key.",
        },
      ),
    );
    if (open) conditions.push(violation(open, policy, "A statement of the policy may admit anybody."));
    return conditions;
  },
};
