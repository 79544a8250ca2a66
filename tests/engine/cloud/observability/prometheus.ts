import { parse } from "yaml";
import { flag, given, isMap, list, map, number, text, texts, type Json, type Properties } from "../../properties";
import type { Cloud } from "../cloud";
import type { CloudType } from "../cloud-type";
import { demandGroup } from "../ec2/security-group";
import { demandSubnet, zoneOf } from "../ec2/subnet";
import { demandActiveCluster } from "../eks/cluster-state";
import { demandKey } from "../kms";
import { demand } from "../refusal";
import { demandTags } from "../tags";
import { logGroupOf } from "./log-group";
import { demandPublisher } from "./topic";
import { times } from "../times";

const workspaceToken = "aws:amp/workspace:Workspace";

export const workspace: CloudType = {
  token: workspaceToken,
  replaces: ["kmsKeyArn"],
  minutes: times.prometheusWorkspace,
  check(inputs) {
    demand(text(inputs, "alias").length <= 100, "AP1", "expected length of alias to be in the range (0 - 100)");
    const arn = text(inputs, "loggingConfiguration.logGroupArn");
    demand(
      arn === "" || !arn.startsWith("arn:") || arn.endsWith(":*"),
      "CW2",
      `"${arn}" does not match the pattern of a log group's ARN: append ":*"`,
    );
  },
  create({ inputs, cloud }) {
    demandTags(inputs);
    if (given(inputs, "kmsKeyArn")) {
      demand(
        text(inputs, "kmsKeyArn").includes(":key/"),
        "AP1",
        `ValidationException: "${text(inputs, "kmsKeyArn")}" is no ARN of a key`,
      );
      demandKey(text(inputs, "kmsKeyArn"), cloud, "K18");
    }
    const logs = text(inputs, "loggingConfiguration.logGroupArn");
    demand(
      logs === "" || logGroupOf(logs, cloud) !== undefined,
      "AP2",
      `ValidationException: the log group ${logs} does not exist`,
    );
    const id = `ws-${cloud.newDigits(36)}`;
    const prometheusEndpoint = `https://aps-workspaces.${cloud.account.region}.amazonaws.com/workspaces/${id}/`;
    return { id, computed: { arn: cloud.arn("aps", `workspace/${id}`), prometheusEndpoint } };
  },
  remove(object, cloud) {
    const fed = cloud
      .all(scraper.token)
      .find(({ inputs }) => text(inputs, "destination.amp.workspaceArn") === text(object.outputs, "arn"));
    demand(!fed, "AP6", `ConflictException: the scraper ${fed?.id} still writes to the workspace ${object.id}`);
  },
};

export const ruleGroupNamespace: CloudType = {
  token: "aws:amp/ruleGroupNamespace:RuleGroupNamespace",
  replaces: ["name", "workspaceId"],
  minutes: times.prometheusDefinition,
  create({ inputs, cloud }) {
    const [workspaceId, name] = [text(inputs, "workspaceId"), text(inputs, "name")];
    demandWorkspace(workspaceId, cloud);
    demand(
      name.length >= 1 && name.length <= 128,
      "AP3",
      `ValidationException: the name "${name}" must have 1-128 characters`,
    );
    demandRules(inputs);
    const identity = `${workspaceId} ${name}`;
    demand(
      !cloud.named(ruleGroupNamespace.token, identity),
      "P22",
      `ConflictException: the namespace ${name} already exists`,
    );
    const id = cloud.arn("aps", `rulegroupsnamespace/${workspaceId}/${name}`);
    return { id, identity, computed: { arn: id } };
  },
  update({ inputs }) {
    demandRules(inputs);
    return {};
  },
};

export const alertManagerDefinition: CloudType = {
  token: "aws:amp/alertManagerDefinition:AlertManagerDefinition",
  replaces: ["workspaceId"],
  minutes: times.prometheusDefinition,
  create({ inputs, cloud }) {
    const workspaceId = text(inputs, "workspaceId");
    const arn = demandWorkspace(workspaceId, cloud);
    demand(
      !cloud.named(alertManagerDefinition.token, workspaceId),
      "AP4",
      "ConflictException: the workspace has an alert manager definition",
    );
    const definition = parse(text(inputs, "definition")) as Json;
    demand(
      typeof map({ definition }, "definition")["alertmanager_config"] === "string",
      "AP4",
      "CREATION_FAILED: alertmanager_config must be text",
    );
    const config = parse(text(definition, "alertmanager_config")) as Json;
    for (const receiver of list(config, "receivers")) {
      for (const sns of list(receiver, "sns_configs"))
        demandPublisher(text(sns, "topic_arn"), "aps.amazonaws.com", arn, cloud);
    }
    return { id: workspaceId };
  },
};

export const scraper: CloudType = {
  token: "aws:amp/scraper:Scraper",
  replaces: ["source"],
  minutes: times.scraper,
  create({ inputs, cloud }) {
    demandTags(inputs);
    const source = map(inputs, "source.eks");
    const cluster = demandActiveCluster(text(source, "clusterArn").split("/").pop() ?? "", cloud, "AP5");
    demand(
      flag(cluster.outputs, "vpcConfig.endpointPrivateAccess"),
      "AP5",
      "ValidationException: the cluster's endpoint has no private access",
    );
    const subnets = texts(source, "subnetIds").map((id) => demandSubnet(id, cloud));
    demand(
      new Set(subnets.map(zoneOf)).size >= 2 && subnets.length <= 5,
      "AP5",
      "ValidationException: 1-5 subnets in at least two availability zones",
    );
    for (const group of texts(source, "securityGroupIds")) demandGroup(group, cloud, "AP5");
    const arn = text(inputs, "destination.amp.workspaceArn");
    demandWorkspace(arn.split("/").pop() ?? "", cloud);
    demand(
      isMap(parse(text(inputs, "scrapeConfiguration")) as Json),
      "AP5",
      "ValidationException: the scrape configuration is no YAML map",
    );
    const id = `s-${cloud.newDigits(36)}`;
    return {
      id,
      computed: {
        arn: cloud.arn("aps", `scraper/${id}`),
        roleArn: cloud.iamArn(
          `role/aws-service-role/scraper.aps.amazonaws.com/AWSServiceRoleForAmazonPrometheusScraper_${id}`,
        ),
      },
    };
  },
};

function demandWorkspace(id: string, cloud: Cloud): string {
  const found = cloud.get(workspaceToken, id);
  demand(found !== undefined, "AP1", `ResourceNotFoundException: Workspace ${id} not found`);
  return text(found.outputs, "arn");
}

function demandRules(inputs: Properties): void {
  const document = parse(text(inputs, "data")) as Json;
  const groups = list(document, "groups");
  const sound =
    groups.length > 0 &&
    groups.every((group) => given(group, "name") && (number(group, "rules.length") ?? list(group, "rules").length) > 0);
  demand(sound, "AP3", "CREATION_FAILED: waiting for rule group namespace create: unexpected state");
}
