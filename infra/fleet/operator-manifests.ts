import { stringify } from "yaml";
import { FleetError, type Fleet, type FleetStack } from "./fleet-file";

/** The version of the operator whose `Stack` these manifests are. */
export const operatorVersion = "v2.9.0";

/**
 * The fleet as objects of the Pulumi Kubernetes Operator: one `Stack` each, those of a wave after all of the wave before.
 * The policies hold as on a person's machine, since the CLI reads its options from the environment.
 * @throws FleetError when the fleet file does not say how the operator runs it, or two names become one.
 * @see https://github.com/pulumi/pulumi-kubernetes-operator/blob/master/docs/stacks.md
 */
export function operatorManifests(fleet: Fleet, policiesOf: (stack: FleetStack) => string): string {
  const { operator } = fleet;
  if (operator === undefined)
    throw new FleetError(
      'operator: nothing says where the operator finds this project; write "operator: { repository: https://… }".',
    );
  const names = fleet.waves.flatMap(({ stacks }) => stacks.map(({ stack }) => objectName(stack)));
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined)
    throw new FleetError(
      `waves: two stacks would be the object "${twice}" of the operator, where names have no case; rename one.`,
    );
  return fleet.waves
    .flatMap(({ stacks }, index) => {
      const before = fleet.waves[index - 1]?.stacks ?? [];
      return stacks.map((stack) => stackObject(fleet, operator, stack, before, policiesOf(stack)));
    })
    .map((object) => stringify(object))
    .join("---\n");
}

function stackObject(
  { backend, secretsProvider }: Fleet,
  operator: NonNullable<Fleet["operator"]>,
  { stack, profile }: FleetStack,
  before: readonly FleetStack[],
  policies: string,
) {
  const { namespace, repository, commit, branch, serviceAccount, image, credentials } = operator;
  return {
    apiVersion: "pulumi.com/v1",
    kind: "Stack",
    metadata: { name: objectName(stack), namespace },
    spec: {
      stack,
      backend,
      ...(secretsProvider !== undefined && { secretsProvider }),
      projectRepo: repository,
      ...(commit === undefined ? { branch } : { commit }),
      serviceAccountName: serviceAccount,
      // A deleted object must never delete a platform.
      destroyOnFinalize: false,
      refresh: true,
      retryOnUpdateConflict: false,
      workspaceReclaimPolicy: "Delete",
      envRefs: {
        ...literal("PULUMI_OPTION_POLICY_PACK", "policies"),
        ...literal("PULUMI_OPTION_POLICY_PACK_CONFIG", policies),
        ...(profile !== undefined && literal("AWS_PROFILE", profile)),
        ...(credentials !== undefined && {
          PULUMI_ACCESS_TOKEN: { type: "Secret", secret: { name: credentials.secret, key: credentials.key } },
        }),
      },
      ...(before.length > 0 && { prerequisites: before.map((earlier) => ({ name: objectName(earlier.stack) })) }),
      workspaceTemplate: {
        spec: {
          image,
          securityProfile: "restricted",
          resources: { requests: { cpu: "500m", memory: "1Gi" }, limits: { memory: "2Gi" } },
        },
      },
    },
  };
}

/** Names of objects have no capitals, underscores or trailing punctuation; names of stacks may. */
function objectName(stack: string): string {
  return stack
    .toLowerCase()
    .replace(/[^a-z0-9.-]/g, "-")
    .replace(/[.-]+$/, "");
}

function literal(name: string, value: string) {
  return { [name]: { type: "Literal", literal: { value } } };
}
