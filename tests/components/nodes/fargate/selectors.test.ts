import assert from "node:assert/strict";
import { profileProblems } from "../../../../components/nodes/fargate/profile-problems";
import { fargateProfileName } from "../../../../components/nodes/fargate/profile-name";
import { takesNamespace, takesPod, type FargateSelector } from "../../../../components/nodes/fargate/selectors";

const profile = (...selectors: FargateSelector[]) => ({ name: "system", selectors });
const dns = { namespace: "kube-system", labels: { "k8s-app": "kube-dns", app: "dns" } };

describe("selectors of Fargate profiles", () => {
  const cases: readonly (readonly [selector: FargateSelector, takes: boolean])[] = [
    [{ namespace: "kube-system" }, true],
    [{ namespace: "kube-*" }, true],
    [{ namespace: "kube-s?stem" }, true],
    [{ namespace: "kube" }, false],
    [{ namespace: "kube.system" }, false],
    [{ namespace: "kube-system", labels: { "k8s-app": "kube-dns" } }, true],
    [{ namespace: "kube-system", labels: { "k8s-app": "kube-*" } }, true],
    [{ namespace: "kube-system", labels: { "k8s-app": "kube-dns", tier: "a" } }, false],
    [{ namespace: "kube-system", labels: { "k8s-app": "metrics-server" } }, false],
  ];
  for (const [selector, takes] of cases)
    it(`${JSON.stringify(selector)} ${takes ? "takes" : "leaves"} CoreDNS`, () => {
      assert.equal(takesPod([profile(selector)], dns), takes);
    });

  it("take pods of a namespace also where they take only some", () => {
    assert.ok(takesNamespace([profile({ namespace: "tenant-*", labels: { app: "web" } })], "tenant-shop"));
    assert.ok(!takesNamespace([profile({ namespace: "tenant-*" })], "team"));
  });
});

describe("problems of Fargate profiles", () => {
  const label = (index: number): readonly [string, string] => [`key-${String(index)}`, "a"];
  const five = Object.fromEntries([1, 2, 3, 4, 5].map(label));
  const six = Object.fromEntries([1, 2, 3, 4, 5, 6].map(label));
  const five91 = { name: "a".repeat(91), selectors: [1, 2, 3, 4, 5].map((n) => ({ namespace: `n${String(n)}` })) };

  it("are none at the limits of EKS", () => {
    assert.deepEqual(profileProblems([five91, profile({ namespace: "*", labels: five })]), []);
  });

  const cases: readonly (readonly [what: string, profiles: Parameters<typeof profileProblems>[0], path: string])[] = [
    ["eleven profiles", Array.from({ length: 11 }, (_, n) => ({ ...five91, name: `p${String(n)}` })), ""],
    ["a name that EKS reserves", [{ ...profile({ namespace: "a" }), name: "eks-system" }], "0.name"],
    ["a name without room for its hash", [{ ...five91, name: "a".repeat(92) }], "0.name"],
    ["a name that is taken", [profile({ namespace: "a" }), profile({ namespace: "b" })], "1.name"],
    ["six selectors", [profile(...["a", "b", "c", "d", "e", "f"].map((namespace) => ({ namespace })))], "0.selectors"],
    ["no selector", [profile()], "0.selectors"],
    ["a namespace in capitals", [profile({ namespace: "Kube" })], "0.selectors.0.namespace"],
    ["a namespace of 64 letters", [profile({ namespace: "a".repeat(64) })], "0.selectors.0.namespace"],
    ["six labels", [profile({ namespace: "a", labels: six })], "0.selectors.0.labels"],
    ["a label with a space", [profile({ namespace: "a", labels: { "k 8s": "a" } })], "0.selectors.0.labels"],
  ];
  for (const [what, profiles, path] of cases)
    it(`name ${what}`, () => {
      assert.deepEqual(
        profileProblems(profiles).map((problem) => problem.path.join(".")),
        [path],
      );
    });
});

describe("the physical name of a Fargate profile", () => {
  const place = { cluster: "blue", role: "blue-fargate", subnets: [{ availabilityZone: "a", cidr: "10.0.0.0/24" }] };
  const [a, b] = [{ namespace: "a" }, { namespace: "b", labels: { x: "1", y: "2" } }];

  it("stays while nothing changes, in whatever order it is stated", () => {
    const name = fargateProfileName(profile(a, b), place);
    assert.match(name, /^system-[0-9a-f]{8}$/);
    assert.equal(fargateProfileName(profile({ ...b, labels: { y: "2", x: "1" } }, a), place), name);
  });

  it("changes with selectors, role and subnets, so that a replacement stands beside the old profile", () => {
    const names = [
      fargateProfileName(profile(a, b), place),
      fargateProfileName(profile(a), place),
      fargateProfileName(profile(a, b), { ...place, role: "green" }),
      fargateProfileName(profile(a, b), { ...place, subnets: [] }),
    ];
    assert.equal(new Set(names).size, 4);
  });
});
