import * as kubernetes from "@pulumi/kubernetes";

/** DATA-04, LOG-04, LOG-05 of the stack: it says nothing about the account. */
export function createNamespaces(): void {
  // NET-01: nothing denies anything. WL-15: and no standard holds.
  new kubernetes.core.v1.Namespace("shop", { metadata: { name: "shop" } });
  // NET-07: its pods may not even ask for names. WL-15, WL-16, WL-17: no standard, no quota, no limits.
  new kubernetes.core.v1.Namespace("tenant-a", { metadata: { name: "tenant-a" } });
  new kubernetes.networking.v1.NetworkPolicy("tenant-a-deny", {
    metadata: { name: "deny", namespace: "tenant-a" },
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
  });
  // NET-03: both directions, to everybody. NET-02: the metadata service is part of everything.
  new kubernetes.networking.v1.NetworkPolicy("tenant-a-allow", {
    metadata: { name: "allow", namespace: "tenant-a" },
    spec: {
      podSelector: { matchLabels: { app: "web" } },
      policyTypes: ["Ingress", "Egress"],
      ingress: [{ from: [{ ipBlock: { cidr: "0.0.0.0/1" } }, { ipBlock: { cidr: "128.0.0.0/1" } }] }],
      egress: [{}],
    },
  });
  // NET-02: the internet begins at home.
  new kubernetes.networking.v1.NetworkPolicy("tenant-a-internet", {
    metadata: { name: "internet", namespace: "tenant-a" },
    spec: {
      podSelector: { matchLabels: { app: "crawler" } },
      policyTypes: ["Egress"],
      egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["10.0.0.0/8"] } }], ports: [{ port: 80 }] }],
    },
  });
}
