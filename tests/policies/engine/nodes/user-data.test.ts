import assert from "node:assert/strict";
import fc from "fast-check";
import { kubeletFindings, kubeletFindingsOfBase64 } from "../../../../policies/engine/nodes/user-data";

const path = "userData";
const shapes = [
  "#!/bin/bash\n",
  "apiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\n",
  "[settings.kubernetes]\n",
  'Content-Type: multipart/mixed; boundary="B"\n\n--B\n',
  "<powershell>",
  "#cloud-config\n",
  "",
] as const;
const texts = fc.tuple(fc.constantFrom(...shapes), fc.string()).map(([start, rest]) => start + rest);

describe("user data of nodes", () => {
  it("is read or undecided, whatever it is, and never repeated", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { weaknesses, open } = kubeletFindings(text, path);
        assert.ok(Array.isArray(weaknesses));
        assert.ok(open === undefined || open.path === path);
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => kubeletFindingsOfBase64(text, path).weaknesses.length >= 0));
  });

  it("says all that is weak at once, in the order of the benchmark", () => {
    const flags = "--rotate-certificates=false --anonymous-auth=true --read-only-port 10255";
    const script = `#!/bin/bash\n/etc/eks/bootstrap.sh c --kubelet-extra-args '${flags}'\n`;
    assert.deepEqual(kubeletFindings(script, path).weaknesses, [
      "anonymous requests are served",
      "the read-only port is open",
      "client certificates are not rotated",
    ]);
  });

  it("reads a script in a MIME part that is encoded", () => {
    const body = Buffer.from("#!/bin/sh\nkubelet --event-qps=1\n").toString("base64");
    const part = `--B\r\nContent-Type: text/x-shellscript\r\nContent-Transfer-Encoding: base64\r\n\r\n${body}\r\n`;
    const mime = `MIME-Version: 1.0\r\nContent-Type: multipart/mixed;\r\n boundary="B"\r\n\r\n${part}--B--\r\n`;
    assert.deepEqual(kubeletFindings(mime, path).weaknesses, ["fewer than 5 events per second are recorded"]);
  });

  it("does not unfold a bomb of aliases", () => {
    const levels = [..."bcdefghijk"].map((name, index) => {
      const previous = `*${"abcdefghij"[index] ?? "a"}`;
      return `${name}: &${name} [${Array.from({ length: 10 }, () => previous).join(", ")}]`;
    });
    const bomb = `apiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\na: &a [x]\n${levels.join("\n")}\n`;
    assert.notEqual(kubeletFindings(bomb, path).open, undefined);
  });

  it("keeps findings beside a part that it cannot read", () => {
    const weak = "#!/bin/sh\nkubelet --anonymous-auth=true\n";
    const mime = `Content-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/x-shellscript\n\n${weak}\n--B\nContent-Type: application/octet-stream\n\nx\n--B--\n`;
    const { weaknesses, open } = kubeletFindings(mime, path);
    assert.deepEqual(weaknesses, ["anonymous requests are served"]);
    assert.notEqual(open, undefined);
  });
});
