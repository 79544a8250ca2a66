import { X509Certificate } from "node:crypto";

/** Why certificates can be no trust anchor; undefined where they can. */
export function authorityProblem(certificates: string): string | undefined {
  const blocks = certificates.match(/-----BEGIN [A-Z ]+-----[^-]*-----END [A-Z ]+-----/g) ?? [];
  if (blocks.some((block) => block.includes("PRIVATE KEY")))
    return "holds a private key, which never leaves its authority; write the certificate alone.";
  if (blocks.length === 0)
    return 'holds no certificate; write it as PEM, from "-----BEGIN CERTIFICATE-----" to "-----END CERTIFICATE-----".';
  for (const [index, block] of blocks.entries()) {
    const certificate = parsed(block);
    if (certificate === undefined) return `holds text as certificate ${String(index + 1)} that is none; copy it again.`;
    if (!certificate.ca)
      return `holds the certificate of "${certificate.subject.replaceAll("\n", ", ")}", which signs no others; write that of its authority.`;
  }
  return undefined;
}

function parsed(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}
