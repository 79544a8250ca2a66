import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { Property } from "../values/property";
import { and, or, some, type Truth } from "../values/truth";

export const vpcEndpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";
export const endpointRouteTable = "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation";

/** Whether an endpoint is that of an AWS service such as `ecr.api`, by the end of its service name. */
export function isEndpointOf(endpoint: Resource, service: string): Truth {
  return endpoint
    .at("serviceName")
    .satisfies((name) => typeof name === "string" && !name.includes(".vpce.") && name.endsWith(`.${service}`));
}

/** Whether an endpoint has addresses in subnets, and is not a target of routes. */
export function isInterface(endpoint: Resource): Truth {
  return endpoint.at("vpcEndpointType").is("Interface");
}

/** Whether an endpoint routes the subnets of a table: listed by the endpoint, or associated by a resource. */
export function servesTable(graph: Graph, endpoint: Resource, table: Resource): Truth {
  const list = endpoint.at("routeTableIds");
  const { targets, complete } = graph.resolveAll(endpoint, list, table.type);
  const listed: Truth = targets.includes(table) ? true : complete === true ? false : complete;
  const associated = some(graph.ofType(endpointRouteTable), (association) =>
    and(
      refers(graph, association, association.at("vpcEndpointId"), endpoint),
      refers(graph, association, association.at("routeTableId"), table),
    ),
  );
  return or(listed, associated);
}

function refers(graph: Graph, from: Resource, reference: Property, target: Resource): Truth {
  return graph.refersTo(from, reference, target);
}
