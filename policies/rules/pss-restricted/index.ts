import type { Rule } from "../../engine/rule";
import { capabilitiesDropped } from "./capabilities-dropped";
import { noPrivilegeEscalation } from "./no-privilege-escalation";
import { procMountDefault } from "./proc-mount-default";
import { runAsUserNotZero } from "./run-as-user-not-zero";
import { runsAsNonRoot } from "./runs-as-non-root";
import { seccompProfileSet } from "./seccomp-profile-set";
import { volumeTypesLimited } from "./volume-types-limited";

/** Pod Security Standards, restricted. */
export const pssRestrictedRules: readonly Rule[] = [
  volumeTypesLimited,
  noPrivilegeEscalation,
  runsAsNonRoot,
  runAsUserNotZero,
  seccompProfileSet,
  capabilitiesDropped,
  procMountDefault,
];
