/**
 * Key of the tag by which the handler of a cluster knows its instances. Not the tag of the cluster itself, which managed groups and
 * Karpenter's nodes carry too, whom others drain.
 */
export function terminationTag(clusterName: string): string {
  return `aws-node-termination-handler/${clusterName}`;
}
