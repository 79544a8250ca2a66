import { Secret, unknown } from "../../../../policies/engine/values/value";
import { noPlaintextSecrets } from "../../../../policies/rules/workload/no-plaintext-secrets";
import { resource, type RuleFixtures } from "../../fixture";
import { object, release, type Input, type Inputs } from "../../kubernetes-fixture";
import { container, pod } from "../../pod-fixture";

const env = (name: Input, value: Input) => pod({ containers: [container({ env: [{ name, value }] })] });
const args = (...list: Input[]) => pod({ containers: [container({ args: list })] });
const configMap = (data: Input) => object("core/v1:ConfigMap", "c", { data });
const values = (inputs: Inputs) => release("app", { values: inputs });
const template = (text: string) =>
  resource("aws:ec2/launchTemplate:LaunchTemplate", "t", { userData: Buffer.from(text).toString("base64") });
// Assembled here, so that no scanner takes the samples for leaked credentials.
const accessKey = ["AKIA", "IOSFODNN7", "EXAMPLE"].join("");
const privateKey = ["-----BEGIN RSA", "PRIVATE KEY-----\nMIIE\n"].join(" ");
const token = ["eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiJhIn0", "dBjftJeZ4CVPmB92K27uhbUJU1p1r_wW1gFWFOEjXk"].join(".");
const value = "spec.containers[0].env[0].value";

const build = (...environmentVariables: Inputs[]) =>
  resource("aws:codebuild/project:Project", "b", { environment: { environmentVariables } });
const lambda = (variables: Input) => resource("aws:lambda/function:Function", "f", { environment: { variables } });
const task = (...environment: object[]) =>
  resource("aws:ecs/taskDefinition:TaskDefinition", "t", {
    containerDefinitions: JSON.stringify([{ name: "app", image: "app:1", environment }]),
  });

