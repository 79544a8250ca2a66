import type { Property } from "../values/property";
import { and, every, not, type Truth } from "../values/truth";

/**
 * Whether a label selector selects something with these labels. All requirements must hold; an empty selector selects
 * everything, an absent one nothing. The labels are those of the pod template or the namespace, never of a workload.
 * @see Kubernetes documentation, "Labels and Selectors"
 */
export function selects(selector: Property, labels: Property): Truth {
  if (selector.isUnknown) return selector.undecided;
  if (selector.isAbsent) return false;
  const equal = selector.at("matchLabels");
  const { known, open } = equal.keys();
  return and(
    every(known, (key) => equals(labels.child(key), equal.child(key)), open),
    selector.at("matchExpressions").every((requirement) => fulfils(labels, requirement)),
  );
}

/** Whether a selector is present and has no requirement at all. */
export function selectsEverything(selector: Property): Truth {
  const equal = selector.at("matchLabels");
  const { known, open } = equal.keys();
  return and(
    selector.present(),
    known.length === 0 ? (open ?? true) : false,
    selector.at("matchExpressions").every(() => false),
  );
}

/** A NetworkPolicy's spec.podSelector: absent means every pod. */
export function podSelectorSelectsEverything(selector: Property): Truth {
  return selector.isAbsent ? true : selectsEverything(selector);
}

function fulfils(labels: Property, requirement: Property): Truth {
  const key = requirement.at("key");
  const operator = requirement.at("operator");
  if (key.isUnknown) return key.undecided;
  if (operator.isUnknown) return operator.undecided;
  const label = labels.child(key.text() ?? "");
  const listed = (): Truth => requirement.at("values").some((value) => equals(label, value));
  switch (operator.text()) {
    case "In":
      return and(label.present(), listed());
    case "NotIn":
      return not(and(label.present(), listed()));
    case "Exists":
      return label.present();
    case "DoesNotExist":
      return label.absent();
    default:
      return false;
  }
}

function equals(label: Property, value: Property): Truth {
  if (label.isAbsent) return false;
  if (label.isUnknown) return label.undecided;
  return value.satisfies((wanted) => wanted !== undefined && String(wanted) === String(label.raw));
}
