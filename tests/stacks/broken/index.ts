import * as pulumi from "@pulumi/pulumi";
import { buildWithComponents } from "./components";
import { buildPlatform } from "./platform";
import { deployWorkloads } from "./workloads";

/** Each stack is a program of its own, as a careless team would write it. */
const programs: Readonly<Record<string, () => void>> = {
  platform: buildPlatform,
  components: buildWithComponents,
  workloads: deployWorkloads,
};

programs[pulumi.getStack()]?.();
