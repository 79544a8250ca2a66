import type { Resource } from "../../engine/graph/resource";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Context, type Rule } from "../../engine/rule";
import { and, not, or, some, type Truth } from "../../engine/values/truth";

const encryptionType = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const versioningType = "aws:s3/bucketVersioning:BucketVersioning";
const lifecycleType = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const loadBalancers = ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"];

export const s3EncryptedAndVersioned: Rule = {
  id: "DATA-08",
  name: "s3-encrypted-and-versioned",
  title: "Buckets encrypt with a KMS key, keep versions and expire what is old",
  why: "Without a key nobody can cut off access to the objects, and without versions an overwritten or deleted object is lost.",
  fix: "Set sseAlgorithm to aws:kms.",
  level: "production",
  scope: "stack",
  references: {
    securityHub: ["S3.14", "S3.17"],
    fsbp: ["S3.13"],
    soc2: ["CC6.1", "A1.2"],
    hipaa: ["312(a)(2)(iv)", "312(c)(1)"],
  },
  reads: {
    "aws:s3/bucket:Bucket": ["serverSideEncryptionConfiguration", "versioning.enabled", "lifecycleRules"],
    "aws:s3/bucketV2:BucketV2": ["serverSideEncryptionConfigurations", "versionings", "lifecycleRules"],
  },
  follows: [encryptionType, versioningType, lifecycleType, ...loadBalancers],
  check(bucket, context) {
    const versioned = or(
      bucket.at("versioning.enabled").isTrue(),
      bucket.at("versionings").some((versioning) => versioning.child("enabled").isTrue()),
      satellite(bucket, context, versioningType, (setting) =>
        setting.at("versioningConfiguration.status").is("Enabled"),
      ),
    );
    const expires = or(
      isFilled(bucket.at("lifecycleRules")),
      satellite(bucket, context, lifecycleType, (setting) => isFilled(setting.at("rules"))),
    );
    return [
      ...encryption(bucket, context),
      violation(not(versioned), "versioning", "The bucket keeps no earlier versions of its objects.", {
        fix: "Register a BucketVersioning with the status Enabled.",
      }),
      violation(not(expires), "lifecycleRules", "Nothing ever expires in the bucket.", {
        level: "advisory",
        fix: "Register a BucketLifecycleConfiguration.",
      }),
    ];
  },
};

function encryption(bucket: Resource, context: Context): Condition[] {
  if (context.parameters.environment !== "prod") return [];
  const byKey = or(
    usesKms(bucket.at("serverSideEncryptionConfiguration.rule")),
    bucket.at("serverSideEncryptionConfigurations").some((configuration) => configuration.child("rules").some(usesKms)),
    satellite(bucket, context, encryptionType, (setting) => setting.at("rules").some(usesKms)),
  );
  return [
    violation(
      and(not(byKey), not(takesLoadBalancerLogs(bucket, context))),
      "serverSideEncryptionConfiguration",
      "Objects are not encrypted under a KMS key.",
    ),
  ];
}

function usesKms(rule: Property): Truth {
  return or(
    rule.at("applyServerSideEncryptionByDefault.sseAlgorithm").matches(/^aws:kms/),
    rule
      .child("applyServerSideEncryptionByDefaults")
      .some((standard) => standard.child("sseAlgorithm").matches(/^aws:kms/)),
  );
}

/** Load balancers write their access logs to buckets with S3's own key only. */
function takesLoadBalancerLogs(bucket: Resource, { graph }: Context): Truth {
  return some(
    loadBalancers.flatMap((type) => graph.referrers(bucket, type, "accessLogs.bucket")),
    ({ refers }) => refers,
  );
}

/** Whether a resource that configures the bucket fulfils the judgement. */
function satellite(bucket: Resource, { graph }: Context, type: string, judge: (setting: Resource) => Truth): Truth {
  return some(graph.referrers(bucket, type, "bucket"), ({ resource, refers }) => and(refers, judge(resource)));
}

function isFilled(list: Property): Truth {
  return list.satisfies((value) => Array.isArray(value) && value.length > 0);
}
