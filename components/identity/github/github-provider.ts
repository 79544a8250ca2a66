import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { iamArn, type Location } from "../../arn";
import { githubIssuer } from "./workflow";

export interface GithubProviderArgs {
  readonly location: Location;
  /**
   * `create`: this stack brings the provider, and takes it along when it goes. `adopt`: the account has one already, and
   * nothing is created: IAM takes one for each issuer.
   */
  readonly mode: "create" | "adopt";
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * The account's trust in the tokens of GitHub Actions. By itself it lets nobody in: roles say whose tokens they take.
 * IAM knows the authorities behind GitHub's certificate, so that no thumbprint has to be kept up to date.
 * Idle cost: none.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
 */
export class GithubProvider extends pulumi.ComponentResource {
  /** Composed, so that trust policies are known at preview. */
  readonly arn: string;
  /** Undefined where it was there before. */
  readonly resource: aws.iam.OpenIdConnectProvider | undefined;

  constructor(name: string, args: GithubProviderArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:identity:GithubProvider", name, { mode: args.mode, issuer: githubIssuer }, opts);
    this.arn = iamArn(args.location, `oidc-provider/${githubIssuer}`);
    this.resource = args.mode === "create" ? createProvider(this, name, args) : undefined;
    this.registerOutputs({ arn: this.arn });
  }
}

function createProvider(parent: GithubProvider, name: string, { tags }: GithubProviderArgs) {
  return new aws.iam.OpenIdConnectProvider(
    name,
    { url: `https://${githubIssuer}`, clientIdLists: ["sts.amazonaws.com"], tags: { ...tags, Name: "github-actions" } },
    { parent },
  );
}
