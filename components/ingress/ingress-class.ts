import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { albClass, type ingressClassParams } from "./ingress-class-params";

/** Creates the class and its parameters. The controller's webhook judges the latter, so that they come after it. */
export function createIngressClass(
  name: string,
  params: ReturnType<typeof ingressClassParams>,
  options: pulumi.CustomResourceOptions,
): k8s.networking.v1.IngressClass {
  const parameters = new k8s.apiextensions.CustomResource(
    name,
    { apiVersion: "elbv2.k8s.aws/v1beta1", kind: "IngressClassParams", metadata: { name: albClass }, spec: params },
    options,
  );
  return new k8s.networking.v1.IngressClass(
    name,
    {
      metadata: { name: albClass },
      spec: {
        controller: "ingress.k8s.aws/alb",
        parameters: { apiGroup: "elbv2.k8s.aws", kind: "IngressClassParams", name: albClass },
      },
    },
    { ...options, dependsOn: [parameters] },
  );
}
