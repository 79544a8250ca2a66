import assert from "node:assert/strict";
import { agentPermissions } from "../../../../components/monitoring/insights/agent-permissions";
import { location } from "../cluster";

describe("agentPermissions", () => {
  const statements = agentPermissions(location, "shop");

  it("lets the agent write to this cluster's four log groups", () => {
    const [logs] = statements;
    assert.deepEqual(logs?.actions, ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]);
    assert.deepEqual(
      logs.resources,
      ["application", "dataplane", "host", "performance"].map(
        (stream) => `arn:aws:logs:eu-west-1:111122223333:log-group:/aws/containerinsights/shop/${stream}:*`,
      ),
    );
  });

  it("does not let it create log groups, which would have neither key nor retention", () => {
    const actions = statements.flatMap((statement) => statement.actions);
    assert.ok(!actions.includes("logs:CreateLogGroup"));
    assert.ok(!actions.some((action) => action.includes("*")));
  });

  it("limits the metrics it publishes to two namespaces", () => {
    const publish = statements.find(({ actions }) => actions.includes("cloudwatch:PutMetricData"));
    assert.deepEqual(publish?.conditions, {
      StringEquals: { "cloudwatch:namespace": ["ContainerInsights", "CWAgent"] },
    });
  });
});
