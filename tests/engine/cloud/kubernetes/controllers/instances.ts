import { flag, isMap, list, map, text, type Json, type Properties } from "../../../properties";
import type { Cloud, CloudObject } from "../../cloud";
import { subnetToken } from "../../ec2/subnet";
import { demand } from "../../refusal";
import { controllerRuns } from "./controller";
import { make, madeFor, unmake } from "./made";

const instanceToken = "aws:ec2/instance:Instance";

/** A node pool with the cluster that it is in. */
export interface Pool {
  readonly identity: string;
  readonly inputs: Properties;
  readonly cluster: CloudObject;
}

/** Starts a node for a pool, as Karpenter does when pods wait for one: there are always some that do. */
export function startNode({ identity, inputs, cluster }: Pool, cloud: Cloud): void {
  if (!provisionerRuns(cluster, cloud)) return;
  const reference = map(inputs, "spec.template.spec.nodeClassRef");
  const nodeClass = cloud.objects.find(
    (object) =>
      object.type.endsWith(`:${text(reference, "kind")}`) &&
      object.identity === `${cluster.id} ${text(reference, "name")}`,
  );
  const [home] = subnetsOf(nodeClass?.inputs ?? {}, cloud);
  if (!home) return;
  const tags = {
    "karpenter.sh/nodepool": text(inputs, "metadata.name"),
    [`kubernetes.io/cluster/${cluster.id}`]: "owned",
  };
  const groups = [text(cluster.outputs, "vpcConfig.clusterSecurityGroupId")];
  make(
    identity,
    {
      ...{ type: instanceToken, id: cloud.newId("i"), inputs: { tags } },
      outputs: { subnetId: home.id, vpcSecurityGroupIds: groups, vpcId: text(home.inputs, "vpcId") },
    },
    cloud,
  );
}

/**
 * Drains and terminates the nodes of a pool.
 * @throws Refusal P12 when nobody is left to run its finalizer: the deletion would hang, and instances stay
 */
export function stopNodes({ identity, cluster }: Pool, kind: string, cloud: Cloud): void {
  demand(
    provisionerRuns(cluster, cloud),
    "P12",
    `timed out waiting for the deletion of a ${kind}: its finalizer waits for a Karpenter that is gone`,
  );
  unmake(identity, cloud);
}

/** Nodes of Auto Mode go with their cluster; those of Karpenter stay. */
export function stopNodesOfAutoMode(cluster: CloudObject, cloud: Cloud): void {
  if (!flag(cluster.inputs, "computeConfig.enabled")) return;
  for (const { identity } of cloud.objects.filter((object) => object.type.endsWith(":NodePool")))
    if (identity.startsWith(`${cluster.id} `)) for (const node of madeFor(identity, cloud)) cloud.remove(node);
}

/** The subnets that the terms of a node class select. */
export function subnetsOf(nodeClass: Properties, cloud: Cloud): readonly CloudObject[] {
  const terms = list(nodeClass, "spec.subnetSelectorTerms");
  return cloud.all(subnetToken).filter((subnet) => terms.some((term) => selects(term, subnet)));
}

function selects(term: Json, { id, inputs }: CloudObject): boolean {
  if (text(term, "id") !== "") return text(term, "id") === id;
  const [wanted, tags] = [isMap(term) ? map(term, "tags") : {}, map(inputs, "tags")];
  return Object.entries(wanted).every(([key, value]) => (value === "*" ? key in tags : tags[key] === value));
}

function provisionerRuns(cluster: CloudObject, cloud: Cloud): boolean {
  return flag(cluster.inputs, "computeConfig.enabled") || controllerRuns("karpenter", cluster, cloud);
}
