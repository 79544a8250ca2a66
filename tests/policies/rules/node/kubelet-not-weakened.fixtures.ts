import { gzipSync } from "node:zlib";
import { unknown } from "../../../../policies/engine/values/value";
import { kubeletNotWeakened } from "../../../../policies/rules/node/kubelet-not-weakened";
import { resource, type RuleFixtures } from "../../fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;
const base64 = (text: string): string => Buffer.from(text).toString("base64");
const template = (userData: Inputs[string]) => resource("aws:ec2/launchTemplate:LaunchTemplate", "t", { userData });
const templateOf = (text: string) => template(base64(text));
const component = (inputs: Inputs) => resource("eks:index:NodeGroupV2", "g", inputs);
const nodeClass = (spec: Inputs) => resource("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", "n", { spec });

const nodeConfig = (kubelet: string): string =>
  `---\napiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\nspec:\n  cluster:\n    name: c\n  kubelet:\n${kubelet}`;
const config = (yaml: string): string => nodeConfig(`    config:\n      ${yaml}\n`);
const mime = (...parts: readonly (readonly [type: string, body: string])[]): string =>
  [
    'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="BOUNDARY"\n',
    ...parts.map(([type, body]) => `--BOUNDARY\nContent-Type: ${type}\n\n${body}\n`),
    "--BOUNDARY--\n",
  ].join("\n");
const bootstrap = (flags: string): string =>
  `#!/bin/bash\nset -ex\n/etc/eks/bootstrap.sh prod --kubelet-extra-args '${flags}'\n`;
const weak = (what: string, text: string) => ({ when: what, resources: [templateOf(text)], paths: ["userData"] });

