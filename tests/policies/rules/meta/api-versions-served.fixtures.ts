import { unknown, type Value } from "../../../../policies/engine/values/value";
import { apiVersionsServed } from "../../../../policies/rules/meta/api-versions-served";
import { resource, type RuleFixtures } from "../../fixture";

const object = (type: string) => resource(`kubernetes:${type}`, "it", { metadata: { name: "it" } });
const cluster = (version: Value) => resource("aws:eks/cluster:Cluster", "cluster", { version });

export const fixtures: RuleFixtures = {
  rule: apiVersionsServed,

  passes: [
    { when: "the version is stable", resources: [cluster("1.36"), object("apps/v1:Deployment")] },
    { when: "the group is the core one", resources: [cluster("1.36"), object("core/v1:Pod")] },
    { when: "nobody ever removed the version, whatever the cluster is", resources: [object("apps/v1:Deployment")] },
    {
      when: "the cluster is old enough",
      resources: [cluster("1.30"), object("flowcontrol.apiserver.k8s.io/v1beta3:FlowSchema")],
    },
    {
      when: "another kind of the version is removed",
      resources: [cluster("1.35"), object("storage.k8s.io/v1beta1:VolumeAttributesClass")],
    },
    {
      when: "the kind is deprecated but served",
      resources: [cluster("1.37"), object("core/v1:Endpoints")],
    },
    {
      when: "a beta version of devices still has a minor to live",
      resources: [cluster("1.37"), object("resource.k8s.io/v1beta2:ResourceClaim")],
    },
  ],
  fails: [
    {
      when: "the version is gone for years",
      resources: [cluster("1.36"), object("policy/v1beta1:PodDisruptionBudget")],
      paths: ["apiVersion"],
      level: "mandatory",
    },
    {
      when: "no cluster of EKS is old enough, and this one is outside the stack",
      resources: [object("networking.k8s.io/v1beta1:Ingress")],
      paths: ["apiVersion"],
      level: "mandatory",
    },
    { when: "all kinds of a version are gone", resources: [cluster("1.36"), object("apps/v1beta2:StatefulSet")] },
    { when: "a list is of a version that is gone", resources: [cluster("1.36"), object("batch/v1beta1:CronJobList")] },
    {
      when: "a patch is of a version that is gone",
      resources: [cluster("1.36"), object("batch/v1beta1:CronJobPatch")],
    },
    {
      when: "the version of the component's cluster does not serve it",
      resources: [
        resource("eks:index:Cluster", "cluster", { version: "1.32" }),
        object("flowcontrol.apiserver.k8s.io/v1beta3:FlowSchema"),
      ],
      level: "mandatory",
    },
    {
      when: "the next minor does not serve it",
      resources: [cluster("1.31"), object("flowcontrol.apiserver.k8s.io/v1beta3:FlowSchema")],
      paths: ["apiVersion"],
      level: "advisory",
    },
    {
      when: "a beta version of policies went after three minors",
      resources: [cluster("1.34"), object("admissionregistration.k8s.io/v1beta1:ValidatingAdmissionPolicy")],
      level: "mandatory",
    },
    {
      when: "1.37 does not serve the beta version of Services' ranges",
      resources: [cluster("1.37"), object("networking.k8s.io/v1beta1:ServiceCIDR")],
      level: "mandatory",
    },
    {
      when: "1.38 is announced to drop the first beta version of devices",
      resources: [cluster("1.37"), object("resource.k8s.io/v1beta1:DeviceClass")],
      level: "advisory",
    },
    {
      when: "the version is an alpha one",
      resources: [cluster("1.36"), object("lifecycle.k8s.io/v1alpha1:EvictionRequest")],
      level: "advisory",
    },
  ],
  undecided: [
    {
      when: "the cluster is outside the stack",
      resources: [object("flowcontrol.apiserver.k8s.io/v1beta3:FlowSchema")],
    },
    {
      when: "the version of the cluster is unknown",
      resources: [cluster(unknown), object("flowcontrol.apiserver.k8s.io/v1beta3:FlowSchema")],
    },
    {
      when: "one of two clusters serves it",
      resources: [cluster("1.31"), cluster("1.36"), object("flowcontrol.apiserver.k8s.io/v1beta3:FlowSchema")],
    },
  ],
  outside: [
    { when: "somebody defined the kind", resources: [cluster("1.36"), object("karpenter.sh/v1alpha5:Provisioner")] },
    { when: "Helm renders it", resources: [cluster("1.36"), object("helm.sh/v3:Release")] },
  ],
};
