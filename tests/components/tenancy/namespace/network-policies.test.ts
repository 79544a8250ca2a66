import assert from "node:assert/strict";
import { ingressOpening, isolation } from "../../../../components/tenancy/namespace/network-policies";
import { allowed, type Connection, type End } from "./traffic";

const pod = (namespace: string, labels: Readonly<Record<string, string>> = {}): End => ({ namespace, labels });
const dns = pod("kube-system", { "k8s-app": "kube-dns" });

/** A connection of a pod in namespace `shop`. */
function connection(
  direction: Connection["direction"],
  other: End,
  port: number,
  protocol: Connection["protocol"] = "TCP",
): Connection {
  return { namespace: "shop", labels: { app: "web" }, direction, other, port, protocol };
}

describe("isolation of a namespace", () => {
  for (const { title, to, port, protocol } of [
    { title: "DNS by UDP", to: dns, port: 53, protocol: "UDP" },
    { title: "DNS by TCP", to: dns, port: 53, protocol: "TCP" },
    { title: "the Pod Identity agent over IPv4", to: { ip: "169.254.170.23" }, port: 80, protocol: "TCP" },
    { title: "the Pod Identity agent over IPv6", to: { ip: "fd00:ec2::23" }, port: 80, protocol: "TCP" },
    { title: "a pod of its own namespace", to: pod("shop"), port: 5432, protocol: "TCP" },
  ] as const) {
    it(`lets pods reach ${title}`, () => {
      assert.ok(allowed(isolation, connection("Egress", to, port, protocol)));
    });
  }

  for (const { title, to, port, protocol } of [
    { title: "the instance metadata service", to: { ip: "169.254.169.254" }, port: 80, protocol: "TCP" },
    { title: "the instance metadata service over IPv6", to: { ip: "fd00:ec2::254" }, port: 80, protocol: "TCP" },
    { title: "another port of the Pod Identity agent", to: { ip: "169.254.170.23" }, port: 2703, protocol: "TCP" },
    { title: "the internet", to: { ip: "203.0.113.7" }, port: 443, protocol: "TCP" },
    { title: "a pod of another namespace", to: pod("other"), port: 80, protocol: "TCP" },
    { title: "DNS under another port", to: dns, port: 9153, protocol: "TCP" },
    { title: "other pods of kube-system", to: pod("kube-system", { "k8s-app": "x" }), port: 53, protocol: "UDP" },
    {
      title: "pods elsewhere that call themselves DNS",
      to: pod("other", { "k8s-app": "kube-dns" }),
      port: 53,
      protocol: "UDP",
    },
  ] as const) {
    it(`keeps pods from ${title}`, () => {
      assert.ok(!allowed(isolation, connection("Egress", to, port, protocol)));
    });
  }

  it("lets in pods of its own namespace only", () => {
    assert.ok(allowed(isolation, connection("Ingress", pod("shop"), 8080)));
    assert.ok(!allowed(isolation, connection("Ingress", pod("other"), 8080)));
    assert.ok(!allowed(isolation, connection("Ingress", { ip: "10.0.0.1" }, 8080)));
  });
});

describe("ingressOpening", () => {
  const opening = ingressOpening({ name: "web", labels: { app: "web" }, port: 8080, clientNamespaces: ["ingress"] });
  const policies = [...isolation, opening];

  it("lets the named namespaces reach the port", () => {
    assert.ok(allowed(policies, connection("Ingress", pod("ingress"), 8080)));
  });

  it("opens no other port, no other pod and no other namespace", () => {
    assert.ok(!allowed(policies, connection("Ingress", pod("ingress"), 9090)));
    assert.ok(!allowed(policies, { ...connection("Ingress", pod("ingress"), 8080), labels: { app: "database" } }));
    assert.ok(!allowed(policies, connection("Ingress", pod("other"), 8080)));
  });

  it("opens nothing outward", () => {
    assert.ok(!allowed(policies, connection("Egress", pod("ingress"), 8080)));
  });
});
