import * as kubernetes from "@pulumi/kubernetes";

export function createKarpenter(): void {
  new kubernetes.apiextensions.CustomResource("any", {
    apiVersion: "karpenter.k8s.aws/v1",
    kind: "EC2NodeClass",
    metadata: { name: "any" },
    spec: {
      // TAG-01: no tags. NODE-12: neither role nor profile, and whatever carries the tag.
      amiFamily: "AL2", // NODE-07
      amiSelectorTerms: [
        { alias: "al2@latest" }, // NODE-07
        { name: "team-image-*" }, // NODE-07: anybody's image of that name
      ],
      subnetSelectorTerms: [{ tags: { "karpenter.sh/discovery": "*" } }], // NODE-12
      securityGroupSelectorTerms: [{ tags: { "karpenter.sh/discovery": "*" } }], // NODE-12
      associatePublicIPAddress: true, // NODE-02
      metadataOptions: { httpTokens: "optional", httpPutResponseHopLimit: 2 }, // NODE-01
      blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: "100Gi", encrypted: false } }], // NODE-04
      userData: "#!/bin/bash\n/etc/eks/bootstrap.sh main --kubelet-extra-args '--authorization-mode=AlwaysAllow'\n", // NODE-10
    },
  });
  // NODE-12: no limit, no end, everything at once, and of a class that nobody made.
  new kubernetes.apiextensions.CustomResource("unlimited", {
    apiVersion: "karpenter.sh/v1",
    kind: "NodePool",
    metadata: { name: "unlimited" },
    spec: {
      disruption: { budgets: [{ nodes: "100%" }] },
      template: {
        spec: {
          expireAfter: "Never",
          nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "missing" },
          requirements: [{ key: "karpenter.sh/capacity-type", operator: "In", values: ["spot"] }],
        },
      },
    },
  });
}
