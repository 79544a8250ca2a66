import type { Expectation } from "../expectation";

export const expectedOfComponents: Expectation = {
  mandatory: {
    "Stack broken-components": ["COST-01", "DATA-04", "LOG-04", "LOG-05"],
    "Vpc tutorial": ["LOG-03", "NET-05"],
    "Cluster tutorial": [
      "META-01",
      ...[
        "DATA-11",
        "EKS-01",
        "EKS-02",
        "EKS-03",
        "EKS-04",
        "EKS-05",
        "EKS-07",
        "EKS-08",
        "EKS-09",
        "EKS-11",
        "EKS-12",
      ],
      ...["EKS-13", "EKS-14", "NODE-01", "NODE-02", "NODE-03", "NODE-04", "NODE-06", "NODE-09", "NODE-10"],
      ...["COST-02", "RBAC-10"],
    ],
    "Cluster auto": [
      ...["META-01", "COST-02", "EKS-01", "EKS-02", "EKS-03", "EKS-04", "EKS-11", "EKS-12", "EKS-14"],
      ...["NODE-03", "NODE-09"],
    ],
    "ManagedNodeGroup managed": [
      "META-01",
      "NODE-01",
      "NODE-03",
      "NODE-04",
      "NODE-06",
      "NODE-07",
      "NODE-08",
      "NODE-10",
    ],
    "NodeGroup unmanaged": [
      "META-01",
      ...["NODE-01", "NODE-02", "NODE-03", "NODE-04", "NODE-06", "NODE-07", "NODE-10", "NODE-11"],
    ],
    "NodeGroupV2 second": ["META-01", "NODE-01", "NODE-02", "NODE-03", "NODE-04", "NODE-06"],
    "Role nodes": ["NODE-05"],
    "ConfigGroup hidden": ["META-01"],
    "Pod hidden:hidden/peer": ["PSS-B-02"],
    "VpcCniAddon cni": ["META-01", "EKS-13", "IAM-19"],
    "Addon coredns": ["META-01", "EKS-13"],
  },
  advisory: { "Vpc tutorial": ["NET-09"] },
  undecided: {
    // The files beside it may hold the policies and the account that it needs.
    "Pod hidden:hidden/peer": ["NET-01", "RBAC-07", "RBAC-08", "WL-09"],
    // Nothing here knows what the policy CloudWatchFullAccessV2 allows.
    "Role nodes": ["IAM-05"],
  },
  opaque: [
    ...["Addon coredns", "Cluster auto", "Cluster tutorial", "ConfigGroup hidden", "ManagedNodeGroup managed"],
    ...["NodeGroup unmanaged", "NodeGroupV2 second", "VpcCniAddon cni"],
  ],
};
