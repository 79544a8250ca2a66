import type { CopiedSecret } from "../../components/secrets";
import type { Config } from "../config";
import { argoCdNamespace } from "../config/relations/argocd";

/**
 * By what Argo CD knows the copies of its secrets: those of repositories by a label and the URL that they are for, and those
 * that its settings refer to by another label, without which it does not look at them.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/user-management/#alternative
 */
export function argoCdCopy(
  { delivery }: Pick<Config, "delivery">,
  namespace: string,
  secret: string,
): Pick<CopiedSecret, "labels" | "fields"> {
  if (namespace !== argoCdNamespace) return {};
  const credentials = delivery.argocd?.credentials.find((one) => one.secret === secret);
  return credentials === undefined
    ? { labels: { "app.kubernetes.io/part-of": "argocd" } }
    : {
        labels: { "argocd.argoproj.io/secret-type": "repo-creds" },
        fields: { type: "git", url: credentials.url },
      };
}
