import { given, text, texts } from "../../properties";
import type { Cloud } from "../cloud";
import type { CloudType } from "../cloud-type";
import { roleOf } from "../iam/role";
import { demand } from "../refusal";
import { demandTags } from "../tags";
import { demandActiveCluster, ofCluster } from "./cluster-state";

export const entryToken = "aws:eks/accessEntry:AccessEntry";
const associationToken = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";

export const accessEntry: CloudType = {
  token: entryToken,
  replaces: ["clusterName", "principalArn", "type"],
  create({ inputs, cloud }) {
    demandTags(inputs);
    const [name, principal] = [text(inputs, "clusterName"), text(inputs, "principalArn")];
    const cluster = demandActiveCluster(name, cloud, "E11");
    const mode = text(cluster.outputs, "accessConfig.authenticationMode");
    demand(
      mode !== "CONFIG_MAP",
      "E8",
      "InvalidRequestException: The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation.",
    );
    const valid = /^arn:[^:]+:iam::\d+:(role|user)\//.test(principal) && !principal.includes("/aws-service-role/");
    const own = principal.split(":")[4] === cloud.account.accountId;
    demand(
      valid && (!own || !principal.includes(":role/") || roleOf(principal, cloud) !== undefined),
      "E11",
      `InvalidParameterException: The specified principalArn is invalid: invalid principal ${principal}`,
    );
    const user = text(inputs, "userName");
    demand(
      !/^(system|eks|aws|amazon|iam):/.test(user),
      "N24",
      `InvalidParameterException: The username "${user}" has a reserved prefix`,
    );
    const plain = text(inputs, "type") !== "STANDARD" && text(inputs, "type") !== "";
    demand(
      !plain || (texts(inputs, "kubernetesGroups").length === 0 && user === ""),
      "E11",
      "InvalidParameterException: entries of nodes take no groups and no username",
    );
    const identity = `${name} ${principal}`;
    demand(
      !cloud.named(entryToken, identity),
      "E9",
      "ResourceInUseException: The specified access entry resource is already in use on this cluster.",
    );
    return {
      id: `${name}:${principal}`,
      identity,
      computed: {
        accessEntryArn: cloud.arn("eks", `access-entry/${name}/${cloud.newDigits(32)}`),
        createdAt: "2026-01-01T00:00:00Z",
        ...(!given(inputs, "userName") && { userName: principal }),
      },
    };
  },
  remove(object, cloud) {
    const own = ofCluster(associationToken, text(object.inputs, "clusterName"), cloud);
    for (const one of own)
      if (text(one.inputs, "principalArn") === text(object.inputs, "principalArn")) cloud.remove(one);
  },
};

export const accessPolicyAssociation: CloudType = {
  token: associationToken,
  replaces: ["*"],
  updates: [],
  create({ inputs, cloud }) {
    const [name, principal, policy] = [
      text(inputs, "clusterName"),
      text(inputs, "principalArn"),
      text(inputs, "policyArn"),
    ];
    demandActiveCluster(name, cloud, "E12");
    const entry = cloud.named(entryToken, `${name} ${principal}`);
    demand(
      entry !== undefined,
      "E12",
      "ResourceNotFoundException: The specified principalArn could not be found. You must specify a valid principalArn.",
    );
    const type = text(entry.inputs, "type");
    demand(
      ["", "STANDARD"].includes(type) || (type === "EC2" && policy.endsWith("/AmazonEKSAutoNodePolicy")),
      "E11",
      "InvalidRequestException: entries of nodes take no access policies, but those of Auto Mode their own",
    );
    const expected = `arn:${cloud.account.partition}:eks::aws:cluster-access-policy/`;
    demand(
      policy.startsWith(expected),
      "E10",
      `InvalidParameterException: The policyArn "${policy}" does not begin with "${expected}"`,
    );
    const namespaces = texts(inputs, "accessScope.namespaces");
    const scope = text(inputs, "accessScope.type");
    demand(
      scope === "cluster" ? namespaces.length === 0 : scope === "namespace" && namespaces.length > 0,
      "E12",
      "InvalidParameterException: namespaces go with a scope of type namespace, and with no other",
    );
    // A second association of the policy silently replaces the first, and deleting that one then removes it.
    const id = `${name}#${principal}#${policy}`;
    demand(!cloud.named(associationToken, id), "E12", `the policy ${policy} is associated with ${principal} already`);
    return { id, computed: { associatedAt: "2026-01-01T00:00:00Z", modifiedAt: "2026-01-01T00:00:00Z" } };
  },
};

/** Whether a principal has the rights of a cluster's administrator. */
export function administers(principal: string, name: string, cloud: Cloud): boolean {
  return ofCluster(associationToken, name, cloud).some(
    ({ inputs, status }) =>
      status === "active" &&
      text(inputs, "principalArn") === principal &&
      text(inputs, "policyArn").endsWith("/AmazonEKSClusterAdminPolicy") &&
      text(inputs, "accessScope.type") === "cluster",
  );
}
