import assert from "node:assert/strict";
import { irsaTrust, plainServiceTrust, podIdentityTrust, serviceTrust } from "../../../components/identity/trust";

const location = { partition: "aws-us-gov", region: "us-gov-west-1", accountId: "111122223333" };
const clusterArn = "arn:aws-us-gov:eks:us-gov-west-1:111122223333:cluster/blue";

describe("trust policies", () => {
  it("let a service act for this account and the one resource that is named", () => {
    assert.deepEqual(statement(serviceTrust("eks.amazonaws.com", { location, sourceArn: clusterArn })), {
      Sid: "ServiceAssumes",
      Effect: "Allow",
      Principal: { Service: "eks.amazonaws.com" },
      Action: ["sts:AssumeRole"],
      Condition: {
        StringEquals: { "aws:SourceAccount": "111122223333" },
        ArnEquals: { "aws:SourceArn": clusterArn },
      },
    });
  });

  it("condition on the account alone where the service's resource is not known", () => {
    assert.deepEqual(statement(serviceTrust("scraper.aps.amazonaws.com", { location }))["Condition"], {
      StringEquals: { "aws:SourceAccount": "111122223333" },
    });
  });

  it("let a service tag its sessions only where it does", () => {
    const trust = serviceTrust("eks.amazonaws.com", { location }, { tagsSessions: true });
    assert.deepEqual(statement(trust)["Action"], ["sts:AssumeRole", "sts:TagSession"]);
  });

  it("state no source for instances, which have none", () => {
    assert.deepEqual(statement(plainServiceTrust("ec2.amazonaws.com")), {
      Sid: "ServiceAssumes",
      Effect: "Allow",
      Principal: { Service: "ec2.amazonaws.com" },
      Action: ["sts:AssumeRole"],
    });
  });

  it("let Pod Identity act for one service account of one cluster of this account", () => {
    const trust = podIdentityTrust(location, { clusterArn, namespace: "shop", serviceAccount: "web" });
    assert.deepEqual(statement(trust), {
      Sid: "PodIdentityAssumes",
      Effect: "Allow",
      Principal: { Service: "pods.eks.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Condition: {
        StringEquals: {
          "aws:SourceAccount": "111122223333",
          "aws:RequestTag/kubernetes-namespace": "shop",
          "aws:RequestTag/kubernetes-service-account": "web",
        },
        ArnEquals: { "aws:SourceArn": clusterArn },
      },
    });
  });

  for (const scheme of ["https://", ""]) {
    it(`pin audience and subject for a service account's tokens, given an issuer ${scheme ? "with" : "without"} scheme`, () => {
      const host = "oidc.eks.us-gov-west-1.amazonaws.com/id/ABC";
      const providerArn = `arn:aws-us-gov:iam::111122223333:oidc-provider/${host}`;
      const trust = irsaTrust(
        { providerArn, issuer: `${scheme}${host}` },
        { namespace: "shop", serviceAccount: "web" },
      );
      assert.deepEqual(statement(trust), {
        Sid: "ServiceAccountAssumes",
        Effect: "Allow",
        Principal: { Federated: providerArn },
        Action: ["sts:AssumeRoleWithWebIdentity"],
        Condition: {
          StringEquals: { [`${host}:aud`]: "sts.amazonaws.com", [`${host}:sub`]: "system:serviceaccount:shop:web" },
        },
      });
    });
  }
});

/** The one statement of a document. */
function statement(json: string): Readonly<Record<string, unknown>> {
  const document: unknown = JSON.parse(json);
  assert.ok(document !== null && typeof document === "object" && "Statement" in document);
  assert.ok(Array.isArray(document.Statement) && document.Statement.length === 1);
  // A parsed document that was just seen to hold one statement.
  return document.Statement[0] as Readonly<Record<string, unknown>>;
}
