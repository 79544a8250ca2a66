import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import {
  ChartRelease,
  charts,
  ControllerNamespace,
  type ChartCluster,
  type ControllerNamespaceArgs,
} from "../../charts";
import type { OrderedOptions } from "../../options";
import { argoCdProblems, type RootSource, type SignIn, type SyncWindow, type TenantProject } from "./argo-cd-settings";
import { argoCdValues, serverPort } from "./argo-cd-values";
import { createEntrance, type EntranceArgs } from "./entrance";
import { projectAdmission } from "./project-admission";
import { rootApplicationSpec, rootProject, rootProjectSpec, tenantProjectSpec } from "./projects";
import { registryCredentials } from "./registry-credentials";
import { tenantRights } from "./tenant-rights";

/** The namespace of Argo CD. */
export const argoCdNamespace = charts["argo-cd"].namespace;

/** A tenant's project, and what has to be there before Argo CD looks at its namespace. */
export interface ArgoCdProject extends TenantProject {
  readonly ready: readonly pulumi.Resource[];
}

export interface ArgoCdArgs {
  readonly cluster: ChartCluster & ControllerNamespaceArgs["cluster"];
  /** Ranges of the VPC: load balancers call the server from there, and so does who is connected to it. */
  readonly cidrs: readonly string[];
  /** Host name by which people reach it. */
  readonly host: string;
  readonly signIn: SignIn;
  readonly projects: readonly ArgoCdProject[];
  readonly root: RootSource;
  /** Default none: applications are brought up to date at any time. */
  readonly syncWindows?: readonly SyncWindow[];
  /** Whether its parts run twice, and Redis three times. Default true. */
  readonly highlyAvailable?: boolean;
  /** Brings secrets to its namespace. @returns what its pods wait for. Default none. */
  readonly deliverSecrets?: (namespace: ReadyNamespace) => readonly pulumi.Resource[];
  /** Role that may pull charts from the account's registry, which the External Secrets Operator takes on. Default none. */
  readonly registryRoleArn?: string | undefined;
  /** A load balancer in front of it. Default none: it is reached by port forwarding. */
  readonly entrance?: Omit<EntranceArgs, "host" | "namespace"> | undefined;
}

interface ReadyNamespace {
  readonly name: string;
  readonly ready: readonly pulumi.Resource[];
}

/**
 * Argo CD for the tenants of a cluster: each has a project that delivers from its own repositories to its own namespace, with
 * the rights of its developers there and with none elsewhere. One application holds all others, and goes first when the
 * cluster does, with all that they made. People sign in by OpenID Connect; nobody has a password.
 * Idle cost: about one CPU and two GiB of the nodes, half of that without high availability.
 * @throws when nobody could sign in, or a project could deliver nothing or from anywhere.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/security/
 */
export class ArgoCd extends pulumi.ComponentResource {
  /** The root application: whatever comes after all that Argo CD delivers waits for it. */
  readonly root: k8s.apiextensions.CustomResource;

  constructor(name: string, args: ArgoCdArgs, { dependsOn, ...opts }: OrderedOptions) {
    const { cluster, host, signIn, projects, root, syncWindows = [] } = args;
    const problems = argoCdProblems({ signIn, projects, root, syncWindows });
    if (problems.length > 0)
      throw new Error(problems.map(({ path, message }) => `Argo CD: ${path.join(".")} ${message}`).join("\n"));
    super("platform:delivery:ArgoCd", name, { host, projects: projects.map((project) => project.name) }, opts);
    const namespace = new ControllerNamespace(
      name,
      {
        name: argoCdNamespace,
        cluster,
        podSecurity: charts["argo-cd"].podSecurity,
        cidrs: args.cidrs,
        openPorts: [serverPort],
      },
      { parent: this },
    );
    const inCluster = { parent: this, provider: cluster.kubernetes, deletedWith: cluster.resource };
    const secrets = args.deliverSecrets?.({ name: argoCdNamespace, ready: namespace.ready }) ?? [];
    const credentials = createCredentials(name, args, { ...inCluster, dependsOn: [...namespace.ready, ...secrets] });
    const rights = projects.flatMap((project) =>
      tenantRights(
        `${name}-${project.name}`,
        { namespace: project.namespace, argoNamespace: argoCdNamespace },
        { ...inCluster, dependsOn: [...project.ready] },
      ),
    );
    const admission = projectAdmission(name, [rootProject, ...projects.map((project) => project.name)], inCluster);
    const first = [...namespace.ready, ...secrets, ...credentials, ...rights, ...admission];
    const { release } = createRelease(this, name, args, [...dependsOn, ...first]);
    const owned = createProjects(name, args, { ...inCluster, dependsOn: [release] });
    const provider = cluster.kubernetes;
    this.root = createRoot(name, root, { parent: this, provider, dependsOn: [release, ...first, ...owned] });
    if (args.entrance !== undefined)
      createEntrance(
        name,
        { ...args.entrance, host, namespace: argoCdNamespace },
        { parent: this, provider, dependsOn: [release, ...args.entrance.ready] },
      );
    this.registerOutputs({ host });
  }
}

function createCredentials(
  name: string,
  { cluster: { location }, registryRoleArn: roleArn }: ArgoCdArgs,
  opts: pulumi.CustomResourceOptions,
): readonly pulumi.Resource[] {
  if (roleArn === undefined) return [];
  return [registryCredentials(`${name}-registry`, { location, namespace: argoCdNamespace, roleArn }, opts)];
}

function createRelease(parent: ArgoCd, name: string, args: ArgoCdArgs, dependsOn: readonly pulumi.Resource[]) {
  const { cluster, host, signIn, projects, highlyAvailable = true } = args;
  return new ChartRelease(
    name,
    {
      cluster,
      chart: "argo-cd",
      // The names of its service accounts begin with this one.
      releaseName: "argocd",
      values: argoCdValues({ host, namespace: argoCdNamespace, signIn, projects, highlyAvailable }),
      // Load balancers and volumes of what it delivers: it takes them away while it still runs.
      makesAwsResources: true,
      timeoutInSeconds: 900,
    },
    { parent, dependsOn },
  );
}

function createProjects(
  name: string,
  { projects, root, syncWindows = [] }: ArgoCdArgs,
  opts: pulumi.CustomResourceOptions,
): readonly pulumi.Resource[] {
  const project = (projectName: string, spec: object) =>
    new k8s.apiextensions.CustomResource(
      `${name}-${projectName}`,
      {
        apiVersion: "argoproj.io/v1alpha1",
        kind: "AppProject",
        metadata: { name: projectName, namespace: argoCdNamespace },
        spec,
      },
      opts,
    );
  return [
    project(rootProject, rootProjectSpec(root, argoCdNamespace)),
    ...projects.map((tenant) => project(tenant.name, tenantProjectSpec(tenant, syncWindows))),
  ];
}

/** With its finalizer it is gone only once all that it made is, and that by a controller that still runs. */
function createRoot(name: string, root: RootSource, opts: pulumi.CustomResourceOptions) {
  return new k8s.apiextensions.CustomResource(
    `${name}-root`,
    {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Application",
      metadata: {
        name: "root",
        namespace: argoCdNamespace,
        finalizers: ["resources-finalizer.argocd.argoproj.io"],
      },
      spec: rootApplicationSpec(root, argoCdNamespace),
    },
    { ...opts, customTimeouts: { delete: "45m" } },
  );
}
