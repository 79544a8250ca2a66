import { bucketArn, iamArn, type Location } from "../../arn";
import { policyDocument, type PolicyStatement } from "../../identity/policy-document";
import type { InterfaceEndpointService } from "./services";

/** Who and what may pass through the endpoints of a VPC. */
export interface EndpointPerimeter {
  readonly location: Location;
  /** Other accounts whose principals pass too: those of roles that pods assume there. */
  readonly trustedAccounts: readonly string[];
  /** Names of further buckets of the region that anybody in the VPC may read from, signed or not. */
  readonly readableBuckets: readonly string[];
}

/**
 * Services for which AWS documents no endpoint policy. One that a service does not support is refused at creation, and
 * every call of the Pod Identity agent carries the signature of its node anyway.
 */
const withoutPolicy: readonly InterfaceEndpointService[] = ["eks-auth"];

/**
 * The policy of an interface endpoint, or undefined where the service takes none. Only principals of the trusted
 * accounts pass, whatever resource they ask for, so that stolen or foreign credentials lead nowhere from inside, while
 * images of AWS's own registries can still be pulled: those calls carry the signature of our nodes.
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export function interfaceEndpointPolicy(
  service: InterfaceEndpointService,
  perimeter: EndpointPerimeter,
): string | undefined {
  if (withoutPolicy.includes(service)) return undefined;
  const statements = [trustedPrincipals(perimeter)];
  return policyDocument(service === "sts" ? [...statements, webIdentities(perimeter)] : statements);
}

/** The policy of the gateway endpoint for DynamoDB. */
export function dynamodbEndpointPolicy(perimeter: EndpointPerimeter): string {
  return policyDocument([trustedPrincipals(perimeter)]);
}

/**
 * The policy of the gateway endpoint for S3, which all traffic to buckets of the region takes, also where there is NAT.
 * Layers of images, packages and agents are fetched without a signature or with one of the service's account.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-minimum-s3-perms
 */
export function s3EndpointPolicy(perimeter: EndpointPerimeter): string {
  const { location, readableBuckets } = perimeter;
  return policyDocument([
    trustedPrincipals(perimeter),
    {
      sid: "ServicesOfAws",
      principals: "*",
      actions: ["*"],
      resources: ["*"],
      conditions: { Bool: { "aws:PrincipalIsAWSService": "true" } },
    },
    {
      sid: "AnybodyReadsPublicSoftware",
      principals: "*",
      actions: ["s3:GetObject"],
      resources: [...softwareBuckets(location.region), ...readableBuckets].map((bucket) =>
        bucketArn(location, bucket, "*"),
      ),
    },
  ]);
}

function trustedPrincipals({ location, trustedAccounts }: EndpointPerimeter): PolicyStatement {
  return {
    sid: "TrustedPrincipals",
    principals: "*",
    actions: ["*"],
    resources: ["*"],
    conditions: { StringEquals: { "aws:PrincipalAccount": [location.accountId, ...trustedAccounts] } },
  };
}

/** IAM roles for service accounts: a pod that exchanges its token has no principal yet, so the role's account decides. */
function webIdentities({ location, trustedAccounts }: EndpointPerimeter): PolicyStatement {
  return {
    sid: "WebIdentitiesOfTrustedRoles",
    principals: "*",
    actions: ["sts:AssumeRoleWithWebIdentity"],
    resources: [location.accountId, ...trustedAccounts].map((accountId) =>
      iamArn({ ...location, accountId }, "role/*"),
    ),
  };
}

/**
 * Buckets of the region that hold what nodes download. Bottlerocket's updates are not among them: they come from a
 * content delivery network, which no endpoint leads to.
 */
function softwareBuckets(region: string): readonly string[] {
  return [
    // Image layers of ECR, also of EKS add-ons.
    `prod-${region}-starport-layer-bucket`,
    // Packages of Amazon Linux 2023: https://docs.aws.amazon.com/linux/al2023/ug/live-patching.html
    `al2023-${region}`,
    `al2023-repos-${region}-de612dc2`,
    // Agent and documents: https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-technical-details.html
    `aws-ssm-${region}`,
    `aws-windows-downloads-${region}`,
    `amazon-ssm-${region}`,
    `amazon-ssm-packages-${region}`,
    `${region}-birdwatcher-prod`,
    `aws-ssm-distributor-file-${region}`,
    `aws-ssm-document-attachments-${region}`,
    `patch-baseline-snapshot-${region}`,
    ...registryBuckets(region),
  ];
}

/** Image layers of public registries that send clients in AWS to a bucket of their region. */
function registryBuckets(region: string): readonly string[] {
  const kubernetes = // https://github.com/kubernetes/registry.k8s.io/blob/main/cmd/archeio/internal/app/buckets.go
    region === "eu-west-2"
      ? "767373bbdcb8270361b96548387bf2a9ad0d48758c35-eu-west-2"
      : `prod-registry-k8s-io-${region}`;
  return region === "us-east-1" ? [kubernetes, "quayio-production-s3"] : [kubernetes];
}
