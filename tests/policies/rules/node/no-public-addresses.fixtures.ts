import { unknown } from "../../../../policies/engine/values/value";
import { noPublicAddresses } from "../../../../policies/rules/node/no-public-addresses";
import { resource, type RuleFixtures } from "../../fixture";

const template = (networkInterfaces?: NonNullable<Parameters<typeof resource>[2]>[string]) =>
  resource("aws:ec2/launchTemplate:LaunchTemplate", "t", { networkInterfaces });
const nodeClass = (spec: Parameters<typeof resource>[2]) =>
  resource("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", "n", { spec });

export const fixtures: RuleFixtures = {
  rule: noPublicAddresses,
  passes: [
    { when: "no interface is described", resources: [template()] },
    { when: "the interface says no, as a string", resources: [template([{ associatePublicIpAddress: "false" }])] },
    {
      when: "a launch configuration and an instance say no",
      resources: [
        resource("aws:ec2/launchConfiguration:LaunchConfiguration", "l", { associatePublicIpAddress: false }),
        resource("aws:ec2/instance:Instance", "i", {}),
      ],
    },
    {
      when: "the components say no",
      resources: [
        resource("eks:index:NodeGroup", "a", { nodeAssociatePublicIpAddress: false }),
        resource("eks:index:NodeGroupV2", "b", { nodeAssociatePublicIpAddress: false }),
        resource("eks:index:Cluster", "c", { nodeAssociatePublicIpAddress: false }),
        resource("eks:index:Cluster", "d", { nodeGroupOptions: { nodeAssociatePublicIpAddress: false } }),
      ],
    },
    { when: "Karpenter leaves it to the subnet", resources: [nodeClass({})] },
  ],
  fails: [
    {
      when: "one of two interfaces says yes, as a string",
      resources: [template([{ associatePublicIpAddress: "false" }, { associatePublicIpAddress: "true" }])],
      paths: ["networkInterfaces[1].associatePublicIpAddress"],
    },
    {
      when: "it says yes beside an unknown interface",
      resources: [template([unknown, { associatePublicIpAddress: true }])],
      paths: ["networkInterfaces[1].associatePublicIpAddress"],
    },
    {
      when: "a launch configuration says yes",
      resources: [resource("aws:ec2/launchConfiguration:LaunchConfiguration", "l", { associatePublicIpAddress: true })],
      paths: ["associatePublicIpAddress"],
    },
    {
      when: "an instance says yes",
      resources: [resource("aws:ec2/instance:Instance", "i", { associatePublicIpAddress: true })],
    },
    {
      when: "the components say nothing, since their default is yes",
      resources: [
        resource("eks:index:NodeGroup", "a"),
        resource("eks:index:NodeGroupV2", "b"),
        resource("eks:index:Cluster", "c"),
      ],
      paths: ["nodeAssociatePublicIpAddress", "nodeAssociatePublicIpAddress", "nodeAssociatePublicIpAddress"],
    },
    {
      when: "Karpenter says yes",
      resources: [nodeClass({ associatePublicIPAddress: true })],
      paths: ["spec.associatePublicIPAddress"],
    },
  ],
  undecided: [
    { when: "the interfaces are unknown", resources: [template(unknown)] },
    {
      when: "the component's choice is unknown",
      resources: [resource("eks:index:NodeGroupV2", "b", { nodeAssociatePublicIpAddress: unknown })],
    },
    {
      when: "it is unknown whether the default group exists",
      resources: [resource("eks:index:Cluster", "c", { skipDefaultNodeGroup: unknown })],
    },
  ],
  outside: [
    {
      when: "the cluster makes no nodes",
      resources: [
        resource("eks:index:Cluster", "a", { skipDefaultNodeGroup: true }),
        resource("eks:index:Cluster", "b", { fargate: { selectors: [] } }),
        resource("eks:index:Cluster", "c", { autoMode: { enabled: true } }),
      ],
    },
  ],
};