export const fixtures: RuleFixtures = {
  rule: kubeletNotWeakened,
  passes: [
    { when: "there is no user data", resources: [template(undefined)] },
    { when: "the user data is empty", resources: [template("")] },
    {
      when: "a NodeConfig sets harmless things",
      resources: [
        templateOf(
          nodeConfig(
            "    config:\n      maxPods: 58\n      readOnlyPort: 0\n      eventRecordQPS: 0\n    flags:\n      - --node-labels=a=b\n      - --v=2\n",
          ),
        ),
      ],
    },
    {
      when: "a MIME archive holds a NodeConfig and a script",
      resources: [
        templateOf(
          mime(
            ["application/node.eks.aws", config("eventRecordQPS: 50")],
            ['text/x-shellscript; charset="us-ascii"', "#!/bin/bash\nyum install -y amazon-efs-utils"],
          ),
        ),
      ],
    },
    {
      when: "AL2's bootstrap passes harmless flags",
      resources: [templateOf(bootstrap("--max-pods=20 --anonymous-auth=false --read-only-port=0"))],
    },
    {
      when: "a comment in a script names a flag",
      resources: [templateOf("#!/bin/bash\n# never --anonymous-auth=true\necho hello\n")],
    },
    {
      when: "the last of two flags is safe",
      resources: [templateOf(bootstrap("--read-only-port=10255 --read-only-port=0"))],
    },
    {
      when: "Bottlerocket's settings are harmless",
      resources: [
        templateOf(
          '[settings.kubernetes]\ncluster-name = "c"\nevent-qps = 50\n[settings.host-containers.admin]\nenabled = false\n',
        ),
      ],
    },
    {
      when: "Karpenter sets capacity only",
      resources: [nodeClass({ kubelet: { maxPods: 110 }, userData: config("maxPods: 110") })],
    },
    {
      when: "components pass harmless settings",
      resources: [
        component({
          kubeletExtraArgs: "--max-pods 20",
          nodeUserData: "echo hello",
          bottlerocketSettings: { settings: { kubernetes: { "event-qps": 50 } } },
        }),
      ],
    },
  ],
  fails: [
    weak("a NodeConfig serves anonymous requests", config("authentication: {anonymous: {enabled: true}}")),
    weak("it authorizes every request", config("authorization: {mode: AlwaysAllow}")),
    weak("it verifies no client certificate", config('authentication: {x509: {clientCAFile: ""}}')),
    weak("it opens the read-only port", config("readOnlyPort: 10255")),
    weak("it never ends idle connections", config("streamingConnectionIdleTimeout: 0s")),
    weak("it keeps no iptables chains", config("makeIPTablesUtilChains: false")),
    weak("it records too few events", config("eventRecordQPS: 1")),
    weak("it rotates no client certificates", config("rotateCertificates: false")),
    weak("it rotates no server certificates", config("serverTLSBootstrap: false")),
    weak("it switches the rotation's gate off", config("featureGates: {RotateKubeletServerCertificate: false}")),
    weak("a NodeConfig passes a flag", nodeConfig("    flags: [--anonymous-auth=true]\n")),
    weak(
      "a NodeConfig is JSON",
      JSON.stringify({
        apiVersion: "node.eks.aws/v1alpha1",
        kind: "NodeConfig",
        spec: { kubelet: { config: { readOnlyPort: 1 } } },
      }),
    ),
    weak(
      "the second part of a MIME archive does",
      mime(["text/x-shellscript", "#!/bin/bash\necho"], ["application/node.eks.aws", config("readOnlyPort: 10255")]),
    ),
    weak("AL2's bootstrap passes a bare flag", bootstrap("--anonymous-auth --max-pods=10")),
    weak("AL2's bootstrap passes a gate", bootstrap("--feature-gates=A=true,RotateKubeletServerCertificate=false")),
    weak("AL2's bootstrap separates value and flag", bootstrap("--event-qps 2")),
    weak(
      "AL2's bootstrap opens the read-only port in quotes",
      '#!/bin/bash\n/etc/eks/bootstrap.sh c --kubelet-extra-args "--read-only-port=10255"\n',
    ),
    weak(
      "Windows passes a flag",
      '<powershell>\n& $EKSBootstrapScriptFile -KubeletExtraArgs "--authorization-mode=AlwaysAllow"\n</powershell>',
    ),
    weak("Bottlerocket records too few events", "[settings.kubernetes]\nevent-qps = 2\n"),
    weak(
      "Bottlerocket rotates no server certificates",
      'settings.kubernetes.cluster-name = "c"\nsettings.kubernetes.server-tls-bootstrap = false\n',
    ),
    {
      when: "the user data is compressed",
      resources: [template(gzipSync(config("readOnlyPort: 10255")).toString("base64"))],
      paths: ["userData"],
    },
    {
      when: "a launch configuration holds it plain or encoded",
      resources: [
        resource("aws:ec2/launchConfiguration:LaunchConfiguration", "l", {
          userData: bootstrap("--client-ca-file="),
          userDataBase64: base64(bootstrap("--rotate-certificates=false")),
        }),
      ],
      paths: ["userData", "userDataBase64"],
    },
    {
      when: "components pass flags",
      resources: [
        component({
          kubeletExtraArgs: "--make-iptables-util-chains=false",
          bootstrapExtraArgs: "--kubelet-extra-args '--streaming-connection-idle-timeout=0'",
        }),
      ],
      paths: ["kubeletExtraArgs", "bootstrapExtraArgs"],
    },
    {
      when: "a component's nodeadm option does, beside an unknown one",
      resources: [
        component({
          nodeadmExtraOptions: [
            unknown,
            { contentType: "application/node.eks.aws", content: config("readOnlyPort: 10255") },
          ],
        }),
      ],
      paths: ["nodeadmExtraOptions[1].content"],
    },
    {
      when: "a component's Bottlerocket settings do",
      resources: [component({ bottlerocketSettings: { settings: { kubernetes: { "server-tls-bootstrap": false } } } })],
      paths: ["bottlerocketSettings"],
    },
    {
      when: "a component's user data do",
      resources: [
        component({
          nodeUserDataOverride: bootstrap("--anonymous-auth=true"),
          nodeUserData: "systemctl restart kubelet --read-only-port=1",
        }),
      ],
      paths: ["nodeUserDataOverride", "nodeUserData"],
    },
    {
      when: "Karpenter's node class does",
      resources: [nodeClass({ kubelet: { readOnlyPort: 10255 } })],
      paths: ["spec.kubelet.readOnlyPort"],
    },
    {
      when: "Karpenter's user data does",
      resources: [nodeClass({ userData: config("readOnlyPort: 10255") })],
      paths: ["spec.userData"],
    },
  ],
  undecided: [
    { when: "the user data is unknown", resources: [template(unknown)] },
    { when: "the user data is in no known form", resources: [templateOf("certutil -decode x y")] },
    { when: "the YAML is broken", resources: [templateOf(config("authentication: {anonymous"))] },
    { when: "the TOML is broken", resources: [templateOf("[settings.kubernetes]\nevent-qps = = 2\n")] },
    {
      when: "a script edits the kubelet's configuration",
      resources: [templateOf("#!/bin/bash\njq '.readOnlyPort=1' /etc/kubernetes/kubelet/config.json > x\n")],
    },
    {
      when: "a part of a component's settings is unknown",
      resources: [component({ bottlerocketSettings: { settings: { kubernetes: unknown } } })],
    },
  ],
};
