import type { GraphResource, ResourceGraph } from "../../policies/engine/graph/resource";
import { graphOf, outputOf, resource } from "../policies/fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;

const account = "111122223333";
const tags = { owner: "platform", environment: "prod", "cost-center": "cc-1000", service: "shop" };

/** A cluster and as many teams on it as make the number of resources asked for. What they are is the same each time. */
export function estate(resources: number): ResourceGraph {
  const platform = platformParts();
  const all = [...platform];
  for (let index = 0; all.length < resources; index++) all.push(...teamParts(`team-${index}`, platform));
  return graphOf(all.slice(0, resources));
}

/** A VPC over three zones, a cluster with its add-ons, and one node group. */
function platformParts(): readonly GraphResource[] {
  const aws = resource("pulumi:providers:aws", "aws", { region: "eu-west-1" });
  const cloud = (type: string, name: string, inputs: Inputs): GraphResource =>
    resource(`aws:${type}`, name, { tags, ...inputs }, { provider: aws.urn });
  const vpc = cloud("ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
  const routes = cloud("ec2/routeTable:RouteTable", "private", { vpcId: outputOf(vpc) });
  const zones = ["a", "b", "c"].map((zone, index) =>
    cloud("ec2/subnet:Subnet", `private-${zone}`, {
      vpcId: outputOf(vpc),
      cidrBlock: `10.0.${index * 32}.0/19`,
      availabilityZone: `eu-west-1${zone}`,
      mapPublicIpOnLaunch: false,
    }),
  );
  const associations = zones.map((subnet) =>
    cloud("ec2/routeTableAssociation:RouteTableAssociation", subnet.name, {
      subnetId: outputOf(subnet),
      routeTableId: outputOf(routes),
    }),
  );
  const key = cloud("kms/key:Key", "key", { enableKeyRotation: true, policy: keyPolicy() });
  const nodeRole = cloud("iam/role:Role", "nodes", {
    name: "nodes",
    assumeRolePolicy: trust("ec2.amazonaws.com", "sts:AssumeRole"),
  });
  const cluster = cloud("eks/cluster:Cluster", "cluster", {
    name: "shop",
    version: "1.34",
    deletionProtection: true,
    accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
    enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
    encryptionConfig: { provider: { keyArn: outputOf(key) }, resources: ["secrets"] },
    vpcConfig: {
      endpointPrivateAccess: true,
      endpointPublicAccess: false,
      subnetIds: zones.map((subnet) => outputOf(subnet)),
    },
  });
  const addons = ["vpc-cni", "coredns", "kube-proxy", "eks-pod-identity-agent"].map((addonName) =>
    cloud("eks/addon:Addon", addonName, {
      clusterName: outputOf(cluster),
      addonName,
      addonVersion: "v1.20.4-eksbuild.1",
    }),
  );
  const template = cloud("ec2/launchTemplate:LaunchTemplate", "nodes", {
    metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
    blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true", volumeSize: 50 } }],
  });
  const nodes = cloud("eks/nodeGroup:NodeGroup", "nodes", {
    clusterName: outputOf(cluster),
    nodeRoleArn: outputOf(nodeRole),
    subnetIds: zones.map((subnet) => outputOf(subnet)),
    launchTemplate: { id: outputOf(template), version: outputOf(template) },
    scalingConfig: { minSize: 3, desiredSize: 3, maxSize: 9 },
  });
  const kubernetes = resource("pulumi:providers:kubernetes", "kubernetes", { kubeconfig: outputOf(cluster) });
  const provided = [vpc, routes, ...zones, ...associations, key, nodeRole, cluster, ...addons, template, nodes];
  return [aws, kubernetes, ...provided];
}

/** A team's namespace with two workloads in it, and what they use in AWS. */
function teamParts(team: string, platform: readonly GraphResource[]): readonly GraphResource[] {
  const provider = (name: string) => platform.find(({ type }) => type === `pulumi:providers:${name}`)?.urn;
  const cluster = platform.filter(({ type }) => type === "aws:eks/cluster:Cluster");
  const component = resource("platform:tenancy:Tenant", team, { name: team });
  const placed = { parent: component.urn };
  const cloud = (type: string, name: string, inputs: Inputs): GraphResource =>
    resource(`aws:${type}`, `${team}-${name}`, inputs, { ...placed, provider: provider("aws") });
  const space = resource(
    "kubernetes:core/v1:Namespace",
    team,
    { metadata: { name: `tenant-${team}`, labels: { "pod-security.kubernetes.io/enforce": "restricted" } } },
    { ...placed, provider: provider("kubernetes") },
  );
  const object = (type: string, name: string, inputs: Inputs, metadata: Inputs = {}): GraphResource =>
    resource(
      `kubernetes:${type}`,
      `${team}-${name}`,
      { metadata: { name, namespace: `tenant-${team}`, ...metadata }, ...inputs },
      { ...placed, provider: provider("kubernetes") },
    );
  const role = cloud("iam/role:Role", "shop", {
    name: `${team}-shop`,
    assumeRolePolicy: trust("pods.eks.amazonaws.com", "sts:AssumeRole", "sts:TagSession"),
    tags,
  });
  const bucket = cloud("s3/bucket:Bucket", "data", { bucket: `${team}-data`, tags });
  const group = cloud("ec2/securityGroup:SecurityGroup", "shop", { description: "The shop", tags });
  const account = object("core/v1:ServiceAccount", "shop", { automountServiceAccountToken: false });
  return [
    ...[component, space, role, bucket, group, account],
    object("core/v1:ResourceQuota", "quota", {
      spec: { hard: { "requests.cpu": "10", "limits.memory": "20Gi", pods: "50" } },
    }),
    object("core/v1:LimitRange", "limits", { spec: { limits: [{ type: "Container", default: { memory: "256Mi" } }] } }),
    ...networkPolicies(object),
    object("rbac.authorization.k8s.io/v1:Role", "reader", {
      rules: [
        { apiGroups: [""], resources: ["pods", "services"], verbs: ["get", "list", "watch"] },
        { apiGroups: ["apps"], resources: ["deployments"], verbs: ["get", "list", "watch"] },
      ],
    }),
    object("rbac.authorization.k8s.io/v1:RoleBinding", "reader", {
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "reader" },
      subjects: [{ kind: "Group", name: `${team}-readers`, apiGroup: "rbac.authorization.k8s.io" }],
    }),
    ...["shop", "worker"].flatMap((app) => workload(object, app)),
    object("core/v1:Secret", "settings", { type: "Opaque", stringData: outputOf(bucket) }),
    cloud("eks/accessEntry:AccessEntry", "developers", {
      clusterName: outputOf(...cluster),
      principalArn: `arn:aws:iam::111122223333:role/${team}`,
      kubernetesGroups: [`${team}-readers`],
      tags,
    }),
    cloud("eks/podIdentityAssociation:PodIdentityAssociation", "shop", {
      clusterName: outputOf(...cluster),
      namespace: `tenant-${team}`,
      serviceAccount: "shop",
      roleArn: outputOf(role),
      tags,
    }),
    cloud("iam/rolePolicy:RolePolicy", "shop", { role: outputOf(role), policy: bucketAccess(`${team}-data`) }),
    cloud("s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "data", {
      bucket: outputOf(bucket),
      ...{ blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
    }),
    cloud("s3/bucketVersioning:BucketVersioning", "data", {
      bucket: outputOf(bucket),
      versioningConfiguration: { status: "Enabled" },
    }),
    cloud("s3/bucketPolicy:BucketPolicy", "data", { bucket: outputOf(bucket), policy: tlsOnly(`${team}-data`) }),
    cloud("sqs/queue:Queue", "jobs", { name: `${team}-jobs`, sqsManagedSseEnabled: true, tags }),
    cloud("cloudwatch/logGroup:LogGroup", "shop", { name: `/shop/${team}`, retentionInDays: 400, tags }),
    cloud("vpc/securityGroupIngressRule:SecurityGroupIngressRule", "shop", {
      securityGroupId: outputOf(group),
      cidrIpv4: "10.0.0.0/16",
      ...{ ipProtocol: "tcp", fromPort: 8080, toPort: 8080 },
    }),
  ];
}

