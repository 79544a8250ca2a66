/** People of an identity provider, who alone sign in: there are no passwords of Argo CD's own. */
export interface SignIn {
  /** URL of the OpenID Connect issuer. */
  readonly issuer: string;
  readonly clientId: string;
  /**
   * Where the client's secret is in the cluster: a Secret of Argo CD's namespace and its key. Default none: a public client,
   * which proves itself with PKCE.
   */
  readonly clientSecret?: { readonly secretName: string; readonly key: string } | undefined;
  /** Groups that may do everything, and groups that see everything. Everybody else sees the projects of their own groups. */
  readonly adminGroups: readonly string[];
  readonly readerGroups: readonly string[];
}

/** When applications of tenants are, or are not, brought up to date. */
export interface SyncWindow {
  readonly kind: "allow" | "deny";
  /** When it begins, as a cron expression of five fields. */
  readonly schedule: string;
  /** Such as `8h` or `30m`. */
  readonly duration: string;
  /** Such as `Europe/Berlin`. Default `UTC`. */
  readonly timeZone?: string | undefined;
  /** Whether people may still start one by hand. Default false. */
  readonly manualSync?: boolean | undefined;
}

/** What a tenant delivers, and who sees it. */
export interface TenantProject {
  /** Name of the project, the tenant's. */
  readonly name: string;
  /** The one namespace that it delivers to. */
  readonly namespace: string;
  /** URLs of repositories of manifests or charts. */
  readonly repositories: readonly string[];
  /** Groups that see the project's applications and start their syncs. */
  readonly groups: readonly string[];
}

/** Where the applications of all tenants are written down, by the platform's own people. */
export interface RootSource {
  readonly repository: string;
  /** Folder with one Application in each file. */
  readonly path: string;
  /** Branch or tag. */
  readonly revision: string;
}

/** What is wrong with a field: where, and a sentence. */
export interface ArgoCdProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Everything that would let nobody in, or a tenant deliver nothing or anything. */
export function argoCdProblems(settings: {
  readonly signIn: SignIn;
  readonly projects: readonly Omit<TenantProject, "namespace">[];
  readonly root: RootSource;
  readonly syncWindows: readonly SyncWindow[];
}): readonly ArgoCdProblem[] {
  const { signIn, projects, root, syncWindows } = settings;
  return [
    ...signInProblems(signIn),
    ...projects.flatMap((project, index) => projectProblems(project, index, projects)),
    ...repositoryProblems(["root", "repository"], root.repository),
    ...syncWindows.flatMap(windowProblems),
  ];
}

function signInProblems({ issuer, adminGroups, readerGroups }: SignIn): readonly ArgoCdProblem[] {
  const groups = { adminGroups, readerGroups };
  return [
    ...(/^https:\/\/[a-z0-9.-]+(:[0-9]+)?(\/[^\s?#]*)?$/.test(issuer)
      ? []
      : [
          {
            path: ["signIn", "issuer"],
            message: `"${issuer}" is not an address with https, so that anybody on the way could sign in; write one such as "https://login.example.com".`,
          },
        ]),
    ...(adminGroups.length === 0
      ? [
          {
            path: ["signIn", "adminGroups"],
            message: "nobody is named, and there is no other administrator; name a group.",
          },
        ]
      : []),
    ...Object.entries(groups).flatMap(([field, names]) =>
      names.flatMap((group, index) => groupProblems(["signIn", field, index], group)),
    ),
  ];
}

function projectProblems(
  { name, repositories, groups }: Omit<TenantProject, "namespace">,
  index: number,
  all: readonly Omit<TenantProject, "namespace">[],
): readonly ArgoCdProblem[] {
  const path = ["projects", index];
  const first = all.findIndex((other) => other.name === name);
  return [
    ...(first === index
      ? []
      : [{ path, message: `"${name}" has a project already, "projects.${first}"; write both as one.` }]),
    ...(repositories.length === 0
      ? [
          {
            path: [...path, "repositories"],
            message: `nothing is named, so that "${name}" could deliver nothing; name a repository, or leave the project out.`,
          },
        ]
      : []),
    ...repositories.flatMap((repository, at) => repositoryProblems([...path, "repositories", at], repository)),
    ...groups.flatMap((group, at) => groupProblems([...path, "groups", at], group)),
  ];
}

/** Argo CD matches repositories by pattern, and calls no server that its namespace may not reach. */
function repositoryProblems(path: readonly (string | number)[], repository: string): readonly ArgoCdProblem[] {
  if (/^(https:\/\/|oci:\/\/)?[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+(\/[\w.~%+-]+)+\/?$/.test(repository)) return [];
  return [
    {
      path,
      message: `"${repository}" is not the address of one repository over https, without wildcards; write one such as "https://github.com/acme/shop".`,
    },
  ];
}

/** A group stands in a line of a policy, where a comma would begin the next field. */
function groupProblems(path: readonly (string | number)[], group: string): readonly ArgoCdProblem[] {
  if (/^[^\s,"#][^,"#\r\n]*$/.test(group) && !group.startsWith("role:")) return [];
  return [
    {
      path,
      message: `"${group}" cannot stand in a policy of Argo CD; write the group's name without commas, quotes and "role:".`,
    },
  ];
}

function windowProblems({ schedule, duration }: SyncWindow, index: number): readonly ArgoCdProblem[] {
  const path = ["syncWindows", index];
  return [
    ...(/^(\S+ ){4}\S+$/.test(schedule)
      ? []
      : [
          {
            path: [...path, "schedule"],
            message: `"${schedule}" is not a cron expression of five fields; write one such as "0 22 * * 5".`,
          },
        ]),
    ...(/^([0-9]+h)?([0-9]+m)?$/.test(duration) && duration !== ""
      ? []
      : [
          {
            path: [...path, "duration"],
            message: `"${duration}" is not a duration in hours and minutes; write one such as "8h" or "1h30m".`,
          },
        ]),
  ];
}
