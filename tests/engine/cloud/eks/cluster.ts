import { at, flag, given, map, same, text, texts, type Properties } from "../../properties";
import type { Cloud, CloudObject } from "../cloud";
import type { CloudType } from "../cloud-type";
import { isNetwork, prefixLengthOf } from "../ec2/cidr";
import { securityGroupToken } from "../ec2/security-group";
import { demandSubnet, zoneOf } from "../ec2/subnet";
import { attachedPolicies, roleOf, trusts } from "../iam/role";
import { demandKey, keyAllows } from "../kms";
import { logGroupToken } from "../observability/log-group";
import { demand, Refusal } from "../refusal";
import { demandTags } from "../tags";
import { demandEndpoint, demandNetwork } from "./cluster-network";
import { admitBuiltInNodes, demandAutoMode, leaveAutoMode } from "./auto-mode";
import { clusterToken, ofCluster, identityProviderToken, isAssociating } from "./cluster-state";
import { collectInterfaces } from "./pod-interfaces";
import { stopNodesOfAutoMode } from "../kubernetes/controllers/instances";
import { demandUpgrade } from "./cluster-version";
import { times } from "../times";

/** What vanishes with a cluster. */
const contents = [
  "aws:eks/addon:Addon",
  "aws:eks/accessEntry:AccessEntry",
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
  "aws:eks/podIdentityAssociation:PodIdentityAssociation",
  identityProviderToken,
];

export const cluster: CloudType = {
  token: clusterToken,
  replaces: [
    ...["name", "roleArn", "bootstrapSelfManagedAddons", "accessConfig.bootstrapClusterCreatorAdminPermissions"],
    ...["kubernetesNetworkConfig.ipFamily", "kubernetesNetworkConfig.serviceIpv4Cidr", "outpostConfig"],
  ],
  minutes: times.cluster,
  computed: {
    vpcConfig: ["clusterSecurityGroupId", "vpcId"],
    kubernetesNetworkConfig: ["ipFamily", "serviceIpv4Cidr", "serviceIpv6Cidr"],
    accessConfig: ["authenticationMode"],
  },
  check(inputs) {
    const name = text(inputs, "name");
    demand(
      /^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/.test(name),
      "N1",
      `invalid value for name: "${name}" must be 1-100 of [A-Za-z0-9_-]`,
    );
    const service = text(inputs, "kubernetesNetworkConfig.serviceIpv4Cidr");
    const valid =
      service === "" || (isNetwork(service) && prefixLengthOf(service) >= 12 && prefixLengthOf(service) <= 24);
    demand(valid, "E23", `service_ipv4_cidr must be a network of /12 to /24, got ${service}`);
    const parts = [
      "computeConfig.enabled",
      "kubernetesNetworkConfig.elasticLoadBalancing.enabled",
      "storageConfig.blockStorage.enabled",
    ];
    const on = parts.filter((path) => flag(inputs, path));
    demand(
      on.length === 0 || on.length === parts.length,
      "E24",
      "For EKS Auto Mode, please ensure that all required configs are all either fully enabled or fully disabled",
    );
  },
  create({ inputs, cloud }) {
    const name = text(inputs, "name");
    demandTags(inputs);
    demand(!cloud.named(clusterToken, name), "N1", `ResourceInUseException: Cluster already exists with name: ${name}`);
    demandRole(inputs, cloud);
    const vpcId = demandNetwork(inputs, cloud);
    demandSecretsKey(inputs, cloud);
    const logs = `/aws/eks/${name}/cluster`;
    demand(
      texts(inputs, "enabledClusterLogTypes").length === 0 || cloud.named(logGroupToken, logs) !== undefined,
      "E13",
      `EKS would make the log group ${logs} itself, without key and expiry: make it before the cluster`,
    );
    const serial = cloud.newDigits(32).toUpperCase();
    const groupId = createSecurityGroup(name, vpcId, cloud);
    admitBuiltInNodes(inputs, cloud);
    const { region } = cloud.account;
    return {
      id: name,
      computed: {
        arn: cloud.arn("eks", `cluster/${name}`),
        endpoint: `https://${serial}.gr7.${region}.eks.amazonaws.com`,
        certificateAuthority: { data: Buffer.from(`certificate of ${name}`).toString("base64") },
        identities: [{ oidcs: [{ issuer: `https://oidc.eks.${region}.amazonaws.com/id/${serial}` }] }],
        vpcConfig: { ...map(inputs, "vpcConfig"), clusterSecurityGroupId: groupId, vpcId },
        kubernetesNetworkConfig: {
          ipFamily: "ipv4",
          serviceIpv4Cidr: "172.20.0.0/16",
          ...map(inputs, "kubernetesNetworkConfig"),
        },
        accessConfig: { authenticationMode: "CONFIG_MAP", ...map(inputs, "accessConfig") },
        platformVersion: "eks.1",
        status: "ACTIVE",
        createdAt: "2026-01-01T00:00:00Z",
        ...(!given(inputs, "version") && { version: "1.36" }),
      },
    };
  },
  update({ inputs, cloud }, object) {
    if (object.status === "updating" || isAssociating(object.id, cloud))
      throw new Refusal("E4", "ResourceInUseException: Cluster has an update in progress");
    demandUpgrade(inputs, object, cloud);
    demandEndpoint(inputs);
    const zones = (from: Properties) =>
      new Set(texts(from, "vpcConfig.subnetIds").map((id) => zoneOf(demandSubnet(id, cloud))));
    const [before, after] = [zones(object.inputs), zones(inputs)];
    demand(
      same([...before].sort(), [...after].sort()),
      "V5",
      "InvalidParameterException: Subnets must cover the availability zones of the cluster's creation",
    );
    const key = "encryptionConfig.provider.keyArn";
    demand(
      !given(object.inputs, key) || same(at(object.inputs, key), at(inputs, key)),
      "E2",
      "the key of a cluster cannot be changed: the update would call nothing and come back for ever",
    );
    leaveAutoMode(inputs, object, cloud);
    demandMode(text(object.inputs, "accessConfig.authenticationMode"), text(inputs, "accessConfig.authenticationMode"));
    return {};
  },
  remove(object, cloud) {
    demand(
      !flag(object.inputs, "deletionProtection"),
      "E14",
      `InvalidRequestException: Cluster ${object.id} has deletion protection enabled`,
    );
    for (const [token, noun] of [
      ["aws:eks/nodeGroup:NodeGroup", "nodegroups"],
      ["aws:eks/fargateProfile:FargateProfile", "fargate profiles"],
    ] as const) {
      demand(
        ofCluster(token, object.id, cloud).length === 0,
        "E15",
        `ResourceInUseException: Cluster has ${noun} attached`,
      );
    }
    const scraped = cloud
      .all("aws:amp/scraper:Scraper")
      .find(({ inputs }) => text(inputs, "source.eks.clusterArn") === text(object.outputs, "arn"));
    demand(
      !scraped,
      "AP6",
      `the scraper ${scraped?.id} goes before its cluster, or it scrapes the next one of the name`,
    );
    stopNodesOfAutoMode(object, cloud);
    collectInterfaces(object, cloud);
    for (const part of contents.flatMap((token) => ofCluster(token, object.id, cloud))) cloud.remove(part);
    for (const part of cloud.objects.filter(
      ({ type, identity }) => type.startsWith("kubernetes:") && identity.startsWith(`${object.id} `),
    ))
      cloud.remove(part);
    const group = cloud.get(securityGroupToken, text(object.outputs, "vpcConfig.clusterSecurityGroupId"));
    if (group) cloud.remove(group);
  },
};

