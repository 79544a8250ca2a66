/**
 * Spreads the pods that carry these labels over zones, as far as there are nodes: a zone without any must not keep a
 * controller from running.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export function zoneSpread(matchLabels: Readonly<Record<string, string>>) {
  return {
    maxSkew: 1,
    topologyKey: "topology.kubernetes.io/zone",
    whenUnsatisfiable: "ScheduleAnyway",
    labelSelector: { matchLabels: { ...matchLabels } },
  } as const;
}
