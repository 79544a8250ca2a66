import type { Expectation } from "../expectation";

export const expectedOfWorkloads: Expectation = {
  mandatory: {
    "Stack broken-workloads": ["DATA-04", "LOG-04", "LOG-05"],
    // Namespaces and policies
    "Namespace shop": ["NET-01", "WL-15"],
    "Namespace tenant-a": ["WL-15", "WL-16", "WL-17"],
    "NetworkPolicy tenant-a-allow": ["NET-02", "NET-03"],
    "NetworkPolicy tenant-a-internet": ["NET-02"],
    // Exposure
    "Service web": ["NET-10"],
    "Service web-tls": ["NET-10", "NET-11"],
    "Service borrowed": ["NET-10"],
    "Service door": ["NET-10"],
    "Ingress web": ["NET-12"],
    "Ingress shop": ["NET-12"],
    "IngressClassParams old-tls": ["NET-11"],
    "LoadBalancerConfiguration public": ["NET-11"],
    "Gateway gateway": ["NET-11", "NET-12"],
    // Karpenter
    "EC2NodeClass any": ["NODE-01", "NODE-02", "NODE-04", "NODE-07", "NODE-10", "NODE-12", "TAG-01"],
    "NodePool unlimited": ["NODE-12"],
    // Storage
    "StorageClass standard": ["DATA-11", "DATA-12"],
    "StorageClass gp2": ["COST-02", "DATA-11", "DATA-12"],
    "PersistentVolume logs": ["DATA-11"],
    "PersistentVolume shared": ["DATA-11"],
    // Baseline
    "Pod host-process": ["PSS-B-01"],
    "Pod host-network": ["PSS-B-02"],
    "Pod privileged": ["PSS-B-03"],
    "Pod net-admin": ["PSS-B-04"],
    "Pod docker-socket": ["PSS-B-05"],
    "Pod host-port": ["PSS-B-06"],
    "Pod probing": ["PSS-B-07"],
    "Pod unconfined-apparmor": ["PSS-B-08"],
    "Pod selinux": ["PSS-B-09"],
    "Pod proc": ["PSS-B-10"],
    "Pod unconfined-seccomp": ["PSS-B-11"],
    "Pod sysctls": ["PSS-B-12"],
    "DaemonSet agent": ["PSS-B-02"],
    "CronJob sweep": ["PSS-B-05"],
    // Charts
    "Release kured": ["META-01", "WL-03", "WL-21"],
    // Restricted
    "Pod nfs": ["PSS-R-01"],
    "Pod escalating": ["PSS-R-02"],
    "Pod maybe-root": ["PSS-R-03"],
    "Pod root": ["PSS-R-04"],
    "Pod no-seccomp": ["PSS-R-05"],
    "Pod capable": ["PSS-R-06"],
    "Pod proc-in-namespace": ["PSS-R-07"],
    "Pod reading": ["RBAC-08"],
    "Deployment readme": [
      ...["PSS-R-02", "PSS-R-03", "PSS-R-05", "PSS-R-06", "RBAC-07"],
      ...["WL-01", "WL-02", "WL-03", "WL-05", "WL-09", "WL-13"],
    ],
    // Applications
    "Deployment api": ["WL-04", "WL-06", "WL-08", "WL-11", "WL-14"],
    "PodDisruptionBudget worker": ["WL-07"],
    "HorizontalPodAutoscaler nothing": ["WL-18"],
    "VerticalPodAutoscaler nothing": ["WL-22"],
    "ServiceAccount web": ["IAM-11"],
    "ConfigMap somewhere": ["NET-01", "WL-10"],
    // Access
    "ClusterRole everything": ["RBAC-02", "RBAC-03", "RBAC-04", "RBAC-05", "RBAC-06"],
    "ClusterRole promoter": ["RBAC-04"],
    "ClusterRole node-proxy": ["RBAC-06"],
    "Role secret-reader": ["RBAC-03"],
    "Role shell": ["RBAC-05"],
    "ClusterRoleBinding pipeline": ["RBAC-01"],
    "ClusterRoleBinding everybody": ["RBAC-07"],
    "ConfigMap aws-auth": ["RBAC-10"],
    // Manifests
    "Pod debug/debug": ["NET-01", "PSS-B-02", "PSS-B-03"],
    "StorageClass fast": ["DATA-11", "DATA-12"],
    "Pod rose": ["PSS-B-02"],
    "Service shop/metrics": ["NET-10"],
  },
  advisory: {
    "Namespace tenant-a": ["NET-07"],
    "PriorityClass urgent": ["META-03"],
    "Deployment api": ["WL-12"],
    "Deployment readme": ["WL-04"],
    "Job import": ["WL-19"],
    "RoleBinding lost": ["RBAC-09"],
  },
  // The stack has no subnets that Karpenter could select.
  undecided: { "EC2NodeClass any": ["NODE-03", "NODE-09"] },
  opaque: ["Release kured"],
};
