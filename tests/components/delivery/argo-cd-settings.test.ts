import assert from "node:assert/strict";
import { argoCdProblems } from "../../../components/delivery/argocd/argo-cd-settings";

type Settings = Parameters<typeof argoCdProblems>[0];

const settings: Settings = {
  signIn: {
    issuer: "https://login.example.com/realms/people",
    clientId: "argocd",
    adminGroups: ["a"],
    readerGroups: [],
  },
  projects: [{ name: "shop", repositories: ["https://github.com/acme/shop"], groups: ["shop team"] }],
  root: { repository: "https://github.com/acme/apps", path: "clusters/blue", revision: "main" },
  syncWindows: [{ kind: "allow", schedule: "0 6 * * 1-5", duration: "12h30m" }],
};

const paths = (changes: Partial<Settings>) =>
  argoCdProblems({ ...settings, ...changes }).map(({ path }) => path.join("."));

const project = (changes: Partial<Settings["projects"][number]>) => ({
  projects: [{ name: "shop", repositories: ["https://github.com/acme/shop"], groups: [], ...changes }],
});

describe("argoCdProblems", () => {
  it("accepts repositories of Git and charts of OCI registries", () => {
    assert.deepEqual(paths({}), []);
    assert.deepEqual(
      paths(project({ repositories: ["111122223333.dkr.ecr.eu-west-1.amazonaws.com/charts/shop"] })),
      [],
    );
    assert.deepEqual(paths(project({ repositories: ["oci://ghcr.io/acme/charts"] })), []);
  });

  it("refuses an issuer that is called in clear text", () => {
    assert.deepEqual(paths({ signIn: { ...settings.signIn, issuer: "http://login.example.com" } }), ["signIn.issuer"]);
  });

  it("refuses that nobody is administrator, since there is no other one", () => {
    assert.deepEqual(paths({ signIn: { ...settings.signIn, adminGroups: [] } }), ["signIn.adminGroups"]);
  });

  it("refuses a project of no repository, of all of them, or by a protocol that is closed", () => {
    assert.deepEqual(paths(project({ repositories: [] })), ["projects.0.repositories"]);
    for (const repository of [
      "*",
      "https://github.com/acme/*",
      "git@github.com:acme/shop.git",
      "http://github.com/a/b",
    ])
      assert.deepEqual(paths(project({ repositories: [repository] })), ["projects.0.repositories.0"], repository);
  });

  it("refuses a second project of a tenant, and groups that would end a line of the policy", () => {
    const [first] = settings.projects;
    assert.ok(first);
    assert.deepEqual(paths({ projects: [first, first] }), ["projects.1"]);
    for (const group of ["", "a, role:admin", "a\nb", "role:admin"])
      assert.deepEqual(paths(project({ groups: [group] })), ["projects.0.groups.0"], group);
  });

  it("refuses windows that Argo CD could not read", () => {
    assert.deepEqual(paths({ syncWindows: [{ kind: "deny", schedule: "22:00", duration: "2 days" }] }), [
      "syncWindows.0.schedule",
      "syncWindows.0.duration",
    ]);
  });
});
