import { unknown } from "../../../../policies/engine/values/value";
import { addonsHaveOwnRole } from "../../../../policies/rules/iam/addons-have-own-role";
import { outputOf, resource, type RuleFixtures } from "../../fixture";
import { role } from "../../iam-fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;
const addon = (addonName: Inputs[string], inputs: Inputs = {}) =>
  resource("aws:eks/addon:Addon", "a", { clusterName: "c", addonName, ...inputs });
const association = (inputs: Inputs = {}) =>
  resource("aws:eks/podIdentityAssociation:PodIdentityAssociation", "i", {
    clusterName: "c",
    namespace: "kube-system",
    serviceAccount: "aws-node",
    ...inputs,
  });
const paths = ["podIdentityAssociations"];
const callers = [
  "vpc-cni",
  "aws-ebs-csi-driver",
  "aws-efs-csi-driver",
  "aws-fsx-csi-driver",
  "aws-mountpoint-s3-csi-driver",
  "amazon-cloudwatch-observability",
  "adot",
  "external-dns",
];

export const fixtures: RuleFixtures = {
  rule: addonsHaveOwnRole,
  passes: [
    {
      when: "the add-on has associations",
      resources: [addon("vpc-cni", { podIdentityAssociations: [{ serviceAccount: "aws-node", roleArn: unknown }] })],
    },
    {
      when: "it has a role for its service account",
      resources: [addon("adot", { serviceAccountRoleArn: outputOf(role("r")) }), role("r")],
    },
    { when: "its service account is associated apart", resources: [addon("vpc-cni"), association()] },
    {
      when: "a component has a role",
      resources: [resource("eks:index:VpcCniAddon", "v", { clusterName: "c", serviceAccountRoleArn: "arn" })],
    },
    {
      when: "it is installed elsewhere, and associated there",
      resources: [
        addon("external-dns", { namespaceConfig: { namespace: "dns" } }),
        association({ namespace: "dns", serviceAccount: "external-dns" }),
      ],
    },
  ],
  fails: [
    ...callers.map((name) => ({
      when: `${name} has no role`,
      resources: [addon(name)],
      paths,
      level: "production" as const,
    })),
    {
      when: "the role is empty and so are the associations",
      resources: [addon("vpc-cni", { serviceAccountRoleArn: "", podIdentityAssociations: [] })],
      paths,
    },
    { when: "a component has none", resources: [resource("eks:index:VpcCniAddon", "v", { clusterName: "c" })], paths },
    {
      when: "another component has none",
      resources: [resource("eks:index:Addon", "v", { cluster: "c", addonName: "adot" })],
      paths,
    },
    {
      when: "another account is associated",
      resources: [addon("vpc-cni"), association({ serviceAccount: "other" })],
      paths,
    },
    {
      when: "the account of another cluster is",
      resources: [addon("vpc-cni"), association({ clusterName: "d" })],
      paths,
    },
  ],
  undecided: [
    { when: "the role is unknown", resources: [addon("vpc-cni", { serviceAccountRoleArn: unknown })] },
    { when: "the associations are", resources: [addon("vpc-cni", { podIdentityAssociations: unknown })] },
    { when: "the name of the add-on is", resources: [addon(unknown)] },
    {
      when: "the account of an association is",
      resources: [addon("vpc-cni"), association({ serviceAccount: unknown })],
    },
  ],
  outside: [{ when: "the add-on does not call AWS", resources: [addon("coredns")] }],
};
