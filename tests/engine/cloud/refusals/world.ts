import assert from "node:assert/strict";
import type { Properties } from "../../properties";
import { Cloud, type CloudObject } from "../cloud";
import type { CloudType } from "../cloud-type";
import { roleToken } from "../iam/role";
import { kubernetesType } from "../kubernetes/kubernetes-type";
import { Refusal } from "../refusal";
import { awsTypes } from "../types";

export const accountId = "111122223333";

/** A cloud that a test builds up call by call, without an engine and without waiting. */
export class World {
  readonly cloud = new Cloud({
    partition: "aws",
    accountId,
    region: "eu-west-1",
    callerRoleArn: `arn:aws:iam::${accountId}:role/deployer`,
  });

  constructor() {
    const outputs = { name: "deployer", arn: this.cloud.account.callerRoleArn, assumeRolePolicy: "{}" };
    const identity = { type: roleToken, id: "deployer", identity: "deployer" };
    this.cloud.put({ ...identity, origin: "account", status: "active", inputs: outputs, outputs });
  }

  /** Creates an object, after the check that a provider makes at preview, and returns it. */
  create(token: string, inputs: Properties): CloudObject {
    const type = this.#typeOf(token);
    type.check?.(inputs);
    const { id, identity = id, computed } = type.create({ inputs, cloud: this.cloud });
    const outputs = { ...inputs, ...computed };
    const object: CloudObject = { type: token, id, identity, origin: "stack", status: "active", inputs, outputs };
    this.cloud.put(object);
    return object;
  }

  update(object: CloudObject, changes: Properties): void {
    this.#typeOf(object.type).update?.({ inputs: { ...object.inputs, ...changes }, cloud: this.cloud }, object);
  }

  remove(object: CloudObject): void {
    this.#typeOf(object.type).remove?.(object, this.cloud);
    this.cloud.remove(object);
  }

  #typeOf(token: string): CloudType {
    const { clusterName, endpoint } = this.session;
    if (token.startsWith("kubernetes:"))
      return kubernetesType(token, () => ({ clusterName, endpoint, roleArn: undefined }));
    const type = awsTypes.find((one) => one.token === token);
    assert.ok(type, token);
    return type;
  }

  /** Where objects of Kubernetes go. */
  session = { clusterName: "platform", endpoint: "" };
}

/** Asserts that a call is refused by the row of the sheet that is named. */
export function refused(id: string, call: () => unknown): void {
  assert.throws(call, (error: unknown) => {
    assert.ok(error instanceof Refusal, String(error));
    assert.equal(error.id, id, error.message);
    return true;
  });
}

/** A policy document of one statement. */
export function policy(statement: Properties): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
}

/** A trust policy for a service. */
export function trust(service: string, ...actions: readonly string[]): string {
  return policy({ Principal: { Service: service }, Action: actions.length > 0 ? actions : ["sts:AssumeRole"] });
}

/** The account may do everything with the key, by its own IAM policies. */
export const administered = {
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${accountId}:root` },
  Action: "kms:*",
  Resource: "*",
};

export function keyPolicy(...statements: readonly Properties[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [administered, ...statements] });
}
