import assert from "node:assert/strict";
import { permissionsOf, platformRoles, type PlatformRole } from "../../../components/access/platform-role";

/** What a role allows, as `verb group/resource`. */
function rights(role: PlatformRole): ReadonlySet<string> {
  return new Set(
    permissionsOf[role].flatMap(({ apiGroups, resources, verbs }) =>
      apiGroups.flatMap((group) =>
        resources.flatMap((resource) => verbs.map((verb) => `${verb} ${group}/${resource}`)),
      ),
    ),
  );
}

const has = (role: PlatformRole, ...wanted: readonly string[]): void => {
  assert.deepEqual(
    wanted.filter((right) => !rights(role).has(right)),
    [],
  );
};

const hasNone = (role: PlatformRole, pattern: RegExp): void => {
  assert.deepEqual(
    [...rights(role)].filter((right) => pattern.test(right)),
    [],
  );
};

/** Verbs that only read. */
const writes = /^(?!(get|list|watch) )/;

describe("roles of the platform", () => {
  for (const role of platformRoles) {
    it(`${role}: no secret, no shell, no tunnel, no token, and no way to more rights`, () => {
      hasNone(role, / \/secrets$/);
      hasNone(role, /\/pods\/(exec|attach|portforward|proxy|ephemeralcontainers)$/);
      hasNone(role, /\/(nodes\/proxy|services\/proxy|serviceaccounts\/token)$/);
      hasNone(role, /^(escalate|bind|impersonate|approve|sign|deletecollection|\*) /);
      hasNone(role, /\*/);
      hasNone(role, /^(create|update|patch|delete) rbac\.authorization\.k8s\.io\//);
      hasNone(role, /^(create|update|patch|delete) \/(serviceaccounts|namespaces|resourcequotas|limitranges)$/);
      hasNone(role, /^(create|update|patch|delete) networking\.k8s\.io\/networkpolicies$/);
      hasNone(role, /^(create|update|patch|delete) admissionregistration\.k8s\.io\//);
    });

    it(`${role}: states each right once`, () => {
      const stated = permissionsOf[role].flatMap(({ apiGroups, resources, verbs }) =>
        apiGroups.flatMap((group) => resources.flatMap((each) => verbs.map((verb) => `${verb} ${group}/${each}`))),
      );
      assert.deepEqual(
        stated.filter((right, index) => stated.indexOf(right) < index),
        [],
      );
    });
  }

  it("viewer: reads workloads, their logs, nodes and volumes, and writes nothing", () => {
    hasNone("viewer", writes);
    has("viewer", "get /pods/log", "list apps/deployments", "watch /events", "list /nodes", "get /persistentvolumes");
    has("viewer", "list storage.k8s.io/storageclasses", "get apiextensions.k8s.io/customresourcedefinitions");
  });

  it("auditor: reads roles, network policies, admission and events, but no contents that may be a customer's", () => {
    hasNone("auditor", writes);
    hasNone("auditor", /\/(configmaps|pods\/log)$/);
    has("auditor", "list rbac.authorization.k8s.io/clusterrolebindings", "get networking.k8s.io/networkpolicies");
    has("auditor", "list admissionregistration.k8s.io/validatingadmissionpolicies", "list events.k8s.io/events");
  });

  it("operator: cordons, drains, starts again and scales, all that a viewer sees", () => {
    has("operator", ...rights("viewer"));
    assert.deepEqual([...rights("operator")].filter((right) => writes.test(right)).sort(), [
      "create /pods/eviction",
      "delete /pods",
      "patch /nodes",
      "patch apps/deployments/scale",
      "patch apps/statefulsets/scale",
      "patch autoscaling/horizontalpodautoscalers",
      "update apps/deployments/scale",
      "update apps/statefulsets/scale",
      "update autoscaling/horizontalpodautoscalers",
    ]);
  });

  it("developer: runs workloads, and nothing on every node or outside of namespaces", () => {
    has("developer", "create apps/deployments", "patch batch/cronjobs", "delete /pods", "update /configmaps");
    hasNone("developer", /^(create|update|patch|delete) apps\/daemonsets$/);
    hasNone("developer", / \/(nodes|namespaces|persistentvolumes)$/);
  });
});
