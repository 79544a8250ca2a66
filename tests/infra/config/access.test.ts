import assert from "node:assert/strict";
import { configOf, mistakesOf as mistakesIn } from "./configuration";

const deployer = "arn:aws:iam::111122223333:role/deployer";
const support = "arn:aws:iam::111122223333:role/support";

const parse = (access: object, platform: object = {}) => configOf({ access, ...platform }).access;
const mistakesOf = (access: object, platform: object = {}) => mistakesIn({ access, ...platform });

const person = (changes: object = {}) => ({ name: "support", role: "viewer", roleArn: support, ...changes });
const provider = (changes: object = {}) => ({
  name: "company",
  issuerUrl: "https://login.example.com",
  clientId: "kubernetes",
  ...changes,
});
const place = "eks-platform:access";

describe("configuration of access", () => {
  it("lets nobody in beside the deployer where nothing is said", () => {
    const { entries, people, breakGlass, identityProviders } = parse({});
    assert.deepEqual(
      { entries, people, breakGlass, identityProviders },
      {
        entries: [],
        people: [],
        breakGlass: undefined,
        identityProviders: [],
      },
    );
  });

  it("takes people by role or permission set, everywhere or in namespaces", () => {
    const { people } = parse({
      people: [
        person({ namespaces: ["tenant-*"] }),
        { name: "audit", role: "auditor", permissionSet: "Platform.Audit" },
        { name: "shop", role: "developer", namespaces: ["tenant-shop"], roleArn: deployer },
      ],
    });
    assert.deepEqual(
      people.map(({ role }) => role),
      ["viewer", "auditor", "developer"],
    );
  });

  const cases: readonly (readonly [what: string, access: object, line: string])[] = [
    [
      "an access policy that does not exist",
      { entries: [{ name: "ops", roleArn: support, policies: [{ policy: "AmazonEKSWriterPolicy" }] }] },
      `${place}.entries[0].policies[0].policy: "AmazonEKSWriterPolicy" is none of "AmazonEKSAdminPolicy", "AmazonEKSAdminViewPolicy", "AmazonEKSClusterAdminPolicy", "AmazonEKSEditPolicy", "AmazonEKSSecretReaderPolicy", "AmazonEKSViewPolicy"; write "AmazonEKSEditPolicy".`,
    ],
    [
      "a role that does not exist",
      { people: [person({ role: "view" })] },
      `${place}.people[0].role: "view" is none of "viewer", "developer", "operator", "auditor"; write "viewer".`,
    ],
    [
      "people twice by name",
      { people: [person(), person({ roleArn: deployer })] },
      `${place}.people[1].name: "support" is already the name of "people.0"; give each its own.`,
    ],
    [
      "people twice by role",
      { people: [person(), person({ name: "other" })] },
      `${place}.people[1].roleArn: "${support}" is that of "support" already, and a cluster takes each role once; give it one role with all its namespaces.`,
    ],
    [
      "people twice by permission set",
      {
        people: ["a", "b"].map((name) => ({ name, role: "viewer", permissionSet: "View" })),
      },
      `${place}.people[1].permissionSet: "View" is that of "a" already, and a cluster takes each role once; give it one role with all its namespaces.`,
    ],
    [
      "people with the name of another entry",
      {
        entries: [{ name: "support", roleArn: deployer, policies: [{ policy: "AmazonEKSViewPolicy" }] }],
        people: [person()],
      },
      `${place}.people[0].name: "support" is the name of another access entry already; give each its own.`,
    ],
    [
      "people with the role of another entry",
      {
        entries: [{ name: "other", roleArn: support, policies: [{ policy: "AmazonEKSViewPolicy" }] }],
        people: [person()],
      },
      `${place}.people[0].roleArn: "${support}" already has the entry "other"; give a role one entry.`,
    ],
    [
      "the deployer among people",
      { deployerRoleArn: support, people: [person()] },
      `${place}.people[0].roleArn: "${support}" is "deployerRoleArn", which has an entry of its own; leave these people out.`,
    ],
    [
      "people who are nobody",
      { people: [{ name: "support", role: "viewer" }] },
      `${place}.people[0]: nothing says who "support" are; write "roleArn" or "permissionSet".`,
    ],
    [
      "people who are two",
      { people: [person({ permissionSet: "View" })] },
      `${place}.people[0].permissionSet: "View" is given beside "roleArn" "${support}"; keep one of them.`,
    ],
    [
      "a namespace that Kubernetes would not name so",
      { people: [person({ namespaces: ["Tenant_shop"] })] },
      `${place}.people[0].namespaces[0]: "Tenant_shop" is not the name of a namespace (lower-case letters, digits and hyphens), nor its beginning and \`*\`; write, for example, "tenant-shop".`,
    ],
    [
      "a pattern of namespaces where bindings need names",
      { people: [person({ role: "operator", namespaces: ["tenant-*"] })] },
      `${place}.people[0].namespaces[0]: "tenant-*" is a pattern, and the bindings of the role "operator" are made in namespaces by name; list them.`,
    ],
    [
      "a developer of the whole cluster",
      { people: [person({ role: "developer" })] },
      `${place}.people[0].namespaces: nothing is given to a "developer", who would run pods under any service account of the cluster; list the namespaces.`,
    ],
    [
      "a developer among the platform's own pods",
      { people: [person({ role: "developer", namespaces: ["kube-system"] })] },
      `${place}.people[0].namespaces[0]: "kube-system" is no place for a "developer", since the platform's own service accounts are there; leave it out.`,
    ],
    [
      "a namespace twice",
      { people: [person({ namespaces: ["a", "a"] })] },
      `${place}.people[0].namespaces[1]: "a" is listed twice; keep one.`,
    ],
    [
      "emergencies without anybody",
      { breakGlass: { principalArns: [] } },
      `${place}.breakGlass.principalArns: [] leaves nobody who could assume the role; name IAM users with a second factor, or leave "breakGlass" out.`,
    ],
    [
      "a role of Identity Center for emergencies",
      {
        breakGlass: {
          principalArns: ["arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_A_0"],
        },
      },
      `${place}.breakGlass.principalArns[0]: "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_A_0" is a role of IAM Identity Center, whose sessions carry no second factor, so that it could never get in; name IAM users with a device, or a role that is assumed with one.`,
    ],
    [
      "an issuer without https",
      { identityProviders: [provider({ issuerUrl: "http://login.example.com" })] },
      `${place}.identityProviders[0].issuerUrl: "http://login.example.com" does not begin with "https://", which EKS demands; write the issuer as tokens state it.`,
    ],
    [
      "a prefix that belongs to Kubernetes",
      { identityProviders: [provider({ groupsPrefix: "system:" })] },
      `${place}.identityProviders[0].groupsPrefix: "system:" could make names that begin with "system:", which are not the provider's; write one such as "oidc:".`,
    ],
    [
      "a provider whose name makes the platform's prefix",
      { identityProviders: [provider({ name: "platform", usernamePrefix: "oidc:" })] },
      `${place}.identityProviders[0].groupsPrefix: "platform:" could make names that begin with "platform:", which are not the provider's; write one such as "oidc:".`,
    ],
    [
      "an issuer twice",
      { identityProviders: [provider(), provider({ name: "second" })] },
      `${place}.identityProviders[1].issuerUrl: "https://login.example.com" is that of the provider "company" already, and EKS takes each once; leave one out.`,
    ],
    [
      "a pattern for a group of a provider, which no access policy is for",
      { identityProviders: [provider({ members: [{ group: "a", role: "viewer", namespaces: ["tenant-*"] }] })] },
      `${place}.identityProviders[0].members[0].namespaces[0]: "tenant-*" is a pattern, and the bindings of the role "viewer" are made in namespaces by name; list them.`,
    ],
  ];
  for (const [what, access, line] of cases)
    it(`refuses ${what}, in one line`, () => {
      assert.deepEqual(mistakesOf(access), [line]);
    });

  it("refuses a tenant whose role is that of people already", () => {
    const tenants = [{ name: "shop", access: [{ roleArn: support, role: "viewer" }] }];
    assert.deepEqual(mistakesOf({ people: [person()] }, { tenants }), [
      `eks-platform:tenants[0].access[0].roleArn: "${support}" is let in by "support" of "access.people" already, and a cluster takes a role once; use a role of this tenant's own.`,
    ]);
  });
});
