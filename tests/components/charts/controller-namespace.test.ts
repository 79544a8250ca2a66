import assert from "node:assert/strict";
import { ControllerNamespace, type ControllerNamespaceArgs } from "../../../components/charts";
import { registrations } from "../registrations";
import { workloadCluster } from "../tenancy/cluster";

const policyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

const build = (args: Partial<ControllerNamespaceArgs> = {}, ipFamily: "ipv4" | "ipv6" = "ipv4") =>
  registrations(
    () =>
      new ControllerNamespace("vpa", {
        name: "vpa",
        cluster: workloadCluster(ipFamily),
        podSecurity: "restricted",
        cidrs: ["10.0.0.0/16"],
        ...args,
      }),
  );

describe("ControllerNamespace", () => {
  it("holds its pods to the level that its controller needs, at the cluster's version", async () => {
    const { inputs } = (await build({ podSecurity: "baseline" })).only("kubernetes:core/v1:Namespace");
    const { labels } = inputs["metadata"] as { labels: Record<string, string> };
    assert.equal(labels["pod-security.kubernetes.io/enforce"], "baseline");
    assert.equal(labels["pod-security.kubernetes.io/enforce-version"], "v1.36");
  });

  it("denies all traffic but names, credentials, own pods and calls to port 443", async () => {
    const found = await build();
    const names = found.ofType(policyType).map(({ inputs }) => (inputs["metadata"] as { name: string }).name);
    assert.deepEqual(names.sort(), [
      "allow-calls",
      "allow-dns",
      "allow-own-namespace",
      "allow-pod-identity",
      "default-deny",
    ]);
    assert.deepEqual(found.byName(policyType, "vpa.allow-calls").inputs["spec"], {
      podSelector: {},
      policyTypes: ["Egress"],
      egress: [
        {
          to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["169.254.169.254/32"] } }],
          ports: [{ protocol: "TCP", port: 443 }],
        },
      ],
    });
  });

  it("lets the control plane call webhooks, in the address family of the cluster", async () => {
    const found = await build({ openPorts: [8000], cidrs: ["2001:db8::/56"] }, "ipv6");
    assert.deepEqual(found.byName(policyType, "vpa.allow-callers").inputs["spec"], {
      podSelector: {},
      policyTypes: ["Ingress"],
      ingress: [{ from: [{ ipBlock: { cidr: "2001:db8::/56" } }], ports: [{ protocol: "TCP", port: 8000 }] }],
    });
    const { egress } = found.byName(policyType, "vpa.allow-calls").inputs["spec"] as { egress: unknown };
    assert.deepEqual(egress, [
      {
        to: [{ ipBlock: { cidr: "::/0", except: ["fd00:ec2::254/128"] } }],
        ports: [{ protocol: "TCP", port: 443 }],
      },
    ]);
  });

  it("hands on everything that has to be there before a pod is", async () => {
    const found = await build();
    assert.equal(found.built.ready.length, 6);
  });
});
