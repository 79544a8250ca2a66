import type { Resource } from "../../engine/graph/resource";
import { objectsIn, typesOf } from "../../engine/kubernetes/objects";
import { nodeOption } from "../../engine/nodes/default-node-group";
import { environmentReads, environmentVariables } from "../../engine/workloads/environment-variables";
import type { Parameters } from "../../engine/parameters";
import { eachContainer, nameOf } from "../../engine/workloads/pod-security";
import { podsOf, podTypes } from "../../engine/workloads/pods";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { canBeSecret, isSensitiveName, namesSecretObject } from "../../engine/workloads/sensitive-name";
import { and, isUndecided, or, type Truth } from "../../engine/values/truth";
import { credentialIn, credentialInUserData } from "../../engine/workloads/credential-shape";

const configMapTypes = typesOf("core/v1:ConfigMap");
const chartTypes = ["kubernetes:helm.sh/v3:Release", "kubernetes:helm.sh/v4:Chart", "kubernetes:helm.sh/v3:Chart"];
const nodeInputs = ["userData", "nodeUserData", "nodeUserDataOverride"];
const userData: Readonly<Record<string, readonly string[]>> = {
  "aws:ec2/launchTemplate:LaunchTemplate": ["userData"],
  "aws:ec2/launchConfiguration:LaunchConfiguration": ["userData", "userDataBase64"],
  "aws:ec2/instance:Instance": ["userData", "userDataBase64"],
  "eks:index:ManagedNodeGroup": nodeInputs,
  "eks:index:NodeGroup": nodeInputs,
  "eks:index:NodeGroupV2": nodeInputs,
  "eks:index:Cluster": nodeInputs,
  "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass": ["spec.userData"],
};

export const noPlaintextSecrets: Rule = {
  id: "WL-11",
  name: "no-plaintext-secrets",
  title: "Manifests, Helm values, user data and variables of builds, functions and tasks hold no secrets",
  why: "What stands in a manifest is readable for everybody who may look at it, in the audit log and in every copy of the state.",
  fix: "Keep the value in Secrets Manager and mount it with the Secrets Store CSI driver.",
  level: "mandatory",
  scope: "resource",
  references: {
    fsbp: ["CodeBuild.2", "ECS.8"],
    cis: ["4.4.1", "4.4.2"],
    soc2: ["CC6.1", "C1.1"],
    hipaa: ["312(a)(2)(iv)", "312(d)"],
    nsa: ["Auth"],
  },
  reads: {
    ...Object.fromEntries(
      podTypes.map((type) => [type, ["env", "args", "command"].map((key) => `spec.containers[].${key}`)]),
    ),
    ...Object.fromEntries(configMapTypes.map((type) => [type, ["data"]])),
    ...Object.fromEntries(chartTypes.map((type) => [type, ["values"]])),
    ...userData,
    ...environmentReads,
  },
  check(resource, { parameters }) {
    if (resource.readAs.some((type) => podTypes.includes(type))) return podConditions(resource, parameters);
    if (configMapTypes.includes(resource.type))
      return [
        violation(false, "data", ""),
        ...objectsIn(resource).flatMap(({ root }) => settingConditions(root.child("data"), parameters)),
      ];
    // What a chart makes of its values is opaque, and opaque resources never pass.
    if (chartTypes.includes(resource.type))
      return valueConditions(resource.at("values"), "", parameters).filter(({ when }) => when !== false);
    return resource.type in environmentReads
      ? variableConditions(resource, parameters)
      : userDataConditions(resource, parameters);
  },
};

function podConditions(resource: Resource, parameters: Parameters): readonly Condition[] {
  return podsOf(resource).flatMap((pod) => [
    violation(false, pod.spec, ""),
    ...eachContainer(pod, (container) => {
      const env = container.child("env").elements();
      return [
        ...env.known.flatMap((entry) =>
          environmentConditions(entry.child("name"), entry.child("value"), nameOf(container), parameters),
        ),
        ...(env.open ? [violation(env.open, env.open.path, "A variable may hold a secret.")] : []),
        ...["args", "command"].flatMap((key) => shapesBelow(container.child(key), nameOf(container), parameters)),
      ];
    }),
  ]);
}

