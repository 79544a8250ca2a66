import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { Property } from "../values/property";
import { sameRegion } from "../provider/region";
import { and, every, isUndecided, not, or, type Truth, type Undecided } from "../values/truth";
import { componentImageDemandsVersion2, groupImageDemandsVersion2, templateImageDemandsVersion2 } from "./image";
import { hasDefaultNodeGroup } from "./default-node-group";
import { launchTemplateOf, launchTemplateType } from "./launch-template";

/** What the metadata service of a node will answer to, whoever set it. */
export interface InstanceMetadata {
  readonly enabled: Truth;
  readonly tokensRequired: Truth;
  readonly hopLimit: HopLimit;
  readonly tokensPath: string;
  readonly hopLimitPath: string;
}

/** The hop limit lies between the two, which are equal when it is known. */
export interface HopLimit {
  readonly least: number;
  readonly most: number;
  readonly undecided?: Undecided;
}

const defaultsType = "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults";

/** Inputs that make `eks:index:ManagedNodeGroup` write a launch template, without metadata options. */
const templateMakingInputs = [
  "amiId",
  "userData",
  "kubeletExtraArgs",
  "bootstrapExtraArgs",
  "bottlerocketSettings",
  "nodeadmExtraOptions",
  "enableEfaSupport",
] as const;

/**
 * The metadata options that a node source takes effect with: its own, else the region's, else those of the image or
 * of the service that writes the launch template. Undefined where another resource decides, or nobody can.
 * Sources with a `launchTemplate` are judged there.
 */
export function instanceMetadata(graph: Graph, source: Resource): InstanceMetadata | undefined {
  switch (source.type) {
    case launchTemplateType:
      return fromOptions(graph, source, templateImageDemandsVersion2(graph, source));
    case "aws:ec2/launchConfiguration:LaunchConfiguration":
      return fromOptions(graph, source, ownImage(graph, source, "imageId"));
    case "aws:ec2/instance:Instance":
      return ofInstance(graph, source);
    case "aws:eks/nodeGroup:NodeGroup":
      return fromService(source, groupImageDemandsVersion2(graph, source));
    case "eks:index:ManagedNodeGroup":
      return ofManagedComponent(graph, source);
    case "eks:index:NodeGroup":
    case "eks:index:NodeGroupV2":
      return fromComponent(graph, source);
    case "eks:index:Cluster":
      return onlyWhere(hasDefaultNodeGroup(source), fromComponent(graph, source));
    case "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass":
      return ofNodeClass(source);
    default:
      return undefined;
  }
}

/** Whether more network hops than the limit allows can reach the service. */
export function exceeds(hopLimit: HopLimit, limit: number): Truth {
  if (hopLimit.least > limit) return true;
  if (hopLimit.most <= limit) return false;
  return hopLimit.undecided ?? { path: "", reason: "the hop limit is not known" };
}

function fromOptions(graph: Graph, source: Resource, imageDemands: Truth): InstanceMetadata {
  const options = source.at("metadataOptions");
  const tokens = options.child("httpTokens");
  const hops = options.child("httpPutResponseHopLimit");
  return {
    enabled: not(options.child("httpEndpoint").is("disabled")),
    tokensRequired: or(
      tokens.is("required"),
      and(
        tokens.absent(),
        fromDefaults(graph, source, "httpTokens", (value) => value.is("required"), imageDemands),
      ),
    ),
    hopLimit: hops.isAbsent ? defaultHopLimit(graph, source, imageDemands) : declaredHopLimit(hops),
    tokensPath: tokens.path,
    hopLimitPath: hops.path,
  };
}

/** Components of `@pulumi/eks` write launch templates without metadata options, and offer no input for them. */
function fromComponent(graph: Graph, component: Resource): InstanceMetadata {
  const demands = componentImageDemandsVersion2(component);
  return { ...fromOptions(graph, component, demands), tokensPath: "", hopLimitPath: "" };
}

/** What the region's defaults say of one option, or the fallback where they say nothing. */
function fromDefaults(
  graph: Graph,
  source: Resource,
  key: string,
  judge: (value: Property) => Truth,
  fallback: Truth,
): Truth {
  if (!graph.complete) return { path: key, reason: "the region's defaults may stand elsewhere in the stack" };
  let nothingSaid: Truth = true;
  const answers: Truth[] = [];
  for (const defaults of graph.ofType(defaultsType)) {
    const value = defaults.at(key);
    const speaks = and(
      sameRegion(graph, source, defaults),
      value.satisfies((known) => known !== undefined && known !== "no-preference" && known !== -1),
    );
    nothingSaid = and(nothingSaid, not(speaks));
    answers.push(or(not(speaks), judge(value)));
  }
  return and(
    every(answers, (answer) => answer),
    or(not(nothingSaid), fallback),
  );
}

function defaultHopLimit(graph: Graph, source: Resource, imageDemands: Truth): HopLimit {
  const undecided: Undecided = {
    path: "metadataOptions.httpPutResponseHopLimit",
    reason: "the hop limit is not known",
  };
  if (!graph.complete) return { least: 1, most: 64, undecided };
  for (const defaults of graph.ofType(defaultsType)) {
    const region = sameRegion(graph, source, defaults);
    const value = defaults.at("httpPutResponseHopLimit");
    if (region === false || value.isAbsent || value.number() === -1) continue;
    return region === true ? declaredHopLimit(value) : { least: 1, most: 64, undecided };
  }
  if (!isUndecided(imageDemands)) return exactly(imageDemands ? 2 : 1);
  return { least: 1, most: 2, undecided: imageDemands };
}

