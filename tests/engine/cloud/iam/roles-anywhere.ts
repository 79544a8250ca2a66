import { flag, text, texts } from "../../properties";
import type { CloudType } from "../cloud-type";
import { demand } from "../refusal";
import { demandTags } from "../tags";
import { roleOf, trusts } from "./role";

const anchorToken = "aws:rolesanywhere/trustAnchor:TrustAnchor";

export const trustAnchor: CloudType = {
  token: anchorToken,
  replaces: [],
  create({ inputs, cloud }) {
    demandTags(inputs);
    const bundle = text(inputs, "source.sourceData.x509CertificateData");
    const given =
      text(inputs, "source.sourceType") === "CERTIFICATE_BUNDLE" ? bundle : text(inputs, "source.sourceData.acmPcaArn");
    demand(
      given.startsWith("-----BEGIN CERTIFICATE-----") || given.includes(":acm-pca:"),
      "S14",
      "ValidationException: Incorrect basic constraints for CA certificate",
    );
    const id = cloud.newDigits(32);
    return { id, computed: { arn: cloud.arn("rolesanywhere", `trust-anchor/${id}`) } };
  },
};

export const rolesAnywhereProfile: CloudType = {
  token: "aws:rolesanywhere/profile:Profile",
  replaces: [],
  create({ inputs, cloud }) {
    demandTags(inputs);
    demand(flag(inputs, "acceptRoleSessionName"), "S14", "machines could not join under names of their own");
    const anchors = cloud.all(anchorToken).map(({ outputs }) => text(outputs, "arn"));
    for (const arn of texts(inputs, "roleArns")) {
      const found = roleOf(arn, cloud);
      const trusted = anchors.some(
        (anchor) =>
          found !== undefined &&
          trusts(found, "rolesanywhere.amazonaws.com", ["sts:TagSession", "sts:SetSourceIdentity"], {
            "aws:sourcearn": anchor,
          }),
      );
      demand(trusted, "S14", `AccessDenied: ${arn} trusts no anchor`);
    }
    const id = cloud.newDigits(32);
    return { id, computed: { arn: cloud.arn("rolesanywhere", `profile/${id}`) } };
  },
};
