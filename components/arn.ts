/** Where resources live. With it, ARNs are composed before the resources exist, so that policies are known at preview. */
export interface Location {
  /** AWS partition: `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
  /** Region, such as `eu-west-1`. */
  readonly region: string;
  /** Twelve-digit account id. */
  readonly accountId: string;
}

/**
 * An ARN in the given region and account: `arn(here, "logs", "log-group:/x")`.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function arn({ partition, region, accountId }: Location, service: string, resource: string): string {
  return `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
}

/** What the names of AWS's endpoints end in, such as `amazonaws.com`. */
export function endpointSuffix({ partition }: Pick<Location, "partition">): string {
  return partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}

/** The ARN of something in IAM, which is global to the account: `iamArn(here, "role/x")`. */
export function iamArn({ partition, accountId }: Location, resource: string): string {
  return `arn:${partition}:iam::${accountId}:${resource}`;
}

/** The ARN of a policy that AWS manages: `managedPolicyArn(here, "AmazonEKSClusterPolicy")`, with its path if it has one. */
export function managedPolicyArn({ partition }: Location, name: string): string {
  return `arn:${partition}:iam::aws:policy/${name}`;
}

/** The ARN of a bucket, or with a key pattern of its objects. Bucket ARNs name neither region nor account. */
export function bucketArn({ partition }: Location, bucket: string, key?: string): string {
  return `arn:${partition}:s3:::${bucket}${key === undefined ? "" : `/${key}`}`;
}
