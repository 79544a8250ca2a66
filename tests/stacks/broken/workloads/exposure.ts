import * as kubernetes from "@pulumi/kubernetes";

const certificateArn = "arn:aws:acm:eu-west-1:111122223333:certificate/11111111-2222-3333-4444-555555555555";
const loadBalancer = "service.beta.kubernetes.io/aws-load-balancer";

export function createServices(): void {
  const selector = { app: "web" };
  const ports = [{ port: 80 }];
  // NET-10: the first example of every tutorial.
  new kubernetes.core.v1.Service("web", {
    metadata: { name: "web", namespace: "shop" },
    spec: { type: "LoadBalancer", selector, ports },
  });
  // NET-10, NET-11: TLS, by the policy of 2016.
  new kubernetes.core.v1.Service("web-tls", {
    metadata: {
      name: "web-tls",
      namespace: "shop",
      annotations: { [`${loadBalancer}-scheme`]: "internet-facing", [`${loadBalancer}-ssl-cert`]: certificateArn },
    },
    spec: { type: "LoadBalancer", selector, ports: [{ port: 443 }] },
  });
  // NET-10
  new kubernetes.core.v1.Service("borrowed", {
    metadata: { name: "borrowed", namespace: "shop" },
    spec: { selector, ports, externalIPs: ["198.51.100.7"] },
  });
  // NET-10
  new kubernetes.core.v1.Service("door", {
    metadata: { name: "door", namespace: "tenant-a" },
    spec: { type: "NodePort", selector, ports },
  });
}

export function createIngresses(): void {
  const backend = { service: { name: "web", port: { number: 80 } } };
  // NET-12: clear text, for everybody, with nothing in between.
  new kubernetes.networking.v1.Ingress("web", {
    metadata: {
      name: "web",
      namespace: "shop",
      annotations: { "alb.ingress.kubernetes.io/scheme": "internet-facing" },
    },
    spec: { ingressClassName: "alb", defaultBackend: backend },
  });
  new kubernetes.apiextensions.CustomResource("old-tls", {
    apiVersion: "elbv2.k8s.aws/v1beta1",
    kind: "IngressClassParams",
    metadata: { name: "old-tls" },
    spec: { scheme: "internal", sslPolicy: "ELBSecurityPolicy-2016-08" }, // NET-11
  });
  new kubernetes.networking.v1.IngressClass("old-tls", {
    metadata: { name: "old-tls" },
    spec: {
      controller: "ingress.k8s.aws/alb",
      parameters: { apiGroup: "elbv2.k8s.aws", kind: "IngressClassParams", name: "old-tls" },
    },
  });
  // NET-12: no redirect, no certificate, and the policy of the class.
  new kubernetes.networking.v1.Ingress("shop", {
    metadata: {
      name: "shop",
      namespace: "shop",
      annotations: { "alb.ingress.kubernetes.io/listen-ports": '[{"HTTP": 80}, {"HTTPS": 443}]' },
    },
    spec: { ingressClassName: "old-tls", defaultBackend: backend },
  });
}

export function createGateway(): void {
  new kubernetes.apiextensions.CustomResource("gateway-class", {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "GatewayClass",
    metadata: { name: "aws-alb" },
    spec: { controllerName: "gateway.k8s.aws/alb" },
  });
  new kubernetes.apiextensions.CustomResource("public", {
    apiVersion: "gateway.k8s.aws/v1",
    kind: "LoadBalancerConfiguration",
    metadata: { name: "public", namespace: "shop" },
    spec: {
      scheme: "internet-facing",
      listenerConfigurations: [{ protocolPort: "HTTPS:443", sslPolicy: "ELBSecurityPolicy-TLS-1-1-2017-01" }], // NET-11
    },
  });
  // NET-11: clear text beside TLS. NET-12: an old policy, and no web ACL.
  new kubernetes.apiextensions.CustomResource("gateway", {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "Gateway",
    metadata: { name: "gateway", namespace: "shop" },
    spec: {
      gatewayClassName: "aws-alb",
      infrastructure: {
        parametersRef: { group: "gateway.k8s.aws", kind: "LoadBalancerConfiguration", name: "public" },
      },
      listeners: [
        { name: "http", protocol: "HTTP", port: 80 },
        { name: "https", protocol: "HTTPS", port: 443, hostname: "shop.example.com" },
      ],
    },
  });
  new kubernetes.apiextensions.CustomResource("shop", {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "HTTPRoute",
    metadata: { name: "shop", namespace: "shop" },
    spec: { parentRefs: [{ name: "gateway" }], rules: [{ backendRefs: [{ name: "web", port: 80 }] }] },
  });
}
