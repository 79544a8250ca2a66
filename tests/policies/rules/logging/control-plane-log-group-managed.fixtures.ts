import { unknown } from "../../../../policies/engine/values/value";
import { controlPlaneLogGroupManaged } from "../../../../policies/rules/logging/control-plane-log-group-managed";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;

const named = (name: string | typeof unknown) => resource("aws:cloudwatch/logGroup:LogGroup", "logs", { name });
const logs = named("/aws/eks/shop/cluster");
const enabledClusterLogTypes = ["api", "audit"];

const cluster = (inputs: Inputs, after: readonly { urn: string }[] = [logs]) =>
  resource("aws:eks/cluster:Cluster", "cluster", inputs, { dependencies: after.map(({ urn }) => urn) });
const component = (inputs: Inputs, after: readonly { urn: string }[] = [logs]) =>
  resource("eks:index:Cluster", "cluster", inputs, { dependencies: after.map(({ urn }) => urn) });
const role = resource("aws:iam/role:Role", "role", {}, { dependencies: [logs.urn] });

export const fixtures: RuleFixtures = {
  rule: controlPlaneLogGroupManaged,

  passes: [
    {
      when: "the cluster waits for its log group",
      resources: [logs, cluster({ name: "shop", enabledClusterLogTypes })],
    },
    {
      when: "it waits for something that waits for the log group",
      resources: [logs, role, cluster({ name: "shop", enabledClusterLogTypes }, [role])],
    },
    {
      when: "it takes a property from what waits for the log group",
      resources: [
        logs,
        role,
        resource("aws:eks/cluster:Cluster", "cluster", {
          ...{ name: "shop", enabledClusterLogTypes },
          roleArn: outputOf(role),
        }),
      ],
    },
    { when: "the component waits for it", resources: [logs, component({ name: "shop", enabledClusterLogTypes })] },
  ],
  fails: [
    {
      when: "there is no log group",
      resources: [cluster({ name: "shop", enabledClusterLogTypes }, [])],
      paths: ["enabledClusterLogTypes"],
    },
    {
      when: "the log group is that of another cluster",
      resources: [named("/aws/eks/other/cluster"), cluster({ name: "shop", enabledClusterLogTypes }, [])],
      paths: ["enabledClusterLogTypes"],
    },
    {
      when: "the cluster's name is made up",
      resources: [logs, cluster({ enabledClusterLogTypes })],
      paths: ["enabledClusterLogTypes"],
    },
    {
      when: "the cluster may come first",
      resources: [logs, cluster({ name: "shop", enabledClusterLogTypes }, [])],
      paths: ["dependsOn"],
    },
    {
      when: "the component may come first",
      resources: [logs, component({ name: "shop", enabledClusterLogTypes }, [])],
      paths: ["dependsOn"],
    },
  ],
  undecided: [
    {
      when: "the name of the log group is unknown",
      resources: [named(unknown), cluster({ name: "shop", enabledClusterLogTypes }, [])],
    },
    {
      when: "the cluster's name is unknown",
      resources: [logs, cluster({ name: unknown, enabledClusterLogTypes })],
    },
    {
      when: "it is unknown what the control plane logs",
      resources: [cluster({ name: "shop", enabledClusterLogTypes: unknown }, [])],
    },
  ],
  outside: [
    { when: "the control plane logs nothing", resources: [cluster({ name: "shop" }, [])] },
    {
      when: "a component makes the cluster",
      resources: [
        resource("aws:eks/cluster:Cluster", "c", { enabledClusterLogTypes }, { parentType: "eks:index:Cluster" }),
      ],
    },
  ],
};
