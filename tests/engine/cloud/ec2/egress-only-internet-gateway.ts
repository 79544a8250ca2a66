import { text } from "../../properties";
import type { CloudType } from "../cloud-type";
import { demandTags } from "../tags";
import { demandVpc } from "./vpc";

/** The way out for IPv6 that lets nobody in. */
export const egressOnlyInternetGateway: CloudType = {
  token: "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway",
  replaces: ["vpcId"],
  create({ inputs, cloud }) {
    demandTags(inputs);
    demandVpc(text(inputs, "vpcId"), cloud);
    return { id: cloud.newId("eigw") };
  },
};
