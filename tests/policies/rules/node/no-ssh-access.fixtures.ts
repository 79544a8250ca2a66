import { unknown } from "../../../../policies/engine/values/value";
import { noSshAccess } from "../../../../policies/rules/node/no-ssh-access";
import { resource, type RuleFixtures } from "../../fixture";

const group = (remoteAccess?: NonNullable<Parameters<typeof resource>[2]>[string]) =>
  resource("aws:eks/nodeGroup:NodeGroup", "g", { remoteAccess });

export const fixtures: RuleFixtures = {
  rule: noSshAccess,
  passes: [
    {
      when: "no key is named anywhere",
      resources: [
        group(),
        resource("eks:index:ManagedNodeGroup", "m"),
        resource("aws:ec2/launchTemplate:LaunchTemplate", "t"),
        resource("aws:ec2/launchConfiguration:LaunchConfiguration", "l", { keyName: "" }),
        resource("eks:index:NodeGroup", "a"),
        resource("eks:index:NodeGroupV2", "b"),
        resource("eks:index:Cluster", "c"),
      ],
    },
    { when: "source groups stand without a key", resources: [group({ sourceSecurityGroupIds: ["sg-1"] })] },
  ],
  fails: [
    {
      when: "a key opens port 22 to everybody",
      resources: [group({ ec2SshKey: "ops" })],
      paths: ["remoteAccess.ec2SshKey"],
      level: "mandatory",
    },
    {
      when: "the list of source groups is empty",
      resources: [group({ ec2SshKey: "ops", sourceSecurityGroupIds: [] })],
      paths: ["remoteAccess.ec2SshKey"],
      level: "mandatory",
    },
    {
      when: "a key is limited to source groups",
      resources: [group({ ec2SshKey: "ops", sourceSecurityGroupIds: [unknown] })],
      paths: ["remoteAccess.ec2SshKey"],
      level: "production",
    },
    {
      when: "a managed component names a key",
      resources: [resource("eks:index:ManagedNodeGroup", "m", { remoteAccess: { ec2SshKey: "ops" } })],
      level: "mandatory",
    },
    {
      when: "a template names a key",
      resources: [resource("aws:ec2/launchTemplate:LaunchTemplate", "t", { keyName: "ops" })],
      paths: ["keyName"],
      level: "production",
    },
    {
      when: "a launch configuration names a key",
      resources: [resource("aws:ec2/launchConfiguration:LaunchConfiguration", "t", { keyName: "ops" })],
      paths: ["keyName"],
    },
    {
      when: "components take a key",
      resources: [
        resource("eks:index:NodeGroup", "a", { keyName: "ops" }),
        resource("eks:index:NodeGroupV2", "b", { nodePublicKey: "ssh-ed25519 AAAA" }),
        resource("eks:index:Cluster", "c", { nodePublicKey: "ssh-ed25519 AAAA" }),
        resource("eks:index:Cluster", "d", { nodeGroupOptions: { keyName: "ops" } }),
      ],
      paths: ["keyName", "nodePublicKey", "nodePublicKey", "nodeGroupOptions.keyName"],
    },
  ],
  undecided: [
    {
      when: "the key is unknown",
      resources: [resource("aws:ec2/launchTemplate:LaunchTemplate", "t", { keyName: unknown })],
    },
    {
      when: "the key's name comes from another stack",
      resources: [group({ ec2SshKey: unknown, sourceSecurityGroupIds: ["sg-1"] })],
    },
  ],
};
