/**
 * What is wrong with a name for a secret, as the end of a sentence: undefined when nothing is. Names are narrower than
 * what Secrets Manager takes, since they become names of files and of Kubernetes objects too.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
 */
export function secretNameProblem(name: string): string | undefined {
  if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\/[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/.test(name) || name.length > 200)
    return `is not a name of at most 200 lower-case letters, digits and hyphens in parts that slashes separate; write, for example, "shop/database".`;
  const end = /-[a-z0-9]{6}$/.exec(name)?.[0];
  if (end !== undefined)
    return `ends in ${JSON.stringify(end)}, a hyphen and six characters, which is how Secrets Manager ends ARNs, so that a search by part of an ARN finds the wrong secret; write ${JSON.stringify(`${name.slice(0, -end.length)}/${end.slice(1)}`)}.`;
  return undefined;
}

/** The name of a secret where slashes have no place: file names, objects of Kubernetes, logical names. */
export function flatName(name: string): string {
  return name.replaceAll("/", "-");
}