/** What a build, a function or a task of AWS gets. */
function variableConditions(resource: Resource, parameters: Parameters): readonly Condition[] {
  const { owner, known, open } = environmentVariables(resource);
  const fix = "Take the value from Secrets Manager, by its name.";
  return [
    ...known.flatMap(({ name, value, isPlain }) =>
      environmentConditions(name, value, owner, parameters).map((condition) => ({
        ...condition,
        when: and(isPlain, condition.when),
        fix,
      })),
    ),
    ...(open ? [violation(open, open.path, "A variable may hold a secret.")] : []),
  ];
}

function environmentConditions(
  name: Property,
  value: Property,
  owner: string,
  { sensitiveNames }: Parameters,
): readonly Condition[] {
  const isSensitive = name.satisfies((text) => typeof text === "string" && isSensitiveName(text, sensitiveNames));
  const isLiteral = value.satisfies((text) => typeof text === "string" && canBeSecret(text));
  return [
    violation(
      and(isSensitive, isLiteral),
      value,
      `${owner} has a variable that is named like a secret, with its value in plain text.`,
      {
        fix: "Take the value from a Secret, or better from a file that the Secrets Store CSI driver mounts.",
      },
    ),
    shapeCondition(value, owner, credentialIn, sensitiveNames),
  ];
}

/** The settings of a ConfigMap: by their name, where they are one line, and by their shape. */
function settingConditions(data: Property, parameters: Parameters): readonly Condition[] {
  const { sensitiveNames } = parameters;
  const named = data
    .keys()
    .known.filter((key) => isSensitiveName(key, sensitiveNames))
    .map((key) => data.child(key));
  return [
    ...named.map((value) =>
      violation(
        value.satisfies((text) => typeof text === "string" && /^[^$\n].*$/.test(text) && canBeSecret(text)),
        value,
        "The ConfigMap has a setting that is named like a secret, with its value in plain text.",
        { fix: "Keep the value in a Secret, or better in a file that the Secrets Store CSI driver mounts." },
      ),
    ),
    ...shapesBelow(data, "The ConfigMap", parameters),
  ];
}

/** Leaf values of a chart: by their key, and by their shape. */
function valueConditions(value: Property, key: string, parameters: Parameters): readonly Condition[] {
  const { raw } = value;
  if (Array.isArray(raw)) return raw.flatMap((_, index) => valueConditions(value.child(index), key, parameters));
  const keys = value.keys().known;
  if (keys.length > 0) return keys.flatMap((each) => valueConditions(value.child(each), each, parameters));
  if (value.isAbsent) return [];
  const isSensitive = isSensitiveName(key, parameters.sensitiveNames) && !namesSecretObject(key);
  const isText = value.satisfies((text) => typeof text === "string" && canBeSecret(text));
  return [
    violation(isSensitive && isText, value, "A value of the chart is named like a secret and stands in plain text.", {
      fix: "Create the Secret outside the chart and name it in the chart's value for existing secrets.",
    }),
    shapeCondition(value, "The chart", credentialIn, parameters.sensitiveNames),
  ];
}

/** The texts of a list or a map that look like credentials. */
function shapesBelow(values: Property, owner: string, { sensitiveNames }: Parameters): readonly Condition[] {
  if (values.isUnknown) return [violation(values.undecided, values, `${owner} may hold a credential.`)];
  const { raw } = values;
  const members = Array.isArray(raw)
    ? raw.map((_, index) => values.child(index))
    : values.keys().known.map((key) => values.child(key));
  return members.map((member) => shapeCondition(member, owner, credentialIn, sensitiveNames));
}

function shapeCondition(
  value: Property,
  owner: string,
  find: (text: string, sensitiveNames: readonly string[]) => string | undefined,
  sensitiveNames: readonly string[],
): Condition {
  const text = value.text();
  const found = text === undefined ? undefined : find(text, sensitiveNames);
  const isCredential: Truth = value.isUnknown ? value.undecided : found !== undefined;
  return violation(isCredential, value, () => `${owner} holds ${found ?? "a credential"} in plain text.`);
}

function userDataConditions(resource: Resource, { sensitiveNames }: Parameters): readonly Condition[] {
  const paths = userData[resource.type] ?? [];
  const isComponent = resource.type.startsWith("eks:");
  const values = paths.map((path) => (isComponent ? nodeOption(resource, path) : resource.at(path)));
  const conditions = values.map((value) =>
    shapeCondition(value, "The user data", credentialInUserData, sensitiveNames),
  );
  const any = or(...values.map((value) => value.present()));
  return any === false && !conditions.some(({ when }) => isUndecided(when)) ? [] : conditions;
}