type ObjectOf = (type: string, name: string, inputs: Inputs, metadata?: Inputs) => GraphResource;

/** Nothing comes in or goes out, but for what the others say. */
function networkPolicies(object: ObjectOf): readonly GraphResource[] {
  const policy = (name: string, spec: Inputs): GraphResource =>
    object("networking.k8s.io/v1:NetworkPolicy", name, { spec });
  const dns = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } } };
  return [
    policy("deny-all", { podSelector: {}, policyTypes: ["Ingress", "Egress"] }),
    policy("allow-namespace", {
      podSelector: {},
      policyTypes: ["Ingress"],
      ingress: [{ from: [{ podSelector: {} }] }],
    }),
    policy("allow-dns", {
      podSelector: {},
      policyTypes: ["Egress"],
      egress: [{ to: [dns], ports: [{ protocol: "UDP", port: 53 }] }],
    }),
    policy("allow-https", {
      podSelector: { matchLabels: { app: "shop" } },
      policyTypes: ["Egress"],
      egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/16" } }], ports: [{ protocol: "TCP", port: 443 }] }],
    }),
  ];
}

/** A Deployment with what keeps it reachable and available. */
function workload(object: ObjectOf, app: string): readonly GraphResource[] {
  const labels = { app };
  const container: Inputs = {
    name: app,
    image: `registry.example.com/shop/${app}@sha256:${"0123456789abcdef".repeat(4)}`,
    ports: [{ containerPort: 8080 }],
    env: [{ name: "LOG_LEVEL", value: "info" }],
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "128Mi" } },
    readinessProbe: { httpGet: { path: "/ready", port: 8080 } },
    livenessProbe: { httpGet: { path: "/live", port: 8080 } },
    volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
    securityContext: {
      ...{ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsNonRoot: true },
      ...{ capabilities: { drop: ["ALL"] }, seccompProfile: { type: "RuntimeDefault" } },
    },
  };
  const pod: Inputs = {
    ...{ serviceAccountName: "shop", automountServiceAccountToken: false, terminationGracePeriodSeconds: 30 },
    securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
    containers: [container],
    volumes: [{ name: "tmp", emptyDir: {} }],
    topologySpreadConstraints: [
      {
        ...{ maxSkew: 1, topologyKey: "topology.kubernetes.io/zone", whenUnsatisfiable: "DoNotSchedule" },
        labelSelector: { matchLabels: labels },
      },
    ],
  };
  return [
    object("apps/v1:Deployment", app, {
      spec: { replicas: 3, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: pod } },
    }),
    object("core/v1:Service", app, {
      spec: { type: "ClusterIP", selector: labels, ports: [{ port: 80, targetPort: 8080 }] },
    }),
    object("policy/v1:PodDisruptionBudget", app, { spec: { maxUnavailable: 1, selector: { matchLabels: labels } } }),
    object("autoscaling/v2:HorizontalPodAutoscaler", app, {
      spec: {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: app },
        minReplicas: 3,
        maxReplicas: 9,
      },
    }),
  ];
}

function trust(service: string, ...actions: readonly string[]): string {
  return document({ Effect: "Allow", Principal: { Service: service }, Action: actions });
}

function keyPolicy(): string {
  const principal = { AWS: `arn:aws:iam::${account}:root` };
  return document({ Effect: "Allow", Principal: principal, Action: "kms:*", Resource: "*" });
}

function bucketAccess(bucket: string): string {
  return document(
    { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: `arn:aws:s3:::${bucket}/*` },
    { Effect: "Allow", Action: "s3:ListBucket", Resource: `arn:aws:s3:::${bucket}` },
  );
}

function tlsOnly(bucket: string): string {
  return document({
    ...{ Effect: "Deny", Principal: "*", Action: "s3:*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
    Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
  });
}

function document(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}
