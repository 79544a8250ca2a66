import type { Resource } from "./resource";
import type { Property } from "../values/property";

/** The property that holds a resource's name in AWS, where it is not `name`. */
const physicalNames: Readonly<Record<string, string>> = {
  "aws:s3/bucket:Bucket": "bucket",
  "aws:s3/bucketV2:BucketV2": "bucket",
  "aws:eks/nodeGroup:NodeGroup": "nodeGroupName",
  "aws:eks/fargateProfile:FargateProfile": "fargateProfileName",
  "aws:efs/fileSystem:FileSystem": "creationToken",
};

/** The values by which other resources name this one. */
export function identities(resource: Resource): readonly string[] {
  const declared = resource.properties;
  const found = [
    resource.urn,
    resource.computed("id"),
    resource.computed("arn"),
    declared.child("arn").text(),
    nameOf(resource).text(),
  ];
  return [...new Set(found.filter((identity) => identity !== undefined && identity !== ""))] as string[];
}

/** The property that names a resource, in AWS or in its cluster. */
export function nameOf({ type, properties }: Resource): Property {
  return type.startsWith("kubernetes:")
    ? properties.at("metadata.name")
    : properties.child(physicalNames[type] ?? "name");
}

/** Whether an ARN such as `arn:aws:iam::1:role/x` can belong to a type such as `aws:iam/role:Role`. */
export function arnMentionsType(arn: string, type: string): boolean {
  const [, , service = "", , , ...rest] = arn.split(":");
  const module = /^aws:([a-z0-9]+)\//i.exec(type)?.[1]?.toLowerCase();
  const noun = type.slice(type.lastIndexOf(":") + 1).toLowerCase();
  const modules: Readonly<Record<string, string>> = {
    cloudwatch: "logs",
    amp: "aps",
    ebs: "ec2",
    efs: "elasticfilesystem",
  };
  if (module !== service && (module === undefined || modules[module] !== service)) return false;
  const kind = rest.join(":").split(/[/:]/)[0]?.replaceAll("-", "") ?? "";
  return rest.join(":").search(/[/:]/) < 0 || noun.includes(kind) || kind.includes(noun);
}
