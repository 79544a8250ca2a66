import assert from "node:assert/strict";
import { kubeconfig } from "../../../components/cluster/kubeconfig";

const args = {
  clusterName: "blue",
  region: "eu-west-1",
  endpoint: "https://abc.gr7.eu-west-1.eks.amazonaws.com",
  certificateAuthority: "Q0E=",
};
const token = ["--region", "eu-west-1", "eks", "get-token", "--cluster-name", "blue", "--output", "json"];

function expected(command: readonly string[]) {
  return {
    apiVersion: "v1",
    kind: "Config",
    "current-context": "blue",
    clusters: [{ name: "blue", cluster: { server: args.endpoint, "certificate-authority-data": "Q0E=" } }],
    contexts: [{ name: "blue", context: { cluster: "blue", user: "blue" } }],
    users: [
      {
        name: "blue",
        user: {
          exec: {
            apiVersion: "client.authentication.k8s.io/v1beta1",
            command: "aws",
            args: command,
            interactiveMode: "Never",
            provideClusterInfo: false,
          },
        },
      },
    ],
  };
}

describe("kubeconfig", () => {
  it("asks the AWS CLI for a token and holds none", () => {
    assert.deepEqual(JSON.parse(kubeconfig(args)), expected(token));
  });

  it("assumes a role first where one is given", () => {
    const roleArn = "arn:aws:iam::111122223333:role/reader";
    assert.deepEqual(JSON.parse(kubeconfig({ ...args, roleArn })), expected([...token, "--role-arn", roleArn]));
  });
});
