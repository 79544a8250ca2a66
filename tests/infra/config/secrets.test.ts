import assert from "node:assert/strict";
import { configOf, mistakesOf } from "./configuration";

const shop = { name: "shop" };

describe("configuration of secrets", () => {
  it("has none unless it says so", () => {
    assert.deepEqual(configOf({}).secrets, { driver: "none", refreshMinutes: 60, recoveryWindowDays: 30, items: [] });
  });

  const secretsOf = (changes: object, room: object = {}) => ({
    tenants: [shop],
    secrets: {
      driver: "csi",
      items: [
        {
          name: "shop/database",
          description: "Database of the shop",
          readers: [{ namespace: "tenant-shop", serviceAccount: "app" }],
          ...changes,
        },
      ],
      ...room,
    },
  });
  const rotation = {
    functionArn: "arn:aws:lambda:eu-west-1:111122223333:function:rotate",
    functionRoleArn: "arn:aws:iam::111122223333:role/rotate",
    schedule: "rate(30 days)",
  };
  const item = "eks-platform:secrets.items[0]";
  const secretCases = [
    {
      what: "a secret's name that Secrets Manager takes for an ARN",
      platform: secretsOf({ name: "shop/db-master" }),
      line: `${item}.name: "shop/db-master" ends in "-master", a hyphen and six characters, which is how Secrets Manager ends ARNs, so that a search by part of an ARN finds the wrong secret; write "shop/db/master".`,
    },
    {
      what: "two secrets that become one file",
      platform: {
        tenants: [shop],
        secrets: {
          items: ["shop/api-db", "shop-api/db"].map((name) => ({
            name,
            description: "Database",
            readerRoleArns: ["arn:aws:iam::111122223333:role/x"],
          })),
        },
      },
      line: 'eks-platform:secrets.items[1].name: "shop-api/db" becomes the file "shop-api-db", as does "secrets.items.0"; rename one.',
    },
    {
      what: "a secret that nobody reads",
      platform: secretsOf({ readers: [] }),
      line: `${item}.readers: nobody reads "shop/database"; name a reader, or leave the secret out.`,
    },
    {
      what: "a reader in a namespace that is nobody's",
      platform: secretsOf({ readers: [{ namespace: "tenant-blog", serviceAccount: "app" }] }),
      line: `${item}.readers[0].namespace: "tenant-blog" is the namespace of no tenant, and not that of the sample or of Argo CD; write one of "tenant-shop".`,
    },
    {
      what: "a reader that does not exist",
      platform: secretsOf({ readers: [{ namespace: "tenant-shop", serviceAccount: "web" }] }),
      line: `${item}.readers[0].serviceAccount: "web" is no service account of "tenant-shop"; write one of "app".`,
    },
    {
      what: "a whole namespace that is to mount a secret",
      platform: secretsOf({ readers: [{ namespace: "tenant-shop" }] }),
      line: `${item}.readers[0].serviceAccount: nothing is given although "secrets.driver" is "csi", with which pods read by their service account; write one of "app".`,
    },
    {
      what: "a service account for a copy that everybody in the namespace can read",
      platform: secretsOf({}, { driver: "external-secrets" }),
      line: `${item}.readers[0].serviceAccount: "app" is given although "secrets.driver" is "external-secrets", whose copies the whole namespace can read; leave it out.`,
    },
    {
      what: "a rotation that is neither a function nor somebody else's",
      platform: secretsOf({ rotation: "monthly" }),
      line: `${item}.rotation: "monthly" is neither "external" nor a function with its schedule; write "external" where something else rotates it.`,
    },
    {
      what: "a schedule that Secrets Manager refuses",
      platform: secretsOf({ rotation: { ...rotation, schedule: "rate(1 hour)" } }),
      line: `${item}.rotation.schedule: "rate(1 hour)" rotates more often than every 4 hours; write "rate(4 hours)".`,
    },
    {
      what: "a function of another region",
      platform: secretsOf({
        rotation: { ...rotation, functionArn: "arn:aws:lambda:eu-west-3:111122223333:function:rotate" },
      }),
      line: `${item}.rotation.functionArn: "arn:aws:lambda:eu-west-3:111122223333:function:rotate" is not of this account and region, and Secrets Manager calls no other; name a function beside the secret.`,
    },
    {
      what: "a copy under a key of another region",
      platform: secretsOf({
        replicas: [{ region: "eu-west-3", keyArn: "arn:aws:kms:eu-central-1:111122223333:key/1234" }],
      }),
      line: `${item}.replicas[0].keyArn: "arn:aws:kms:eu-central-1:111122223333:key/1234" is no key of "eu-west-3"; name one of that region.`,
    },
    {
      what: "a copy in the secret's own region",
      platform: secretsOf({
        replicas: [{ region: "eu-west-1", keyArn: "arn:aws:kms:eu-west-1:111122223333:key/1234" }],
      }),
      line: `${item}.replicas[0].region: "eu-west-1" has the secret already; write another region.`,
    },
    {
      what: "a recovery window that Secrets Manager does not have",
      platform: secretsOf({}, { recoveryWindowDays: 3 }),
      line: "eks-platform:secrets.recoveryWindowDays: 3 is neither 0 nor 7 to 30; write 7 to 30, or 0 where a deleted secret need not come back.",
    },
    {
      what: "an operator from a public registry where there is no way out",
      platform: { network: { nat: "none" }, secrets: { driver: "external-secrets" } },
      line: 'eks-platform:secrets.driver: "external-secrets" does not go with "network.nat" "none": its image comes from a public registry; write "csi".',
    },
    {
      what: "secrets that no endpoint leads to",
      platform: {
        ...secretsOf({}),
        network: { nat: "none", endpoints: "nodes" },
        storage: { sharedFileSystem: false },
        monitoring: { containerInsights: "none" },
      },
      line: 'eks-platform:network.endpoints: "secretsmanager" is missing although "network.nat" is "none", and there is no other way to AWS; add it, or leave the list out.',
    },
  ];

  for (const { what, platform, line } of secretCases)
    it(`refuses ${what}`, () => {
      assert.deepEqual(mistakesOf(platform), [line]);
    });
});
