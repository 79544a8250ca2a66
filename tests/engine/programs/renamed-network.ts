import * as pulumi from "@pulumi/pulumi";
import { CustomerKey } from "../../../components/encryption/customer-key";
import { logsEncrypt } from "../../../components/encryption/key-policy";
import { Network } from "../../../components/network";

const location = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };

/** A network with the key of its logs, whose logical names are settings: `formerly` carries aliases for the names before. */
export function renamedNetwork(): void {
  const config = new pulumi.Config();
  const [name, formerly] = [config.require("name"), config.get("formerly")];
  const before = (suffix: string) => ({
    aliases: formerly === undefined ? [] : [{ name: `${formerly}${suffix}` }],
  });
  const logKey = new CustomerKey(
    `${name}-key`,
    {
      ...{ name: "platform-logs", description: "Logs", location },
      statements: [logsEncrypt(location, ["/aws/vpc/platform*"])],
    },
    before("-key"),
  );
  new Network(
    name,
    {
      ...{ name: "platform", clusterName: "platform", location, cidr: "10.0.0.0/16", nat: "single", endpoints: "all" },
      availabilityZones: ["eu-west-1a", "eu-west-1b"],
      flowLogs: { retentionInDays: 30, logKey },
    },
    before(""),
  );
}