export const fixtures: RuleFixtures = {
  rule: noPlaintextSecrets,
  passes: [
    { when: "a variable is harmless", resources: [env("LOG_LEVEL", "debug")] },
    { when: "a variable says where a secret is", resources: [env("DB_PASSWORD_FILE", "/run/db")] },
    { when: "a variable says where tokens come from", resources: [env("TOKEN_URL", "https://example.com/token")] },
    { when: "a name only contains the word", resources: [env("COMPASS", "north"), env("BYPASS_CACHE", "1")] },
    {
      when: "the value comes from a Secret",
      resources: [pod({ containers: [container({ env: [{ name: "PASSWORD", valueFrom: {} }] })] })],
    },
    { when: "the value is empty", resources: [env("PASSWORD", "")] },
    { when: "the value is a switch", resources: [env("ALLOW_EMPTY_PASSWORD", "yes"), env("REQUIRE_TOKEN", "False")] },
    {
      when: "the value is where a file is",
      resources: [env("GOOGLE_APPLICATION_CREDENTIALS", "/var/secrets/google/key.json")],
    },
    {
      when: "the name says what is true of secrets",
      resources: [env("PASSWORD_MIN_LENGTH", "12"), env("TOKEN_ISSUER", "https://example.com")],
    },
    {
      when: "settings are named like secrets and hold none",
      resources: [configMap({ passwordPattern: "^.{8,32}$", "oidc.token": "$oidc.token", secret: "" })],
    },
    {
      when: "the name says where tokens are asked for, or which entry holds a password",
      resources: [env("OAUTH_TOKEN_ENDPOINT", "https://example.com"), env("DB_PASSWORD_KEY", "password")],
    },
    {
      when: "scripts and settings take secrets from elsewhere",
      resources: [
        configMap({
          "app.conf": "db.password = ${DB_PASSWORD}\nadmin-password: $admin-password\npassword =\n",
          "run.sh": "export PGPASSWORD=$(cat /run/db)\nAPI_KEY=`fetch`\npassword = self.password\n",
          "app.json": '{"passwordKey": "password", "password": "", "passwordLength": 12, "maxPasswords": 3}',
        }),
        args("--ca-secret=ca-tls", "--initial-cluster-token=cluster0", "--password=$(PASSWORD)", "--password-file=/a"),
      ],
    },
    { when: "the value refers to another variable", resources: [env("PGPASSWORD_SECRET", "$(PASSWORD)")] },
    { when: "a URL has a user only", resources: [env("REPOSITORY", "https://git@example.com/a.git")] },
    { when: "a URL's password is a variable", resources: [env("DATABASE", "postgres://app:$(DB_PASS)@db/app")] },
    { when: "a map of settings is harmless", resources: [configMap({ "app.conf": "listen 8080;" })] },
    {
      when: "a build, a function and a task say where a secret is",
      resources: [
        build(
          { name: "DB_PASSWORD", value: "/app/db", type: "PARAMETER_STORE" },
          { name: "TOKEN", value: "token", type: "SECRETS_MANAGER" },
        ),
        lambda({ DB_PASSWORD_ARN: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db", LOG_LEVEL: "info" }),
        task({ name: "STAGE", value: "prod" }),
      ],
    },
    { when: "user data is harmless", resources: [template("#!/bin/sh\necho hello\n")] },
  ],
  fails: [
    { when: "a password is in a variable", resources: [env("DB_PASSWORD", "hunter2")], paths: [value] },
    { when: "the name is in camel case", resources: [env("dbPassword", "hunter2")], paths: [value] },
    { when: "two parts of the name make a key", resources: [env("API_KEY", "abc")], paths: [value] },
    { when: "the program marked the value secret", resources: [env("TOKEN", new Secret("abc"))], paths: [value] },
    { when: "a reference is only a part of the value", resources: [env("SECRET", "a-$(B)")], paths: [value] },
    { when: "an access key is in a harmless variable", resources: [env("ID", accessKey)], paths: [value] },
    { when: "a private key is in a harmless variable", resources: [env("CERT", privateKey)], paths: [value] },
    {
      when: "a signed token is in an argument",
      resources: [args("--header", `Bearer ${token}`)],
      paths: ["spec.containers[0].args[1]"],
    },
    {
      when: "a command has a URL with a password",
      resources: [pod({ initContainers: [container({ command: ["migrate", "postgres://app:hunter2@db/app"] })] })],
      paths: ["spec.initContainers[0].command[1]"],
    },
    {
      when: "a ConfigMap holds a private key",
      resources: [configMap({ "tls.key": privateKey })],
      paths: ["data.tls.key"],
    },
    {
      when: "a ConfigMap holds a password",
      resources: [configMap({ db_password: "hunter2", db_user: "app" })],
      paths: ["data.db_password"],
    },
    {
      when: "a file of a ConfigMap holds a password",
      resources: [
        configMap({ env: "REDIS_HOST=redis\nREDIS_PASSWORD=hunter2\n", "a.yaml": "db:\n  password: hunter2\n" }),
      ],
      paths: ["data.env", "data.a.yaml"],
    },
    {
      when: "a password is an argument",
      resources: [args("serve", "--db-password=hunter2")],
      paths: ["spec.containers[0].args[1]"],
    },
    {
      when: "a connection string holds one",
      resources: [env("DB", "Server=db;User=sa;Password=hunter2;")],
      paths: [value],
    },
    {
      when: "user data export one",
      resources: [template('#!/bin/sh\nexport DATABASE_PASSWORD="hunter2"\n')],
      paths: ["userData"],
    },
    {
      when: "a build has a password and an access key",
      resources: [
        build({ name: "DB_PASSWORD", value: "hunter2" }, { name: "ID", value: accessKey, type: "PLAINTEXT" }),
      ],
      paths: ["environment.environmentVariables[0].value", "environment.environmentVariables[1].value"],
    },
    {
      when: "a function has an API key",
      resources: [lambda({ API_KEY: "abc", STAGE: "prod" })],
      paths: ["environment.variables.API_KEY"],
    },
    {
      when: "a task has a token",
      resources: [task({ name: "STAGE", value: "prod" }, { name: "TOKEN", value: "abc" })],
      paths: ["containerDefinitions[0].environment[1].value"],
    },
    { when: "a password looks like a path", resources: [env("PASSWORD", "/hunter2")], paths: [value] },
    {
      when: "a patch puts a credential into a ConfigMap",
      resources: [object("core/v1:ConfigMapPatch", "c", { data: { url: "amqp://a:b@mq" } })],
      paths: ["data.url"],
    },
    {
      when: "a value of a chart is named like a secret",
      resources: [values({ auth: { adminPassword: "hunter2" } })],
      paths: ["values.auth.adminPassword"],
    },
    {
      when: "a value of a list is",
      resources: [values({ users: [{ name: "a" }, { name: "b", password: "hunter2" }] })],
      paths: ["values.users[1].password"],
    },
    {
      when: "a value of a chart component has the shape of one",
      resources: [resource("kubernetes:helm.sh/v4:Chart", "c", { values: { extra: accessKey } }, { custom: false })],
      paths: ["values.extra"],
    },
    {
      when: "user data in base64 holds an access key",
      resources: [template(`export KEY=${accessKey}\n`)],
      paths: ["userData"],
    },
    {
      when: "user data of an instance is plain",
      resources: [resource("aws:ec2/instance:Instance", "i", { userData: `#!/bin/sh\n# ${accessKey}` })],
      paths: ["userData"],
    },
    {
      when: "user data of a component's group holds one",
      resources: [resource("eks:index:NodeGroupV2", "g", { nodeUserData: `curl https://a:b@example.com` })],
      paths: ["nodeUserData"],
    },
    {
      when: "one variable is a secret while another is unknown",
      resources: [pod({ containers: [container({ env: [unknown, { name: "TOKEN", value: "abc" }] })] })],
      paths: ["spec.containers[0].env[1].value"],
    },
  ],
  undecided: [
    { when: "the value is unknown", resources: [env("DB_PASSWORD", unknown)] },
    { when: "the value of a harmless variable is unknown", resources: [env("NETWORK", unknown)] },
    { when: "the name is unknown", resources: [env(unknown, "hunter2")] },
    { when: "the arguments are unknown", resources: [pod({ containers: [container({ args: unknown })] })] },
    { when: "the data are unknown", resources: [configMap(unknown)] },
    { when: "the values are unknown", resources: [release("app", { values: unknown })] },
    { when: "the variables of a function are unknown", resources: [lambda(unknown)] },
    {
      when: "it is unknown whether a build's variable is a name",
      resources: [build({ name: "DB_PASSWORD", value: "db", type: unknown })],
    },
    {
      when: "the user data are unknown",
      resources: [resource("aws:ec2/launchTemplate:LaunchTemplate", "t", { userData: unknown })],
    },
  ],
  outside: [
    {
      when: "the values of a chart name an existing secret",
      resources: [
        values({ auth: { existingSecret: "db", secretName: "db" }, tlsSecret: "tls", pullSecret: "registry" }),
        values({ auth: { tokenSecretKey: "token", adminPasswordKey: "admin" }, password_encryption: "scram-sha-256" }),
      ],
    },
    {
      when: "a chart's switch is named like a secret",
      resources: [values({ token: true, password: "", credentials: [] })],
    },
    { when: "there are no user data", resources: [resource("aws:ec2/launchTemplate:LaunchTemplate", "t")] },
  ],
};
