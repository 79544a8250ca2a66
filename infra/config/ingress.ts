import { z } from "zod";
import { defaultTlsPolicy, type IngressClassSettings } from "../../components/ingress/ingress-class-params";
import { given } from "../given";
import { textLike } from "./schema/fields";
import { cidr } from "./schema/ranges";

const accessLogsSchema = z
  .strictObject({
    bucket: textLike(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "the name of a bucket", "acme-load-balancer-logs").describe(
      "Bucket of the region, encrypted by S3's own keys, whose policy admits the delivery of load balancer logs.",
    ),
    prefix: textLike(/^(?!.*AWSLogs)[^/].*[^/]$|^[^/]$/, "a prefix without slashes at its ends", "eks-platform-prod")
      .optional()
      .describe("What the keys of its objects begin with. Nothing where it is left out."),
  })
  .describe("Where each request is logged.");

/** Load balancers of Ingresses. */
export const ingressSchema = z
  .strictObject({
    enabled: z
      .boolean()
      .default(false)
      .describe("Whether the AWS Load Balancer Controller makes application load balancers of Ingresses."),
    scheme: z
      .enum(["internal", "internet-facing"])
      .default("internal")
      .describe("Whether load balancers are reached from the VPC alone, or from the internet."),
    tlsPolicy: textLike(/^ELBSecurityPolicy-[\w-]+$/, "a security policy of load balancers", defaultTlsPolicy)
      .default(defaultTlsPolicy)
      .describe("Security policy of HTTPS listeners."),
    certificateArns: z
      .array(
        textLike(
          /^arn:aws(-cn|-us-gov)?:acm:[a-z0-9-]+:[0-9]{12}:certificate\/[\w-]+$/,
          "the ARN of a certificate of ACM",
          "arn:aws:acm:eu-west-1:111122223333:certificate/12345678-1234-1234-1234-123456789012",
        ),
      )
      .default([])
      .describe("Certificates of every load balancer. Each Ingress brings its own where the list is empty."),
    inboundCidrs: z
      .array(cidr("203.0.113.0/24"))
      .default([])
      .describe("Ranges that may call. Whoever reaches a load balancer may, where the list is empty."),
    webAclArn: textLike(
      /^arn:aws(-cn|-us-gov)?:wafv2:[a-z0-9-]+:[0-9]{12}:regional\/webacl\/[\w-]+\/[\w-]+$/,
      "the ARN of a regional web ACL",
      "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/platform/12345678-1234-1234-1234-123456789012",
    )
      .optional()
      .describe("Web ACL that every load balancer stands behind. None where it is left out."),
    deletionProtection: z
      .boolean()
      .default(false)
      .describe("Whether load balancers refuse to be deleted, also by the deletion of their Ingress."),
    accessLogs: accessLogsSchema.optional(),
    imageRepository: textLike(
      /^[a-z0-9.-]+(:[0-9]+)?\/[a-z0-9._/-]+$/,
      "an image's registry and path, without a tag",
      "111122223333.dkr.ecr.eu-west-1.amazonaws.com/eks/aws-load-balancer-controller",
    )
      .optional()
      .describe("Where nodes pull the controller's image from. The public registry of EKS where it is left out."),
  })
  .describe("Load balancers of Ingresses.");

type Ingress = z.output<typeof ingressSchema>;

/** The class of Ingresses as the component takes it. */
export function ingressClassSettings(ingress: Ingress): IngressClassSettings {
  const { scheme, tlsPolicy, certificateArns, inboundCidrs, deletionProtection, webAclArn, accessLogs } = ingress;
  return {
    ...{ scheme, tlsPolicy, certificateArns, inboundCidrs, deletionProtection },
    ...given({ webAclArn }),
    ...(accessLogs && { accessLogs: { bucket: accessLogs.bucket, ...given({ prefix: accessLogs.prefix }) } }),
  };
}
