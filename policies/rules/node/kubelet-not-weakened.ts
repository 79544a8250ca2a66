import { nodeOption } from "../../engine/nodes/default-node-group";
import {
  weakFields,
  weaknessesOfBottlerocket,
  weaknessesOfFlags,
  type KubeletFindings,
} from "../../engine/nodes/kubelet-weakness";
import { kubeletFindings, kubeletFindingsOfBase64 } from "../../engine/nodes/user-data";
import type { Resource } from "../../engine/graph/resource";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Rule } from "../../engine/rule";

const componentInputs = [
  "kubeletExtraArgs",
  "bootstrapExtraArgs",
  "nodeUserData",
  "nodeUserDataOverride",
  "userData",
  "nodeadmExtraOptions[].content",
  "bottlerocketSettings",
] as const;

export const kubeletNotWeakened: Rule = {
  id: "NODE-10",
  name: "kubelet-not-weakened",
  title: "User data leaves the kubelet's safe defaults alone",
  why: "The kubelet of an EKS image authenticates, authorizes and rotates by default; one flag in user data lets anybody in the VPC run commands in its pods.",
  fix: "Remove these kubelet settings and keep the defaults of the image.",
  level: "mandatory",
  scope: "resource",
  references: {
    cis: ["3.2.1", "3.2.2", "3.2.3", "3.2.4", "3.2.5", "3.2.6", "3.2.7", "3.2.8", "3.2.9"],
    soc2: ["CC6.1"],
    hipaa: ["312(a)(1)"],
  },
  reads: {
    "aws:ec2/launchTemplate:LaunchTemplate": ["userData"],
    "aws:ec2/launchConfiguration:LaunchConfiguration": ["userData", "userDataBase64"],
    "eks:index:ManagedNodeGroup": componentInputs,
    "eks:index:NodeGroup": componentInputs,
    "eks:index:NodeGroupV2": componentInputs,
    "eks:index:Cluster": ["nodeUserData", "nodeGroupOptions"],
    "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass": ["spec.kubelet", "spec.userData"],
  },
  check(source) {
    switch (source.type) {
      case "aws:ec2/launchTemplate:LaunchTemplate":
        return [ofText(source.at("userData"), kubeletFindingsOfBase64)];
      case "aws:ec2/launchConfiguration:LaunchConfiguration":
        return [
          ofText(source.at("userData"), kubeletFindings),
          ofText(source.at("userDataBase64"), kubeletFindingsOfBase64),
        ];
      case "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass":
        return [
          ofText(source.at("spec.userData"), kubeletFindings),
          ...weakFields(source.at("spec.kubelet")).map(({ at, weak, weakness }) =>
            violation(weak, at, says([weakness])),
          ),
        ];
      default:
        return ofComponent(source);
    }
  },
};

function ofComponent(component: Resource): readonly Condition[] {
  const option = (key: string): Property => nodeOption(component, key);
  const options = option("nodeadmExtraOptions");
  const { known, open } = options.elements();
  const bottlerocket = option("bottlerocketSettings");
  return [
    ofText(option("kubeletExtraArgs"), weaknessesOfFlags),
    ofText(option("bootstrapExtraArgs"), weaknessesOfFlags),
    ofText(option("nodeUserData"), scriptFragment),
    ofText(option("nodeUserDataOverride"), kubeletFindings),
    ofText(option("userData"), plainOrBase64),
    violation(open ?? false, options, says([])),
    ...known.map((part) => ofText(part.child("content"), kubeletFindings)),
    conditionOf(
      bottlerocket,
      weaknessesOfBottlerocket(
        bottlerocket.child("settings").isAbsent
          ? bottlerocket.child("kubernetes")
          : bottlerocket.at("settings.kubernetes"),
      ),
    ),
  ];
}

/** `nodeUserData` is put into a script of the component's own, so that it needs no first line. */
function scriptFragment(text: string, path: string): KubeletFindings {
  return kubeletFindings(/^\s*(#!|<|content-type|mime-version)/i.test(text) ? text : `#!/bin/bash\n${text}`, path);
}

/** The component hands `userData` to the launch template as it is, where base64 is expected. */
function plainOrBase64(text: string, path: string): KubeletFindings {
  return /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text) ? kubeletFindingsOfBase64(text, path) : kubeletFindings(text, path);
}

function ofText(property: Property, read: (text: string, path: string) => KubeletFindings): Condition {
  const text = property.text();
  if (text !== undefined) return conditionOf(property, read(text, property.path));
  return violation(property.isUnknown ? property.undecided : false, property, says([]));
}

function conditionOf(property: Property, { weaknesses, open }: KubeletFindings): Condition {
  return violation(weaknesses.length > 0 ? true : (open ?? false), property, says(weaknesses), { cause: "kubelet" });
}

function says(weaknesses: readonly string[]): string {
  return `The kubelet is weakened: ${weaknesses.join(", ")}.`;
}
