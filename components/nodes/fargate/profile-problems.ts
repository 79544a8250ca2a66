import type { FargateProfileSettings, FargateSelector } from "./selectors";

/** What is wrong with one profile, and where in the list. */
export interface ProfileProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Quotas of EKS, the second and third of which cannot be raised. */
const mostProfiles = 10;
const mostSelectors = 5;
const mostLabels = 5;

/** EKS takes 100 characters, of which nine are for what changes with a replacement. */
const longestName = 91;

/**
 * Why EKS would refuse profiles, at `up` and one by one.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/fargate-profile.html
 */
export function profileProblems(profiles: readonly FargateProfileSettings[]): readonly ProfileProblem[] {
  const many = profiles.length > mostProfiles;
  return [
    ...(many
      ? [
          {
            path: [],
            message: `has ${String(profiles.length)} profiles, and a cluster takes ${String(mostProfiles)}; put selectors together, up to ${String(mostSelectors)} in each.`,
          },
        ]
      : []),
    ...profiles.flatMap((profile, index) => [
      ...nameProblems(profiles, profile.name, index),
      ...selectorCountProblems(profile, index),
      ...profile.selectors.flatMap((selector, position) => selectorProblems(selector, [index, "selectors", position])),
    ]),
  ];
}

function nameProblems(profiles: readonly FargateProfileSettings[], name: string, index: number): ProfileProblem[] {
  const path = [index, "name"];
  if (!/^[0-9A-Za-z][\w-]*$/.test(name) || name.length > longestName || name.startsWith("eks-"))
    return [
      {
        path,
        message: `"${name}" is not a name of at most ${String(longestName)} letters, digits, hyphens and underscores that begins with neither of the latter nor with "eks-"; write, for example, "system".`,
      },
    ];
  const twin = profiles.findIndex((other) => other.name === name);
  return twin === index
    ? []
    : [{ path, message: `"${name}" is already the name of profile ${String(twin)}; give each its own.` }];
}

function selectorCountProblems({ selectors }: FargateProfileSettings, index: number): ProfileProblem[] {
  if (selectors.length >= 1 && selectors.length <= mostSelectors) return [];
  return [
    {
      path: [index, "selectors"],
      message: `has ${String(selectors.length)} selectors, and a profile takes 1 to ${String(mostSelectors)}; ${
        selectors.length === 0
          ? "name a namespace"
          : 'spread them over several profiles, or use wildcards as in "team-*"'
      }.`,
    },
  ];
}

function selectorProblems({ namespace, labels = {} }: FargateSelector, path: (string | number)[]): ProfileProblem[] {
  const count = Object.keys(labels).length;
  return [
    ...(/^[a-z0-9*?]([a-z0-9*?-]{0,61}[a-z0-9*?])?$/.test(namespace)
      ? []
      : [
          {
            path: [...path, "namespace"],
            message: `"${namespace}" is not the name of a namespace, of at most 63 lower-case letters, digits and hyphens, with * and ? as wildcards; write, for example, "team-*".`,
          },
        ]),
    ...(count > mostLabels
      ? [
          {
            path: [...path, "labels"],
            message: `has ${String(count)} labels, and a selector takes ${String(mostLabels)}; keep those that tell the pods apart.`,
          },
        ]
      : []),
    ...Object.entries(labels).flatMap(([key, value]) =>
      /^([a-z0-9.*?-]+\/)?[A-Za-z0-9*?]([\w.*?-]{0,61}[A-Za-z0-9*?])?$/.test(key) &&
      /^[A-Za-z0-9*?]([\w.*?-]{0,61}[A-Za-z0-9*?])?$/.test(value)
        ? []
        : [
            {
              path: [...path, "labels"],
              message: `"${key}: ${value}" is not a label of Kubernetes; write one such as "app.kubernetes.io/name: web".`,
            },
          ],
    ),
  ];
}
