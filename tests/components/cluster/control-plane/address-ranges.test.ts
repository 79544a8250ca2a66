import assert from "node:assert/strict";
import { rangeProblems, type ClusterRanges } from "../../../../components/cluster/control-plane/address-ranges";

const vpcCidrs = ["10.0.0.0/16", "100.64.0.0/16"];

describe("address ranges of a cluster", () => {
  const accepted: readonly [string, Omit<ClusterRanges, "vpcCidrs">][] = [
    ["the default service range beside the VPC's", { serviceCidr: "172.20.0.0/16" }],
    ["the widest service range", { serviceCidr: "172.16.0.0/12" }],
    ["the narrowest service range", { serviceCidr: "192.168.7.0/24" }],
    ["no service range, as in IPv6 clusters", {}],
    ["public ranges of both families", { publicAccessCidrs: ["203.0.113.0/24", "198.51.100.7/32", "2001:db8::/32"] }],
    ["private clients inside the VPC", { privateAccessCidrs: ["10.0.0.0/16", "192.168.0.0/24"] }],
    [
      "remote networks side by side",
      { serviceCidr: "172.20.0.0/16", remoteNodeCidrs: ["10.200.0.0/16"], remotePodCidrs: ["10.201.0.0/16"] },
    ],
  ];
  for (const [what, ranges] of accepted) {
    it(`may be ${what}`, () => {
      assert.deepEqual(rangeProblems({ vpcCidrs, ...ranges }), []);
    });
  }

  const refused: readonly [string, Omit<ClusterRanges, "vpcCidrs">, readonly RegExp[]][] = [
    [
      "an empty public list, which opens the endpoint to all",
      { publicAccessCidrs: [] },
      [/publicAccessCidrs is empty/],
    ],
    [
      "public addresses that do not start their range",
      { publicAccessCidrs: ["203.0.113.7/24", "2001:db8::1/32"] },
      [
        /"203\.0\.113\.7\/24" is not a network address; write "203\.0\.113\.0\/24"/,
        /"2001:db8::1\/32".*write "2001:db8::\/32"/,
      ],
    ],
    [
      "something else than ranges",
      { publicAccessCidrs: ["office", "::g/64"] },
      [/"office"/, /"::g\/64" is not an IPv6/],
    ],
    [
      "an IPv6 client of the private endpoint",
      { privateAccessCidrs: ["2001:db8::/32"] },
      [/"2001:db8::\/32" is not an IPv4/],
    ],
    ["a service range that is too narrow", { serviceCidr: "172.20.0.0/25" }, [/"172\.20\.0\.0\/25".*\/12 to \/24/]],
    ["a public service range", { serviceCidr: "100.100.0.0/16" }, [/"100\.100\.0\.0\/16" lies outside the private/]],
    [
      "a service range inside the VPC",
      { serviceCidr: "10.0.128.0/20" },
      [/"10\.0\.128\.0\/20" overlaps.*"10\.0\.0\.0\/16"/],
    ],
    ["public remote nodes", { remoteNodeCidrs: ["203.0.113.0/24"] }, [/nodeCidrs "203\.0\.113\.0\/24" is not private/]],
    [
      "remote networks that meet the VPC, the services and each other",
      {
        serviceCidr: "172.20.0.0/16",
        remoteNodeCidrs: ["10.0.4.0/24", "172.20.9.0/24", "10.8.0.0/16"],
        remotePodCidrs: ["10.8.8.0/24"],
      },
      [
        /nodeCidrs "10\.0\.4\.0\/24" overlaps the VPC's "10\.0\.0\.0\/16"/,
        /nodeCidrs "172\.20\.9\.0\/24" overlaps serviceCidr "172\.20\.0\.0\/16"/,
        /podCidrs "10\.8\.8\.0\/24" overlaps remoteNetworks\.nodeCidrs "10\.8\.0\.0\/16"/,
      ],
    ],
    [
      "more remote networks than EKS takes",
      { remoteNodeCidrs: Array.from({ length: 16 }, (_, index) => `10.${String(index + 100)}.0.0/16`) },
      [/16 ranges, and EKS takes 15/],
    ],
  ];
  for (const [what, ranges, messages] of refused) {
    it(`may not be ${what}`, () => {
      const problems = rangeProblems({ vpcCidrs, ...ranges });
      assert.equal(problems.length, messages.length, problems.join("\n"));
      messages.forEach((message, index) => {
        assert.match(problems[index] ?? "", message);
      });
    });
  }
});
