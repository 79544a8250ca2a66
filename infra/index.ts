import { CoreAddons } from "../components/cluster";
import { Monitoring } from "../components/monitoring";
import { Network } from "../components/network";
import { AccountBaseline } from "../components/operations/account-baseline";
import { budgetPublisher, monthlyBudget } from "../components/operations/monthly-budget";
import { Storage } from "../components/storage";
import { createAutoscaling } from "./workloads/autoscaling";
import { createClusterAutoscaler } from "./nodes/cluster-autoscaler";
import { createArgoCd } from "./delivery/argo-cd";
import { createCluster } from "./cluster";
import { loadConfig } from "./config";
import { roleSettings } from "./config/access";
import { endpointsOf } from "./config/relations/endpoints";
import { nodesComeWithPods, runsOnFargateAlone } from "./config/relations/nodes/fargate";
import { backupSchedule } from "./config/storage";
import { createFargate, dnsOnFargate, needsNetworkAddons } from "./nodes/fargate";
import { createPipeline } from "./delivery/pipeline";
import { createDevicePlugins } from "./nodes/devices";
import { createHybrid } from "./nodes/hybrid";
import { createIngress } from "./ingress";
import { createKarpenter } from "./nodes/karpenter";
import { createKeys } from "./keys";
import { createNodes, prepareAutoMode } from "./nodes/nodes";
import { createAccess, findPeople } from "./people";
import { platformOutputs } from "./platform-outputs";
import { findSurroundings, stackTag } from "./providers";
import { createPipelineRoles } from "./delivery/github";
import { createReboots } from "./nodes/patching";
import { createSample } from "./workloads/sample";
import { createSecrets } from "./secrets/secrets";
import { createSelfManaged, createTerminationHandler } from "./nodes/self-managed";
import { createTenants, openPlatform } from "./workloads/tenants";

