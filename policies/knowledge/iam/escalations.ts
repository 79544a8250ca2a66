import type { Escalation, Need } from "./escalation";
import { escalationsByIam } from "./escalations-by-iam";
import { escalationsByServices } from "./escalations-by-services";

/**
 * The combinations of permissions that are known to end in full control of an account or a cluster. A condition that
 * takes the danger out of them is named with them.
 */
export const escalations: readonly Escalation[] = [...escalationsByIam, ...escalationsByServices];

/** Every action that some combination asks for. */
export const escalationActions: readonly string[] = [
  ...new Set(["iam:PassRole", ...escalations.flatMap(({ needs }) => actionsIn(needs))]),
];

function actionsIn(need: Need): readonly string[] {
  if (need.kind === "action") return [need.action];
  return need.kind === "pass" ? [] : need.needs.flatMap(actionsIn);
}