function declaredHopLimit(property: Property): HopLimit {
  const value = property.number();
  return value === undefined ? { least: 1, most: 64, undecided: property.undecided } : exactly(value);
}

function exactly(value: number): HopLimit {
  return { least: value, most: value };
}

/** EKS writes the launch template itself, with values of its own. */
function fromService(group: Resource, imageDemands: Truth): InstanceMetadata {
  const bottlerocket = group.at("amiType").matches(/^BOTTLEROCKET_/);
  const amazonLinux2023 = and(imageDemands, not(bottlerocket));
  return {
    enabled: true,
    tokensRequired: imageDemands,
    hopLimit: isUndecided(amazonLinux2023)
      ? { least: 1, most: 2, undecided: amazonLinux2023 }
      : exactly(amazonLinux2023 ? 1 : 2),
    tokensPath: "launchTemplate",
    hopLimitPath: "launchTemplate",
  };
}

function ofManagedComponent(graph: Graph, group: Resource): InstanceMetadata {
  const version2 = group.at("enableIMDSv2");
  if (!version2.isAbsent) {
    return {
      enabled: true,
      tokensRequired: version2.isTrue(),
      hopLimit: version2.isUnknown ? { least: 1, most: 64, undecided: version2.undecided } : exactly(2),
      tokensPath: version2.path,
      hopLimitPath: version2.path,
    };
  }
  const makesTemplate = or(
    ...templateMakingInputs.map((key) => group.at(key).satisfies((value) => value !== undefined && value !== false)),
  );
  const demands = componentImageDemandsVersion2(group);
  const own = { ...fromComponent(graph, group), tokensPath: "enableIMDSv2", hopLimitPath: "enableIMDSv2" };
  const byService = { ...fromService(group, demands), hopLimit: serviceHopLimit(group, demands) };
  if (makesTemplate === true) return own;
  if (makesTemplate === false) return { ...byService, tokensPath: "enableIMDSv2", hopLimitPath: "enableIMDSv2" };
  return {
    ...own,
    tokensRequired: and(own.tokensRequired, byService.tokensRequired) === true ? true : makesTemplate,
    hopLimit: {
      least: Math.min(own.hopLimit.least, byService.hopLimit.least),
      most: Math.max(own.hopLimit.most, byService.hopLimit.most),
      undecided: makesTemplate,
    },
  };
}

/** The service's hop limit for the image that the component chooses. */
function serviceHopLimit(group: Resource, demands: Truth): HopLimit {
  const bottlerocket = or(
    group.at("amiType").matches(/^BOTTLEROCKET_/),
    and(group.at("amiType").absent(), group.at("operatingSystem").is("Bottlerocket")),
  );
  const one = and(demands, not(bottlerocket));
  return isUndecided(one) ? { least: 1, most: 2, undecided: one } : exactly(one ? 1 : 2);
}

function ofInstance(graph: Graph, instance: Resource): InstanceMetadata | undefined {
  const template = launchTemplateOf(graph, instance);
  if (template.kind === "absent") return fromOptions(graph, instance, ownImage(graph, instance, "ami"));
  const own = fromOptions(graph, instance, false);
  const inherits = { path: "launchTemplate", reason: "what is not set here comes from the launch template" };
  return {
    ...own,
    enabled: instance.at("metadataOptions.httpEndpoint").isAbsent ? inherits : own.enabled,
    tokensRequired: instance.at("metadataOptions.httpTokens").isAbsent ? inherits : own.tokensRequired,
    hopLimit: instance.at("metadataOptions.httpPutResponseHopLimit").isAbsent
      ? { least: 1, most: 64, undecided: inherits }
      : own.hopLimit,
  };
}

/** An image that is named by its id alone is not known to demand anything. */
function ownImage(graph: Graph, source: Resource, key: string): Truth {
  const chooser = graph
    .ancestors(source)
    .find(({ type }) => type === "eks:index:NodeGroup" || type === "eks:index:Cluster");
  if (chooser) return componentImageDemandsVersion2(chooser);
  const image = source.at(key);
  return image.isUnknown ? image.undecided : false;
}

function ofNodeClass(nodeClass: Resource): InstanceMetadata {
  const options = nodeClass.at("spec.metadataOptions");
  const tokens = options.child("httpTokens");
  const hops = options.child("httpPutResponseHopLimit");
  return {
    enabled: not(options.child("httpEndpoint").is("disabled")),
    tokensRequired: or(tokens.absent(), tokens.is("required")),
    hopLimit: hops.isAbsent ? exactly(1) : declaredHopLimit(hops),
    tokensPath: tokens.path,
    hopLimitPath: hops.path,
  };
}

function onlyWhere(exists: Truth, metadata: InstanceMetadata): InstanceMetadata | undefined {
  return exists === false ? undefined : { ...metadata, enabled: and(exists, metadata.enabled) };
}
