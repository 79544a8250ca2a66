import { given, text } from "../../properties";
import type { Cloud, CloudObject } from "../cloud";
import type { CloudType } from "../cloud-type";
import { demand } from "../refusal";
import { demandTags } from "../tags";
import { internetGatewayToken, natGatewayToken } from "./internet-gateway";
import { demandSubnet } from "./subnet";
import { demandVpc } from "./vpc";

export const routeTableToken = "aws:ec2/routeTable:RouteTable";
const routeToken = "aws:ec2/route:Route";
const associationToken = "aws:ec2/routeTableAssociation:RouteTableAssociation";

export const routeTable: CloudType = {
  token: routeTableToken,
  replaces: ["vpcId"],
  create({ inputs, cloud }) {
    demandTags(inputs);
    demandVpc(text(inputs, "vpcId"), cloud);
    const id = cloud.newId("rtb");
    return { id, computed: { arn: cloud.arn("ec2", `route-table/${id}`), ownerId: cloud.account.accountId } };
  },
  remove(object, cloud) {
    const used = cloud.all(associationToken).some(({ inputs }) => text(inputs, "routeTableId") === object.id);
    demand(!used, "V16", `DependencyViolation: The routeTable '${object.id}' has dependencies and cannot be deleted.`);
  },
};

/** What a route can lead to, and the type whose id it is. */
const targets: Readonly<Record<string, string>> = {
  gatewayId: internetGatewayToken,
  natGatewayId: natGatewayToken,
  egressOnlyGatewayId: "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway",
};

const destinations = ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"];

export const route: CloudType = {
  token: routeToken,
  replaces: ["routeTableId", ...destinations],
  create({ inputs, cloud }) {
    const tableId = text(inputs, "routeTableId");
    const exists = cloud.get(routeTableToken, tableId) !== undefined;
    demand(exists, "V17", `InvalidRouteTableID.NotFound: The routeTable ID '${tableId}' does not exist`);
    const destination = destinations.map((key) => text(inputs, key)).find((value) => value !== "") ?? "";
    demand(destination !== "", "V17", "MissingParameter: The request must contain a destination");
    demandTarget(inputs, cloud);
    const identity = `${tableId} ${destination}`;
    demand(
      !cloud.named(routeToken, identity),
      "V17",
      `RouteAlreadyExists: The route identified by ${destination} already exists.`,
    );
    return {
      id: `r-${tableId}${destination.replaceAll(/\D/g, "")}`,
      identity,
      computed: { state: "active", origin: "CreateRoute" },
    };
  },
  update({ inputs, cloud }) {
    demandTarget(inputs, cloud);
    return {};
  },
};

function demandTarget(inputs: CloudObject["inputs"], cloud: Cloud): void {
  const stated = Object.keys(targets).filter((key) => given(inputs, key));
  demand(
    stated.length === 1,
    "V17",
    `InvalidParameterCombination: a route has one target, not ${stated.length} (${stated.join(", ")})`,
  );
  for (const key of stated) {
    const id = text(inputs, key);
    const exists = cloud.get(targets[key] ?? "", id) !== undefined;
    demand(
      exists,
      "V17",
      `Invalid${key.charAt(0).toUpperCase()}${key.slice(1)}.NotFound: The gateway '${id}' does not exist`,
    );
  }
}

export const routeTableAssociation: CloudType = {
  token: associationToken,
  replaces: ["subnetId", "gatewayId"],
  create({ inputs, cloud }) {
    const [subnetId, tableId] = [text(inputs, "subnetId"), text(inputs, "routeTableId")];
    demandSubnet(subnetId, cloud);
    const exists = cloud.get(routeTableToken, tableId) !== undefined;
    demand(exists, "V16", `InvalidRouteTableID.NotFound: The routeTable ID '${tableId}' does not exist`);
    demand(
      !cloud.named(associationToken, subnetId),
      "V16",
      `Resource.AlreadyAssociated: the specified association for route table ${tableId} conflicts with an existing association`,
    );
    return { id: cloud.newId("rtbassoc"), identity: subnetId };
  },
};

/** The routes that hold for a subnet. */
export function routesOf(home: CloudObject, cloud: Cloud): readonly CloudObject[] {
  const tableId = text(cloud.named(associationToken, home.id)?.inputs, "routeTableId");
  return cloud.all(routeToken).filter(({ inputs }) => tableId !== "" && text(inputs, "routeTableId") === tableId);
}

/** Whether a subnet leads to an internet gateway. */
export function isPublic(home: CloudObject, cloud: Cloud): boolean {
  return routesOf(home, cloud).some(({ inputs }) => given(inputs, "gatewayId"));
}

/** The route table that a subnet is associated with. */
export function routeTableOf(home: CloudObject, cloud: Cloud): string {
  return text(cloud.named(associationToken, home.id)?.inputs, "routeTableId");
}
