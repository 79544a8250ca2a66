import * as kubernetes from "@pulumi/kubernetes";

const { ClusterRole, ClusterRoleBinding, Role, RoleBinding } = kubernetes.rbac.v1;
const rbac = "rbac.authorization.k8s.io";

/** Who may do what, by whoever asked first. */
export function grantAccess(): void {
  roles();
  bindings();
  // RBAC-10: the way in that access entries replaced.
  new kubernetes.core.v1.ConfigMap("aws-auth", {
    metadata: { name: "aws-auth", namespace: "kube-system" },
    data: {
      mapUsers: JSON.stringify([{ userarn: "arn:aws:iam::111122223333:user/alice", groups: ["system:masters"] }]),
    },
  });
}

function roles(): void {
  // RBAC-02 and, as everything is in it, RBAC-03, RBAC-04, RBAC-05 and RBAC-06.
  new ClusterRole("everything", {
    metadata: { name: "everything" },
    rules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }],
  });
  // RBAC-03
  new Role("secret-reader", {
    metadata: { name: "secret-reader", namespace: "tenant-a" },
    rules: [{ apiGroups: [""], resources: ["secrets"], verbs: ["get", "list"] }],
  });
  // RBAC-04
  new ClusterRole("promoter", {
    metadata: { name: "promoter" },
    rules: [{ apiGroups: [rbac], resources: ["clusterroles"], verbs: ["bind", "escalate"] }],
  });
  // RBAC-05
  new Role("shell", {
    metadata: { name: "shell", namespace: "tenant-a" },
    rules: [{ apiGroups: [""], resources: ["pods/exec"], verbs: ["create"] }],
  });
  // RBAC-06
  new ClusterRole("node-proxy", {
    metadata: { name: "node-proxy" },
    rules: [{ apiGroups: [""], resources: ["nodes/proxy"], verbs: ["get"] }],
  });
}

function bindings(): void {
  // RBAC-01
  new ClusterRoleBinding("pipeline", {
    metadata: { name: "pipeline" },
    roleRef: { apiGroup: rbac, kind: "ClusterRole", name: "cluster-admin" },
    subjects: [{ apiGroup: rbac, kind: "Group", name: "pipeline" }],
  });
  // RBAC-07: nobody has to say who they are.
  new ClusterRoleBinding("everybody", {
    metadata: { name: "everybody" },
    roleRef: { apiGroup: rbac, kind: "ClusterRole", name: "view" },
    subjects: [{ apiGroup: rbac, kind: "Group", name: "system:unauthenticated" }],
  });
  // RBAC-08 of the pod that runs as this account: it reads every Secret of its tenant.
  new kubernetes.core.v1.ServiceAccount("reader", {
    metadata: { name: "reader", namespace: "tenant-a" },
    automountServiceAccountToken: false,
  });
  new RoleBinding("reader", {
    metadata: { name: "reader", namespace: "tenant-a" },
    roleRef: { apiGroup: rbac, kind: "Role", name: "secret-reader" },
    subjects: [{ kind: "ServiceAccount", name: "reader", namespace: "tenant-a" }],
  });
  // RBAC-09: a role that nobody wrote.
  new RoleBinding("lost", {
    metadata: { name: "lost", namespace: "tenant-a" },
    roleRef: { apiGroup: rbac, kind: "Role", name: "lost" },
    subjects: [{ apiGroup: rbac, kind: "Group", name: "tenant-a" }],
  });
}
