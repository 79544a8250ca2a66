import { podSecurityRule } from "../../engine/workloads/pod-security";
import type { Property } from "../../engine/values/property";
import { violation } from "../../engine/rule";
import { and, not, or, type Truth } from "../../engine/values/truth";

const allowedSources = [
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "image",
  "persistentVolumeClaim",
  "projected",
  "secret",
];

/** A volume without any source is an emptyDir, by the default of the API; one with an allowed source is allowed. */
function isForbidden(volume: Property): Truth {
  const sources = volume.keys().known.filter((key) => key !== "name");
  const allowed = or(...allowedSources.map((source) => volume.child(source).present()));
  const other = or(
    ...sources.filter((source) => !allowedSources.includes(source)).map((source) => volume.child(source).present()),
  );
  return and(not(allowed), other);
}

export const volumeTypesLimited = podSecurityRule({
  id: "PSS-R-01",
  name: "volume-types-limited",
  title: "Volumes are of types that hold nothing of the node or of a cloud directly",
  why: "Other volume types reach storage around the drivers that check who may use it.",
  fix: "Use a persistentVolumeClaim or another allowed type.",
  references: { pss: ["restrictedVolumes"], soc2: ["CC6.8"], nsa: ["Pod"] },
  standard: "restricted",
  fields: ["spec.volumes[]"],
  check({ spec }) {
    const volumes = spec.child("volumes");
    const { known, open } = volumes.elements();
    return [
      ...known.map((volume) => violation(isForbidden(volume), volume, "The volume is of a type that is not allowed.")),
      ...(open ? [violation(open, volumes, "A volume may be of a type that is not allowed.")] : []),
    ];
  },
});
