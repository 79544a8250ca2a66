import { nodeOption } from "../../engine/nodes/default-node-group";
import type { Property } from "../../engine/values/property";
import { violation, type Rule } from "../../engine/rule";
import { and, type Truth } from "../../engine/values/truth";

const cause = "SSH key";
const message = "An SSH key opens a shell on the nodes.";

export const noSshAccess: Rule = {
  id: "NODE-06",
  name: "no-ssh-access",
  title: "Nodes accept no SSH keys",
  why: "A shared key is nobody's, outlives its owner, and its use leaves no trace in the account's audit log; Session Manager needs none.",
  fix: "Remove the key and open shells with AWS Systems Manager Session Manager.",
  level: "production",
  scope: "resource",
  references: { soc2: ["CC6.1", "CC6.6"], hipaa: ["312(d)"], nsa: ["Auth"] },
  reads: {
    "aws:eks/nodeGroup:NodeGroup": ["remoteAccess.ec2SshKey", "remoteAccess.sourceSecurityGroupIds"],
    "eks:index:ManagedNodeGroup": ["remoteAccess.ec2SshKey", "remoteAccess.sourceSecurityGroupIds"],
    "aws:ec2/launchTemplate:LaunchTemplate": ["keyName"],
    "aws:ec2/launchConfiguration:LaunchConfiguration": ["keyName"],
    "eks:index:NodeGroup": ["keyName", "nodePublicKey"],
    "eks:index:NodeGroupV2": ["keyName", "nodePublicKey"],
    "eks:index:Cluster": ["nodePublicKey", "nodeGroupOptions.keyName", "nodeGroupOptions.nodePublicKey"],
  },
  check(source) {
    if (source.type === "aws:eks/nodeGroup:NodeGroup" || source.type === "eks:index:ManagedNodeGroup") {
      const key = source.at("remoteAccess.ec2SshKey");
      const sources = source.at("remoteAccess.sourceSecurityGroupIds");
      const fromAnywhere = sources.satisfies(
        (list) => list === undefined || (Array.isArray(list) && list.length === 0),
      );
      return [
        violation(
          and(isSet(key), fromAnywhere),
          key,
          "An SSH key without source security groups makes the service open port 22 of the nodes to every address.",
          {
            level: "mandatory",
            cause,
            fix: "Remove remoteAccess and open shells with AWS Systems Manager Session Manager.",
          },
        ),
        violation(isSet(key), key, message, { cause }),
      ];
    }
    return ["keyName", "nodePublicKey"]
      .map((name) => nodeOption(source, name))
      .map((key) => violation(isSet(key), key, message, { cause }));
  },
};

/** Providers take an empty name for none. A key of this stack is set, although its name may be unknown. */
function isSet(key: Property): Truth {
  return key.satisfies((value) => value !== undefined && value !== "");
}
