import type { z } from "zod";
import type { accessSchema } from "../access/access";
import type { anywhereSchema } from "../anywhere";
import type { autoscalingSchema } from "../autoscaling";
import type { clusterSchema } from "../cluster";
import type { deliverySchema } from "../delivery/delivery";
import type { githubSchema } from "../github";
import type { ingressSchema } from "../ingress";
import type { monitoringSchema } from "../monitoring";
import type { networkSchema } from "../network";
import type { nodesSchema } from "../nodes/nodes";
import type { patchingSchema } from "../patching";
import type { providerSchema } from "../provider";
import type { sampleSchema } from "../sample";
import type { secretsSchema } from "../secrets";
import type { storageSchema } from "../storage";
import type { tenantsSchema } from "../tenants";

/** The rooms of the configuration that depend on each other. */
export interface Rooms {
  readonly network: z.output<typeof networkSchema>;
  readonly cluster: z.output<typeof clusterSchema>;
  readonly access: z.output<typeof accessSchema>;
  readonly github?: z.output<typeof githubSchema> | undefined;
  readonly nodes: z.output<typeof nodesSchema>;
  readonly storage: z.output<typeof storageSchema>;
  readonly monitoring: z.output<typeof monitoringSchema>;
  readonly ingress: z.output<typeof ingressSchema>;
  readonly sample: z.output<typeof sampleSchema>;
  readonly tenants: z.output<typeof tenantsSchema>;
  readonly secrets: z.output<typeof secretsSchema>;
  readonly delivery: z.output<typeof deliverySchema>;
  readonly anywhere?: z.output<typeof anywhereSchema> | undefined;
  readonly autoscaling: z.output<typeof autoscalingSchema>;
  readonly patching: z.output<typeof patchingSchema>;
}

/** The whole of a stack's configuration. */
export interface Stack {
  readonly aws: z.output<typeof providerSchema>;
  readonly platform: Rooms;
}
