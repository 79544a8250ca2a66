import type { GraphResource } from "../../policies/engine/graph/resource";
import { resource } from "./fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;

export const account = "111122223333";
export const stranger = "444455556666";

/** A policy document with the given statements, as text. */
export function document(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** A statement that allows actions on resources, with what else is given. */
export function allow(action: string | readonly string[], on: string | readonly string[] = "*", rest: object = {}) {
  return { Effect: "Allow", Action: action, Resource: on, ...rest };
}

/** A role of the stack. */
export function role(name: string, inputs: Inputs = {}): GraphResource {
  return resource("aws:iam/role:Role", name, { name, ...inputs });
}

/** A role whose one inline policy has the statements. */
export function roleWith(name: string, ...statements: readonly object[]): GraphResource {
  return role(name, { inlinePolicies: [{ name: "own", policy: document(...statements) }] });
}

/** A customer managed policy with the statements. */
export function policy(...statements: readonly object[]): GraphResource {
  return resource("aws:iam/policy:Policy", "p", { name: "p", policy: document(...statements) });
}

/** A role with the trust statements. */
export function trusting(...statements: readonly object[]): GraphResource {
  return role("app", { assumeRolePolicy: document(...statements) });
}

export const issuer = "oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";
export const issuerArn = `arn:aws:iam::${account}:oidc-provider/${issuer}`;

/** A trust statement for tokens of the cluster's issuer, under conditions. */
export function irsa(conditions: object, federated: unknown = issuerArn): object {
  const Principal = { Federated: federated };
  return { Effect: "Allow", Action: "sts:AssumeRoleWithWebIdentity", Principal, Condition: conditions };
}

/** The conditions that pin audience and subject. */
export function pinned(subject: string | readonly string[], of: string = issuer): object {
  return { StringEquals: { [`${of}:aud`]: "sts.amazonaws.com", [`${of}:sub`]: subject } };
}

/** A trust statement for the Pod Identity agent. */
export function podIdentity(rest: object = {}): object {
  return {
    Effect: "Allow",
    Action: ["sts:AssumeRole", "sts:TagSession"],
    Principal: { Service: "pods.eks.amazonaws.com" },
    Condition: { StringEquals: { "aws:SourceAccount": account } },
    ...rest,
  };
}
