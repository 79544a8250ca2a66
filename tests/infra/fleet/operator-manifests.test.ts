import assert from "node:assert/strict";
import { parseAllDocuments } from "yaml";
import type { Fleet } from "../../../infra/fleet/fleet-file";
import { operatorManifests } from "../../../infra/fleet/operator-manifests";

const fleet: Fleet = {
  backend: "s3://acme-pulumi-state?region=eu-west-1",
  secretsProvider: "awskms://alias/pulumi-state?region=eu-west-1",
  concurrency: 4,
  waves: [
    { name: "canary", stacks: [{ stack: "dev" }] },
    { name: "production", stacks: [{ stack: "Prod_EU", profile: "acme-prod" }] },
  ],
  operator: {
    namespace: "pulumi",
    repository: "https://github.com/acme/eks-platform",
    branch: "main",
    serviceAccount: "pulumi",
    image: "pulumi/pulumi-nodejs:3.259.0-nonroot",
  },
};

/** Fields of `spec` in the resource definition of pulumi.com/v1 Stack, as of v2.9.0. */
const specFields = new Set(
  `accessTokenSecret backend branch commit config configRef continueResyncOnCommitMatch destroyOnFinalize envRefs envSecrets
   environment envs expectNoRefreshChanges fluxSource gitAuth gitAuthSecret prerequisites preview programRef projectRepo refresh
   repoDir resyncFrequencySeconds retryMaxBackoffDurationSeconds retryOnUpdateConflict runProgram secrets secretsProvider
   secretsRef serviceAccountName shallow stack targetDependents targets updateTemplate useLocalStackOnly
   workspaceReclaimPolicy workspaceTemplate`.split(/\s+/),
);

interface StackObject {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: Readonly<Record<string, unknown>>;
}

function manifests(changed: Partial<Fleet> = {}): readonly StackObject[] {
  const text = operatorManifests({ ...fleet, ...changed }, ({ stack }) => `policies/config/${stack}.json`);
  return parseAllDocuments(text).map((document) => document.toJS() as StackObject);
}

describe("The fleet for the operator", () => {
  it("is one Stack each, of fields that the operator knows", () => {
    const found = manifests();
    assert.deepEqual(
      found.map(({ kind, metadata }) => `${kind} ${metadata.name}`),
      ["Stack dev", "Stack prod-eu"],
    );
    assert.deepEqual(
      found.flatMap(({ spec }) => Object.keys(spec).filter((field) => !specFields.has(field))),
      [],
    );
  });

  it("keeps the stacks of a wave waiting for all of the wave before", () => {
    const [dev, prod] = manifests();
    assert.equal(dev?.spec["prerequisites"], undefined);
    assert.deepEqual(prod?.spec["prerequisites"], [{ name: "dev" }]);
  });

  it("judges by the policies, and never deletes a platform with its object", () => {
    for (const { spec } of manifests()) {
      const variables = spec["envRefs"] as Record<string, { literal: { value: string } }>;
      assert.equal(variables["PULUMI_OPTION_POLICY_PACK"]?.literal.value, "policies");
      assert.equal(
        variables["PULUMI_OPTION_POLICY_PACK_CONFIG"]?.literal.value,
        `policies/config/${String(spec["stack"])}.json`,
      );
      assert.equal(spec["destroyOnFinalize"], false);
    }
  });

  it("takes the token of Pulumi Cloud from a Secret, never as text", () => {
    const operator = {
      ...fleet.operator,
      credentials: { secret: "pulumi-api", key: "accessToken" },
    } as Fleet["operator"];
    const variables = manifests({ operator })[0]?.spec["envRefs"] as Record<string, unknown>;
    assert.deepEqual(variables["PULUMI_ACCESS_TOKEN"], {
      type: "Secret",
      secret: { name: "pulumi-api", key: "accessToken" },
    });
  });

  it("is refused where nothing says how, and where two names would be one", () => {
    assert.throws(() => manifests({ operator: undefined }), /operator: nothing says where/);
    const stacks = [{ stack: "Prod" }, { stack: "prod" }];
    assert.throws(() => manifests({ waves: [{ name: "all", stacks }] }), /two stacks would be the object "prod"/);
  });
});
