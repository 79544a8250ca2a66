import * as pulumi from "@pulumi/pulumi";
import { NodeGroupV2, type NodeGroupV2Inputs } from "./node-group-v2";

/** Serves the stand-in for pulumi-eks, whose components are remote: the engine asks for them, and their children are its own. */
export async function serveComponents(engine: string): Promise<void> {
  const provider: pulumi.provider.Provider = {
    version: "99.0.0",
    construct: (name, type, inputs, options) => {
      if (type !== "eks:index:NodeGroupV2")
        return Promise.reject(new Error(`${type}: the stand-in for eks does not make this component.`));
      // The schema of the component says what its inputs are; the engine passes them as they are.
      const made = new NodeGroupV2(name, inputs as NodeGroupV2Inputs, options);
      return Promise.resolve({
        urn: made.urn,
        state: { autoScalingGroup: made.autoScalingGroup, nodeSecurityGroupId: made.nodeSecurityGroupId },
      });
    },
  };
  await pulumi.provider.main(provider, [engine]);
}
