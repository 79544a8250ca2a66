import { unknown } from "../../../../policies/engine/values/value";
import { registriesAllowed } from "../../../../policies/rules/workload/registries-allowed";
import type { RuleFixtures } from "../../fixture";
import type { Input } from "../../kubernetes-fixture";
import { container, pod } from "../../pod-fixture";

const ofImage = (image: Input) => pod({ containers: [container({ image })] });
const allowing = (...allowedRegistries: string[]) => ({ allowedRegistries });
const path = "spec.containers[0].image";

export const fixtures: RuleFixtures = {
  rule: registriesAllowed,
  passes: [
    {
      when: "the registry is listed",
      resources: [ofImage("registry.example.com/team/app:1")],
      parameters: allowing("registry.example.com"),
    },
    {
      when: "a glob takes the registries of all accounts",
      resources: [ofImage("123456789012.dkr.ecr.eu-central-1.amazonaws.com/app:1")],
      parameters: allowing("*.dkr.ecr.*.amazonaws.com"),
    },
    {
      when: "the path is listed",
      resources: [ofImage("public.ecr.aws/nginx/nginx-unprivileged:1")],
      parameters: allowing("public.ecr.aws/nginx/*"),
    },
    {
      when: "the port belongs to the registry",
      resources: [ofImage("registry.example.com:5000/app:1")],
      parameters: allowing("registry.example.com:5000"),
    },
    {
      when: "the default registry is listed by name",
      resources: [ofImage("nginx:1")],
      parameters: allowing("docker.io/library/nginx"),
    },
    {
      when: "the default registry's other name is used",
      resources: [ofImage("index.docker.io/library/nginx:1")],
      parameters: allowing("docker.io"),
    },
    {
      when: "a local registry is named",
      resources: [ofImage("localhost/app:1")],
      parameters: allowing("localhost"),
    },
  ],
  fails: [
    {
      when: "the registry is another",
      resources: [ofImage("registry.example.org/app:1")],
      parameters: allowing("registry.example.com"),
      paths: [path],
    },
    {
      when: "a longer host ends like an allowed one",
      resources: [ofImage("evil-registry.example.com/app:1")],
      parameters: allowing("registry.example.com"),
      paths: [path],
    },
    {
      when: "the allowed host is only a part of the path",
      resources: [ofImage("evil.example/registry.example.com/app:1")],
      parameters: allowing("registry.example.com"),
      paths: [path],
    },
    {
      when: "the image names no registry, which means the public default one",
      resources: [ofImage("nginx:1")],
      parameters: allowing("registry.example.com"),
      paths: [path],
    },
    {
      when: "the first part of the path is no registry",
      resources: [ofImage("team/app:1")],
      parameters: allowing("team"),
      paths: [path],
    },
    {
      when: "the path is another",
      resources: [ofImage("public.ecr.aws/other/app:1")],
      parameters: allowing("public.ecr.aws/nginx/*"),
      paths: [path],
    },
    {
      when: "the port is another",
      resources: [ofImage("registry.example.com:5001/app:1")],
      parameters: allowing("registry.example.com:5000"),
      paths: [path],
    },
    {
      when: "an init container takes one from elsewhere",
      resources: [pod({ initContainers: [container({ image: "nginx:1" })] })],
      parameters: allowing("example.com"),
      paths: ["spec.initContainers[0].image"],
    },
    { when: "production allows any registry", resources: [ofImage("nginx:1")], paths: [path] },
  ],
  undecided: [
    { when: "the image is unknown", resources: [ofImage(unknown)], parameters: allowing("example.com") },
    {
      when: "a container is unknown",
      resources: [pod({ containers: [unknown] })],
      parameters: allowing("example.com"),
    },
  ],
  outside: [
    {
      when: "development allows any registry",
      resources: [ofImage("nginx:1")],
      parameters: { environment: "dev" },
    },
  ],
};
