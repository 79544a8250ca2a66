import * as aws from "@pulumi/aws";

export function createRegistry(): void {
  // WL-20: never scanned, and every tag can be moved. DATA-13: gone with all its images.
  new aws.ecr.Repository("web", { name: "web", imageTagMutability: "MUTABLE", forceDelete: true });
}
