import type { Property } from "../values/property";
import { and, or, type Truth } from "../values/truth";
import { isEmptyList } from "./network-policies";

/** One ingress or egress rule of a NetworkPolicy. */
export interface PolicyRule {
  readonly at: Property;
  /** `from` or `to`. */
  readonly peers: Property;
  readonly ports: Property;
}

/** The rules of a policy in one direction; `open` says that there may be others. */
export function rulesOf(policySpec: Property, direction: "ingress" | "egress") {
  const { known, open } = policySpec.child(direction).elements();
  const peers = direction === "ingress" ? "from" : "to";
  const rules = known.map((at): PolicyRule => ({ at, peers: at.child(peers), ports: at.child("ports") }));
  return { rules, open };
}

/** Whether a rule lets a port of a protocol through. No ports means all of them; a named port may be any. */
export function admitsPort({ ports }: PolicyRule, protocol: "TCP" | "UDP", port: number): Truth {
  return or(
    isEmptyList(ports),
    ports.some((entry) => and(hasProtocol(entry, protocol), holdsPort(entry, port))),
  );
}

function hasProtocol(entry: Property, protocol: "TCP" | "UDP"): Truth {
  const stated = entry.child("protocol");
  return stated.isAbsent ? protocol === "TCP" : stated.is(protocol);
}

function holdsPort(entry: Property, port: number): Truth {
  const first = entry.child("port");
  const last = entry.child("endPort");
  if (first.isUnknown) return first.undecided;
  if (first.isAbsent) return true;
  const from = first.number();
  if (from === undefined) return true;
  if (last.isAbsent || from > port) return from === port;
  return last.satisfies((value) => Number(value) >= port);
}
