import { podSecurityRule } from "../../engine/workloads/pod-security";
import { violation } from "../../engine/rule";

export const noHostNamespaces = podSecurityRule({
  id: "PSS-B-02",
  name: "no-host-namespaces",
  title: "Pods do not share the node's network, processes or memory",
  why: "A pod in a namespace of the node sees and reaches what every other pod and the node itself does there.",
  fix: "Remove hostNetwork, hostPID and hostIPC.",
  references: {
    pss: ["hostNamespaces"],
    cis: ["4.2.2", "4.2.3", "4.2.4"],
    soc2: ["CC6.8"],
    hipaa: ["312(a)(1)"],
    nsa: ["Pod"],
  },
  standard: "baseline",
  fields: ["spec.hostNetwork", "spec.hostPID", "spec.hostIPC"],
  check: ({ spec }) =>
    ["hostNetwork", "hostPID", "hostIPC"].map((key) =>
      violation(spec.child(key).is(true), spec.child(key), `The pod sets ${key}.`, { fix: `Remove ${key}.` }),
    ),
});
