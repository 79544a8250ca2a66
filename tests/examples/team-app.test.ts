import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { s3, dynamodb } from "../../components/identity/grants";
import { policyDocument } from "../../components/identity/policy-document";
import { outputs } from "../infra/published-outputs";
import { runPreview, temporaryFolder } from "../preview/run-preview";

const folder = "examples/team-app";
const location = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };

interface Resource {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly dependencies: readonly string[];
}

interface Preview {
  readonly resources: readonly Resource[];
  readonly outputs: Readonly<Record<string, unknown>>;
}

describe("the example of a team's application", () => {
  let preview: Preview;
  before(async () => {
    const { stdout, stderr } = await runPreview([folder, "--format", "json"]);
    assert.equal(stderr, "");
    [preview] = JSON.parse(stdout) as [Preview];
  });
  const inputsOf = (type: string, name: string) => {
    const found = preview.resources.find((resource) => resource.type === type && resource.name === name);
    return found?.inputs ?? assert.fail(`There is no ${type} ${name}.`);
  };

  it("lives in the namespace that the platform made for the team", () => {
    const namespaces = preview.resources.flatMap(({ inputs }) => {
      const { metadata } = inputs as { readonly metadata?: { readonly namespace?: string } };
      return metadata === undefined ? [] : [metadata.namespace];
    });
    assert.deepEqual([...new Set(namespaces)], ["tenant-shop"]);
    assert.equal(preview.outputs["namespace"], "tenant-shop");
  });

  it("lets my-app-sa read one prefix of the bucket and put items, and nothing else", () => {
    const key = { location, aliasName: "alias/team-app-dev" };
    assert.equal(
      inputsOf("aws:iam/rolePolicy:RolePolicy", "my-app")["policy"],
      policyDocument([
        ...s3.read("arn:aws:s3:::team-app-dev-orders-111122223333", "orders/", { key }),
        ...dynamodb.put("arn:aws:dynamodb:eu-west-1:111122223333:table/team-app-dev-orders", { key }),
      ]),
    );
    const { clusterName, namespace, serviceAccount } = inputsOf(
      "aws:eks/podIdentityAssociation:PodIdentityAssociation",
      "my-app",
    );
    assert.deepEqual([clusterName, namespace, serviceAccount], ["eks-platform-dev", "tenant-shop", "my-app-sa"]);
  });

  it("gives that account to the importer and not to the web servers", () => {
    const accountOf = (type: string, name: string, at: readonly string[]) =>
      at.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], inputsOf(type, name));
    const template = ["spec", "template", "spec", "serviceAccountName"];
    assert.equal(
      accountOf("kubernetes:batch/v1:CronJob", "importer", ["spec", "jobTemplate", ...template]),
      "my-app-sa",
    );
    assert.equal(accountOf("kubernetes:apps/v1:Deployment", "web", template), "my-web-sa");
  });

  it("lets the platform's load balancers in, and nobody else", () => {
    const { spec } = inputsOf("kubernetes:networking.k8s.io/v1:NetworkPolicy", "web") as {
      readonly spec: { readonly ingress: unknown };
    };
    assert.deepEqual(spec.ingress, [
      {
        from: [{ ipBlock: { cidr: "10.0.0.0/19" } }, { ipBlock: { cidr: "10.0.32.0/19" } }],
        ports: [{ protocol: "TCP", port: 8080 }],
      },
    ]);
  });

  it("serves its host over HTTPS alone, by the platform's class", () => {
    const { metadata, spec } = inputsOf("kubernetes:networking.k8s.io/v1:Ingress", "web") as {
      readonly metadata: { readonly annotations: Readonly<Record<string, string>> };
      readonly spec: { readonly ingressClassName: string };
    };
    assert.equal(metadata.annotations["alb.ingress.kubernetes.io/listen-ports"], '[{"HTTPS":443}]');
    assert.equal(spec.ingressClassName, "alb");
  });

  it("takes its Ingress away before anything that the load balancer needs", () => {
    const ingress = preview.resources.find(({ type }) => type.endsWith(":Ingress"));
    const names = (ingress?.dependencies ?? []).map((urn) => urn.split("::").slice(2).join(" "));
    assert.ok(names.includes("kubernetes:apps/v1:Deployment web"), names.join(", "));
    assert.ok(names.includes("kubernetes:core/v1:Service web"), names.join(", "));
  });
});

describe("a platform that is only previewed", () => {
  it("lets a team's preview know what it knows itself, and leaves the rest unknown", async () => {
    const cluster = { ...outputs.cluster, endpoint: { $unknown: true }, issuer: { $unknown: true } };
    const known = { ...outputs, cluster, kubeconfig: { $secret: true } };
    const file = path.join(temporaryFolder(), "platform.json");
    const preview = { schemaVersion: 1, project: "eks-platform", stack: "dev", resources: [], outputs: known };
    writeFileSync(file, JSON.stringify(preview));
    const { stdout } = await runPreview([folder, "--format", "json", "--reference", `acme/eks-platform/dev=${file}`]);
    const [{ resources }] = JSON.parse(stdout) as [Preview];
    const association = resources.find(({ type }) => type.includes("podIdentityAssociation"));
    assert.equal(association?.inputs["clusterName"], "eks-platform-dev");
    const provider = resources.find(({ type }) => type === "pulumi:providers:kubernetes");
    assert.deepEqual(provider?.inputs["kubeconfig"], { $secret: true });
  });
});