function demandRole(inputs: Properties, cloud: Cloud): void {
  const arn = text(inputs, "roleArn");
  const found = roleOf(arn, cloud);
  demand(
    found !== undefined,
    "E6",
    `InvalidParameterException: Role with arn: ${arn}, could not be assumed because it does not exist`,
  );
  const context = {
    "aws:sourceaccount": cloud.account.accountId,
    "aws:sourcearn": cloud.arn("eks", `cluster/${text(inputs, "name")}`),
  };
  const assumed = trusts(found, "eks.amazonaws.com", ["sts:AssumeRole"], context);
  demand(
    assumed,
    "E7",
    `InvalidParameterException: Role with arn: ${arn}, could not be assumed because the trusted entity is not correct`,
  );
  demand(
    attachedPolicies(found, cloud).includes("AmazonEKSClusterPolicy"),
    "E6",
    `InvalidParameterException: The role ${arn} doesn't have the Amazon EKS Managed Policies associated with it`,
  );
  demandAutoMode(inputs, found, cloud);
}

function demandSecretsKey(inputs: Properties, cloud: Cloud): void {
  if (!given(inputs, "encryptionConfig")) return;
  const encryption = demandKey(text(inputs, "encryptionConfig.provider.keyArn"), cloud, "K5");
  const principal = text(inputs, "roleArn");
  const allowed = ["kms:Encrypt", "kms:Decrypt", "kms:ListGrants", "kms:DescribeKey"].every((action) =>
    keyAllows(encryption, { principal, action }, cloud),
  );
  demand(
    allowed,
    "K5",
    `InvalidRequestException: KMS AccessDenied: ${principal} may not use ${text(encryption.outputs, "arn")}`,
  );
}

function demandMode(before: string, after: string): void {
  const steps = ["CONFIG_MAP", "API_AND_CONFIG_MAP", "API"];
  const step = steps.indexOf(after) - steps.indexOf(before);
  demand(
    before === after || step === 1,
    "E8",
    `InvalidParameterException: Unsupported authentication mode update from ${before} to ${after}`,
  );
}

/** EKS makes the group that its interfaces and the managed nodes share. */
function createSecurityGroup(name: string, vpcId: string, cloud: Cloud): string {
  const [id, groupName] = [cloud.newId("sg"), `eks-cluster-sg-${name}-${cloud.newDigits(8)}`];
  const inputs = { name: groupName, vpcId, tags: { [`kubernetes.io/cluster/${name}`]: "owned" } };
  const made: CloudObject = {
    type: securityGroupToken,
    id,
    identity: `${vpcId} ${groupName}`,
    origin: "service",
    status: "active",
    inputs,
    outputs: inputs,
  };
  cloud.put(made);
  return id;
}
