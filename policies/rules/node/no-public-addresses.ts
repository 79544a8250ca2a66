import { hasDefaultNodeGroup, nodeOption } from "../../engine/nodes/default-node-group";
import { violation, type Rule } from "../../engine/rule";
import { and, or, type Truth } from "../../engine/values/truth";

const message = "Nodes get public IP addresses.";
const byDefault = "Nodes get public IP addresses, which the component assigns unless it is told not to.";
const cause = "public addresses";
const componentFix = { fix: "Set nodeAssociatePublicIpAddress to false.", cause };

export const noPublicAddresses: Rule = {
  id: "NODE-02",
  name: "no-public-addresses",
  title: "Nodes have no public IP addresses",
  why: "A node with a public address is one security group rule away from the internet.",
  fix: "Set associatePublicIpAddress to false and place the nodes in private subnets.",
  level: "mandatory",
  scope: "resource",
  references: { cis: ["5.4.3"], fsbp: ["EC2.9", "EC2.25", "AutoScaling.5"], soc2: ["CC6.6"], nsa: ["Net"] },
  reads: {
    "aws:ec2/launchTemplate:LaunchTemplate": ["networkInterfaces[].associatePublicIpAddress"],
    "aws:ec2/launchConfiguration:LaunchConfiguration": ["associatePublicIpAddress"],
    "aws:ec2/instance:Instance": ["associatePublicIpAddress"],
    "eks:index:NodeGroup": ["nodeAssociatePublicIpAddress"],
    "eks:index:NodeGroupV2": ["nodeAssociatePublicIpAddress"],
    "eks:index:Cluster": [
      "nodeAssociatePublicIpAddress",
      "nodeGroupOptions.nodeAssociatePublicIpAddress",
      "skipDefaultNodeGroup",
      "fargate",
      "autoMode.enabled",
    ],
    "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass": ["spec.associatePublicIPAddress"],
  },
  check(source) {
    switch (source.type) {
      case "aws:ec2/launchTemplate:LaunchTemplate": {
        const interfaces = source.at("networkInterfaces");
        const { known, open } = interfaces.elements();
        return [
          violation(open ?? false, interfaces, message),
          ...known.map((card) => {
            const address = card.child("associatePublicIpAddress");
            return violation(address.isTrue(), address, message, { cause });
          }),
        ];
      }
      case "eks:index:NodeGroup":
      case "eks:index:NodeGroupV2":
      case "eks:index:Cluster": {
        const groupExists: Truth = source.type === "eks:index:Cluster" ? hasDefaultNodeGroup(source) : true;
        if (groupExists === false) return [];
        const address = nodeOption(source, "nodeAssociatePublicIpAddress");
        const assigned = and(groupExists, or(address.absent(), address.isTrue()));
        return [violation(assigned, address, address.isAbsent ? byDefault : message, componentFix)];
      }
      case "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass": {
        const address = source.at("spec.associatePublicIPAddress");
        const fix = "Set spec.associatePublicIPAddress to false.";
        return [violation(address.isTrue(), address, message, { fix })];
      }
      default: {
        const address = source.at("associatePublicIpAddress");
        return [violation(address.isTrue(), address, message, { cause })];
      }
    }
  },
};
