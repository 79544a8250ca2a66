import assert from "node:assert/strict";
import { PlatformTraffic } from "../../../components/tenancy";
import { registrations, type Registrations } from "../registrations";
import { workloadCluster } from "./cluster";

const policyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const namespaceType = "kubernetes:core/v1:Namespace";

const build = (addonNamespaces: readonly string[] = []): Promise<Registrations<PlatformTraffic>> =>
  registrations(
    () => new PlatformTraffic("platform", { cluster: workloadCluster(), cidrs: ["10.0.0.0/16"], addonNamespaces }),
  );

describe("PlatformTraffic", () => {
  it("lets the platform's pods be called from the network and call anything but the instance metadata", async () => {
    const found = await build();
    assert.deepEqual(found.byName(policyType, "platform.kube-system.platform-ingress").inputs["spec"], {
      podSelector: {},
      policyTypes: ["Ingress"],
      ingress: [{ from: [{ ipBlock: { cidr: "10.0.0.0/16" } }] }],
    });
    assert.deepEqual(found.byName(policyType, "platform.kube-system.platform-egress").inputs["spec"], {
      podSelector: {},
      policyTypes: ["Egress"],
      egress: [
        {
          to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["169.254.169.254/32"] } }],
          ports: ["TCP", "UDP"].map((protocol) => ({ protocol, port: 1, endPort: 65535 })),
        },
      ],
    });
    assert.equal(found.ofType(namespaceType).length, 0);
  });

  it("makes the namespaces that add-ons would make too late, and hands on all that pods wait for", async () => {
    const found = await build(["amazon-cloudwatch"]);
    const namespace = found.only(namespaceType);
    const policies = found.ofType(policyType).filter(({ name }) => name.includes("amazon-cloudwatch"));
    assert.equal(policies.length, 2);
    for (const policy of policies) assert.ok(found.waitsFor(policy, namespace));
    assert.equal(found.built.ready.length, 5);
  });
});
