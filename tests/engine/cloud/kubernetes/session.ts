import { parse } from "yaml";
import { list, text, texts, type Json, type Properties } from "../../properties";
import type { Cloud, CloudObject } from "../cloud";
import { administers } from "../eks/access";
import { clusterToken } from "../eks/cluster-state";
import { demand } from "../refusal";

/** Whom a kubeconfig leads where. */
export interface Session {
  readonly clusterName: string;
  readonly endpoint: string;
  /** The role that the token is asked for; undefined leaves it to the caller's own. */
  readonly roleArn: string | undefined;
}

/** Reads a kubeconfig that asks `aws eks get-token` for a token, as JSON or YAML. */
export function sessionOf(kubeconfig: string): Session {
  const document = parse(kubeconfig) as Properties;
  const args = texts(document, "users.0.user.exec.args");
  const after = (name: string) => args[args.indexOf(name) + 1] ?? "";
  const [cluster] = list(document, "clusters");
  return {
    clusterName: args.includes("--cluster-name") ? after("--cluster-name") : "",
    endpoint: text(cluster as Json, "cluster.server"),
    roleArn: args.includes("--role-arn") ? after("--role-arn") : undefined,
  };
}

/**
 * The cluster that a session reaches.
 * @throws Refusal P2 when it is not there, E9 when it does not let the caller in
 */
export function demandAccess(session: Session, cloud: Cloud): CloudObject {
  const found = cloud.named(clusterToken, session.clusterName);
  const reachable = found !== undefined && text(found.outputs, "endpoint") === session.endpoint;
  demand(
    reachable,
    "P2",
    "configured Kubernetes cluster is unreachable: unable to load schema information from the API server",
  );
  const principal = session.roleArn ?? cloud.account.callerRoleArn;
  demand(
    administers(principal, found.id, cloud),
    "E9",
    `the server has asked for the client to provide credentials (401 Unauthorized) for ${principal}`,
  );
  return found;
}
