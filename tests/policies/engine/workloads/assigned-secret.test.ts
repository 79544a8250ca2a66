import assert from "node:assert/strict";
import { hasAssignedSecret } from "../../../../policies/engine/workloads/assigned-secret";

const sensitiveNames = ["password", "secret", "token", "api+key", "access+key"];
const isFound = (text: string): boolean => hasAssignedSecret(text, sensitiveNames);

describe("secret that a text assigns", () => {
  for (const text of [
    "PASSWORD=hunter2",
    "export DATABASE_PASSWORD='hunter2'",
    "--admin-password=hunter2",
    "java -Djavax.net.ssl.keyStorePassword=hunter2 -jar app.jar",
    "spring.datasource.password = hunter2",
    "# db\npassword: hunter2",
    '{"user": "app", "password": "hunter2"}',
    '{"apiKey":"abc123"}',
    "Server=db;Password=hunter2;",
    "https://example.com/?api_key=abc123",
    "AWS_SECRET_ACCESS_KEY=abc/def+ghi",
    'JAVA_OPTS="-Xmx1g -Ddb.password=hunter2"',
    "JAVA_OPTS=-Ddb.password=hunter2",
  ])
    it(`is in ${text}`, () => {
      assert.equal(isFound(text), true);
    });

  for (const [text, why] of [
    ["PASSWORD=", "is empty"],
    ["PASSWORD=$PASSWORD", "is a variable"],
    ['PASSWORD="${PASSWORD}"', "is a variable in quotes"],
    ["PASSWORD=$(aws secretsmanager get-secret-value)", "is fetched"],
    ["PASSWORD=`cat /run/password`", "is read"],
    ["password: {{ .Values.password }}", "is filled in"],
    ["password: <your password>", "is a placeholder"],
    ["password: null", "is none"],
    ["password = get_password(name)", "is computed"],
    ["this.password = options.password", "is another variable"],
    ["password_length = 12", "describes one"],
    ["REQUIRE_PASSWORD=yes", "is a switch"],
    ["password-file=/run/password", "is a file"],
    ["passwords: 3", "is no password"],
    ["--ca-secret=ca-tls", "is the name of an object"],
    ["X-aws-ec2-metadata-token: abc", "may be the name of an object"],
    ["docker login --password-stdin registry.example.com", "comes from elsewhere"],
    ["password", "is not assigned"],
  ] as const)
    it(`is not in ${text}, which ${why}`, () => {
      assert.equal(isFound(text), false);
    });
});
