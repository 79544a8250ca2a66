import { text, texts } from "../../properties";
import type { CloudType } from "../cloud-type";
import { demand } from "../refusal";

export const openIdConnectProvider: CloudType = {
  token: "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
  replaces: ["url"],
  create({ inputs, cloud }) {
    const url = text(inputs, "url");
    demand(
      /^https:\/\/[^:?]+$/.test(url) && url.length <= 255,
      "N18",
      `ValidationError: Invalid Open ID Connect Provider URL "${url}"`,
    );
    for (const client of texts(inputs, "clientIdLists")) {
      demand(
        client.length >= 1 && client.length <= 255,
        "N18",
        `ValidationError: client id "${client}" must have 1-255 characters`,
      );
    }
    // Two URLs are one whether or not they name the scheme.
    const host = url.replace("https://", "");
    const taken = cloud.named(openIdConnectProvider.token, host);
    demand(!taken, "I8", `EntityAlreadyExists: Provider with url ${url} already exists.`);
    const arn = cloud.iamArn(`oidc-provider/${host}`);
    return { id: arn, identity: host, computed: { arn, thumbprintLists: [] } };
  },
};
