import type { Properties } from "../../properties";
import { refused, World } from "./world";

/** A world with one group of the given sizes. */
class ScaledWorld extends World {
  constructor() {
    super();
    this.create("aws:ec2/launchTemplate:LaunchTemplate", { name: "nodes" });
  }

  group(name: string, changes: Properties = {}) {
    return this.create("aws:autoscaling/group:Group", {
      ...{ name, minSize: 1, desiredCapacity: 1, maxSize: 2, launchTemplate: { name: "nodes", version: "1" } },
      ...changes,
    });
  }

  hook(changes: Properties = {}) {
    return this.create("aws:autoscaling/lifecycleHook:LifecycleHook", {
      ...{ name: "drain", autoscalingGroupName: "mixed", defaultResult: "CONTINUE", heartbeatTimeout: 360 },
      lifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
      ...changes,
    });
  }
}

describe("the stand-in cloud refuses of Auto Scaling", () => {
  let world: ScaledWorld;
  beforeEach(() => {
    world = new ScaledWorld();
  });

  it("a group whose sizes contradict, or without a template or a profile that is there (S2)", () => {
    refused("S2", () => world.group("mixed", { desiredCapacity: 3 }));
    refused("S2", () => world.group("mixed", { launchTemplate: { name: "other", version: "1" } }));
    world.create("aws:ec2/launchTemplate:LaunchTemplate", { name: "joined", iamInstanceProfile: { name: "gone" } });
    refused("S2", () => world.group("mixed", { launchTemplate: { name: "joined", version: "1" } }));
    world.group("mixed");
  });

  it("hooks of no group, of another moment, that hold too long, or that another stack has (S4)", () => {
    refused("S4", () => world.hook());
    world.group("mixed");
    for (const wrong of [
      { name: "a b" },
      { lifecycleTransition: "autoscaling:EC2_INSTANCE_STOPPING" },
      { defaultResult: "WAIT" },
      { heartbeatTimeout: 29 },
      { heartbeatTimeout: 7201 },
    ])
      refused("S4", () => world.hook(wrong));
    world.hook();
    refused("S4", () => world.hook());
  });

  it("to delete a group while a hook holds its instances longer than the provider waits (S4)", () => {
    const group = world.group("mixed");
    const hook = world.hook({ heartbeatTimeout: 600 });
    refused("S4", () => {
      world.remove(group);
    });
    world.remove(hook);
    world.remove(group);
  });
});
