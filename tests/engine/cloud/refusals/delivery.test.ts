import type { Properties } from "../../properties";
import { ClusterWorld } from "./cluster-world";
import { refused, trust, World } from "./world";

const stage = (name: string, category: string) => ({ name, actions: [{ name, category }] });

describe("the stand-in cloud refuses of delivery", () => {
  it("a pipeline whose first stage is no source, has one stage, or queues in the older type (CP2)", () => {
    const pipeline = (inputs: Properties) =>
      new World().create("aws:codepipeline/pipeline:Pipeline", { name: "platform", pipelineType: "V2", ...inputs });
    const [source, build] = [stage("source", "Source"), stage("up", "Build")];
    refused("CP2", () => pipeline({ stages: [source] }));
    refused("CP2", () => pipeline({ stages: [build, source] }));
    refused("CP2", () => pipeline({ stages: [source, build], pipelineType: "V1", executionMode: "QUEUED" }));
    refused("CP2", () => pipeline({ stages: [source, build], artifactStores: [{ location: "nowhere" }] }));
  });

  it("a project whose role CodeBuild cannot assume, or that cannot stand in the VPC (CP3)", () => {
    const world = new ClusterWorld();
    const role = (service: string) =>
      world.create("aws:iam/role:Role", { name: service.slice(0, 9), assumeRolePolicy: trust(service) });
    const project = (owner: { readonly outputs: Properties }, changes: Properties = {}) =>
      world.create("aws:codebuild/project:Project", {
        name: "platform-up",
        serviceRole: owner.outputs["arn"] ?? "",
        source: { type: "CODEPIPELINE" },
        artifacts: { type: "CODEPIPELINE" },
        ...changes,
      });
    refused("CP3", () => project(role("ec2.amazonaws.com")));
    const own = role("codebuild.amazonaws.com");
    refused("CP3", () => project(own));
    refused("CP3", () => project(own, { artifacts: { type: "NO_ARTIFACTS" } }));
    refused("CP3", () => project(own, { buildTimeout: 3 }));
  });
});
