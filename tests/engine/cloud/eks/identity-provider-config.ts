import { text } from "../../properties";
import type { CloudType } from "../cloud-type";
import { demand } from "../refusal";
import { demandTags } from "../tags";
import { demandActiveCluster, identityProviderToken, ofCluster } from "./cluster-state";
import { times } from "../times";

/** The association of an OpenID Connect provider (E32): the cluster updates as long as it comes or goes. */
export const identityProviderConfig: CloudType = {
  token: identityProviderToken,
  replaces: ["*"],
  updates: ["tags"],
  minutes: times.identityProviderConfig,
  check(inputs) {
    const issuer = text(inputs, "oidc.issuerUrl");
    demand(
      /^https:\/\/[^?#]+$/.test(issuer),
      "E32",
      `invalid value for issuer_url: "${issuer}" (https, without query)`,
    );
  },
  create({ inputs, cloud }) {
    demandTags(inputs);
    const [cluster, name] = [text(inputs, "clusterName"), text(inputs, "oidc.identityProviderConfigName")];
    demandActiveCluster(cluster, cloud, "E32");
    for (const field of ["oidc.usernamePrefix", "oidc.groupsPrefix"])
      demand(
        !text(inputs, field).startsWith("system:"),
        "E32",
        `InvalidParameterException: ${field} "${text(inputs, field)}" has a reserved prefix`,
      );
    const others = ofCluster(identityProviderToken, cluster, cloud);
    demand(others.length < 10, "E32", "ResourceLimitExceededException: 10 OIDC identity providers are associated");
    const taken = others.find((other) => text(other.inputs, "oidc.issuerUrl") === text(inputs, "oidc.issuerUrl"));
    demand(!taken, "E32", `InvalidParameterException: the issuer is that of ${taken?.id} already`);
    return {
      id: `${cluster}:${name}`,
      computed: { arn: cloud.arn("eks", `identityproviderconfig/${cluster}/oidc/${name}`), status: "ACTIVE" },
    };
  },
};
