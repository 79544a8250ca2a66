import { isOpen } from "../../network/cidr-union";
import type { Context } from "../../rule";
import type { Property } from "../../values/property";
import type { Truth } from "../../values/truth";
import { someCondition } from "./statements";

/**
 * Whether a statement is about clients of some networks only, which AWS does not take for public.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function isForNetworks(statement: Property, { parameters }: Context): Truth {
  return someCondition(statement, (operator, key, values) => {
    if (!/^(ForAnyValue:)?IpAddress$/i.test(operator) || key.toLowerCase() !== "aws:sourceip") return false;
    const { known, open } = values.elements();
    // A single address needs no prefix here.
    const cidrs = known.map((value) => (value.text() ?? "").replace(/^[\d.]+$/, "$&/32"));
    return isOpen(cidrs, parameters.openSourceAddresses) ? false : (open ?? cidrs.length > 0);
  });
}