export = async () => {
  const config = loadConfig();
  const { prefix, protection } = config;
  const { aws, location, availabilityZones, deployerRoleArn, tags } = await findSurroundings(config);
  const opts = { provider: aws };
  const people = await findPeople(config, aws);
  const protect = protection.protectStateful;
  const logRetentionInDays = config.monitoring.logRetentionDays;
  const roles = roleSettings(config.access);

  if (protection.accountBaseline === "create") new AccountBaseline("account", { location }, opts);

  const keys = createKeys(config, location, opts);

  const network = new Network(
    "network",
    {
      ...config.network,
      name: prefix,
      clusterName: prefix,
      location,
      availabilityZones,
      endpoints: endpointsOf(config),
      flowLogs: { retentionInDays: logRetentionInDays, logKey: keys.logs },
      protect,
      roles,
    },
    opts,
  );

  const autoMode = prepareAutoMode(config, { location, tags }, opts);
  const cluster = createCluster(config, { location, network, autoMode, people, deployerRoleArn }, opts);

  const {
    ready: nodesReady,
    role: nodeRole,
    groups,
  } = await createNodes(config, { cluster, network, keys, autoMode, tags }, opts);

  const own = await createSelfManaged(config, { cluster, network, keys, tags }, opts);

  const hybrid = await createHybrid(config, { cluster, tags }, opts);

  const fargate = await createFargate(config, { cluster, network, keys, tags }, opts);
  const fargateAlone = runsOnFargateAlone(config);

  // What is scheduled waits for nodes, and where traffic is closed before policies are known, for those that open it.
  const opened = openPlatform(config, { cluster, network }, opts);
  const nodes = [...nodesReady, ...own.ready, ...(fargateAlone ? fargate : []), ...opened];
  const places = fargateAlone ? nodes : [...nodes, ...fargate];

  // The metrics server comes with monitoring, and in Auto Mode names are resolved on every node.
  const core = cluster.autoMode
    ? []
    : new CoreAddons(
        "core",
        {
          cluster,
          dns: {
            ...config.cluster.dnsReplicas,
            onFargate: dnsOnFargate(config),
            nearest: config.cluster.remoteNetworks !== undefined,
          },
          metricsServer: false,
          nodeMonitoring: !fargateAlone,
        },
        { ...opts, dependsOn: dnsOnFargate(config) ? places : nodes },
      ).ready;

  const pools = await createKarpenter(config, { cluster, network, keys, ready: [...places, ...core], tags }, opts);

  // Where nobody else makes nodes, whatever does not run on Fargate waits for those that come with pods.
  const come = nodesComeWithPods(config) ? pools : [];
  const hosts = [...nodes, ...come];
  const scheduled = [...places, ...core, ...come];
  await createDevicePlugins(config, { cluster, ready: scheduled }, opts);

  const scaling = [
    ...pools,
    ...(await createTerminationHandler(config, { cluster, groups: own.groups, ready: scheduled, tags }, opts)),
    ...(await createClusterAutoscaler(config, { cluster, groups, ready: scheduled, tags }, opts)),
  ];

  const storage = new Storage(
    "storage",
    {
      prefix,
      cluster,
      nodes: hosts,
      volumeKey: keys.volumes,
      reclaimPolicy: config.storage.reclaimPolicy,
      snapshots: config.storage.snapshots,
      blockVolumes: !fargateAlone,
      roles,
      tags,
      ...(config.storage.sharedFileSystem && {
        fileSystem: { vpcId: network.vpcId, subnets: network.isolatedSubnets, key: keys.volumes, protect },
      }),
      ...(config.storage.backup.enabled && {
        backup: { ...backupSchedule(config.storage.backup), key: keys.backups, forceDestroy: !protect },
      }),
    },
    opts,
  );

  const monitoring = new Monitoring(
    "monitoring",
    {
      ...config.monitoring,
      name: prefix,
      cluster,
      nodes: hosts,
      subnets: network.privateSubnets,
      logsKey: keys.logs,
      logRetentionInDays,
      publishers: [budgetPublisher(location)],
      eventBridge: config.access.breakGlass !== undefined,
      addressAlerts: !cluster.autoMode && needsNetworkAddons(config) !== false,
      protect,
      roles,
    },
    opts,
  );

  monthlyBudget(
    "budget",
    {
      name: `${prefix}-platform`,
      monthlyUsd: config.monitoring.monthlyBudgetUsd,
      tag: stackTag(config),
      subscribers: { topicArn: monitoring.topic.arn },
    },
    { ...opts, dependsOn: [...monitoring.topic.ready] },
  );

  const ingress = await createIngress(config, { cluster, network, ready: scheduled, tags }, opts);

  const tenants = await createTenants(config, { cluster, network, nodeRole, keys, tags }, opts);

  const secrets = await createSecrets(config, { location, cluster, network, tenants, ready: scheduled }, opts);

  createPipelineRoles(config, location, deployerRoleArn, opts);
  await createPipeline(config, { location, network, cluster, monitoring, deployerRoleArn }, opts);

  const sample = config.sample.enabled
    ? createSample(config, { location, cluster, storage, ready: scheduled, secrets }, opts)
    : undefined;

  const argoCd = await createArgoCd(
    config,
    { location, cluster, network, tenants, secrets, ingress, ready: scheduled },
    opts,
  );

  const autoscaling = await createAutoscaling(
    config,
    { location, cluster, network, monitoring, tenants, sample, ready: scheduled },
    opts,
  );
  const reboots = await createReboots(config, { cluster, network, groups, ready: scheduled }, opts);

  // Last, since a new identity provider keeps EKS from making anything else.
  const namespaces = [...tenants, sample?.namespace ?? []].flat().flatMap(({ ready }) => ready);
  const others = [
    hybrid ?? [],
    ingress ?? [],
    secrets?.parts ?? [],
    sample?.parts ?? [],
    argoCd,
    autoscaling,
    reboots,
  ].flat();
  const after = [cluster, ...places, ...core, ...scaling, storage, monitoring, ...tenants, ...others];
  await createAccess(config, { cluster, monitoring, people, namespaces, after }, opts);

  return platformOutputs({
    location,
    network,
    cluster,
    nodeRole,
    storage,
    monitoring,
    keys,
    roles,
    ingress,
    tenants,
    hybrid,
  });
};
