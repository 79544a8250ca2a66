import { text, texts, type Properties } from "../../../properties";
import type { Cloud, CloudObject } from "../../cloud";
import { interfaceToken } from "../../ec2/network-interfaces";

/** What a controller makes for an object of Kubernetes. */
export interface Made {
  readonly type: string;
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** Minutes for which the interfaces of a load balancer stay after it is gone. */
const interfaceMinutes = 3;

/** Makes something outside of any stack. Nobody but its controller knows it. */
export function make(owner: string, { type, id, inputs, outputs }: Made, cloud: Cloud): void {
  const its = { ...inputs, madeFor: owner };
  cloud.put({ type, id, identity: id, origin: "service", status: "active", inputs: its, outputs });
}

/** What was made for an object. */
export function madeFor(owner: string, cloud: Cloud): readonly CloudObject[] {
  return cloud.objects.filter(({ inputs }) => text(inputs, "madeFor") === owner);
}

/** Takes away what was made for an object; interfaces of load balancers linger. */
export function unmake(owner: string, cloud: Cloud): void {
  for (const object of madeFor(owner, cloud)) {
    if (/^aws:e?lb\//.test(object.type))
      for (const subnetId of texts(object.outputs, "subnets")) leaveInterface(subnetId, cloud);
    cloud.remove(object);
  }
}

function leaveInterface(subnetId: string, cloud: Cloud): void {
  const id = cloud.newId("eni");
  const lasting = { origin: "service", status: "deleting", goneFrom: cloud.now + interfaceMinutes } as const;
  cloud.put({ ...lasting, type: interfaceToken, id, identity: id, inputs: { subnetId }, outputs: { subnetId } });
}
