import * as pulumi from "@pulumi/pulumi";

/** The program of a scenario is chosen by the stack's configuration. */
async function main(): Promise<unknown> {
  const scenario = new pulumi.Config().require("scenario");
  switch (scenario) {
    case "self-managed-nodes": {
      const { selfManagedNodes } = await import("./self-managed-nodes");
      return selfManagedNodes();
    }
    case "load-balancers": {
      const { loadBalancers } = await import("./load-balancers");
      return loadBalancers();
    }
    case "renamed-network": {
      const { renamedNetwork } = await import("./renamed-network");
      return renamedNetwork();
    }
    default:
      throw new Error(`engine-programs:scenario: "${scenario}" is none of the programs.`);
  }
}

export = main;
