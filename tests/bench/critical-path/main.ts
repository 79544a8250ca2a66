// Prints how long the first `up` of a stack takes, against what AWS forces: `npm run bench`.
import { offlinePreview } from "../../engine/stack/offline-preview";
import { times } from "../../engine/cloud/times";
import { criticalPathOf, minutesOf, nameOf, withoutSlowServices, type CriticalPath } from "./bound";
import { chainOf } from "./graph";

function describePath(title: string, { makespan, bound, forced, plain, last }: CriticalPath): string {
  const chain = chainOf(last).map(({ resource, minutes }) => {
    const own = minutesOf(resource).toFixed(2);
    return `  ${minutes.toFixed(2).padStart(6)}  +${own.padEnd(6)} ${nameOf(resource)}`;
  });
  const [ratio, ofPlain] = [bound, plain].map((minutes) => (makespan / minutes).toFixed(3));
  return [
    `${title}: ${makespan.toFixed(2)} minutes, ${ratio} of the bound of ${bound.toFixed(2)} (${forced.join(" + ")})`,
    `  ${ofPlain} of the ${plain.toFixed(2)} that cluster, slowest node group and slowest add-on take by themselves`,
    ...chain,
  ].join("\n");
}

/** The times that the paths add up, in minutes, with where they are known from. */
function describeTimes(): string {
  const rows = Object.entries(times).map(([what, { create, source }]) => {
    const minutes = typeof create === "number" ? create.toFixed(2) : "varies";
    return `  ${what.padEnd(22)} ${minutes.padStart(6)}  ${source}`;
  });
  return ["Minutes that a creation takes, and where that is known from:", ...rows].join("\n");
}

async function main(): Promise<void> {
  for (const stack of ["dev", "prod"]) {
    const { resources } = await offlinePreview(stack);
    console.log(describePath(`${stack}, everything`, criticalPathOf(resources)));
    console.log(describePath(`${stack}, until nodes and add-ons work`, criticalPathOf(resources, withoutSlowServices)));
  }
  console.log(describeTimes());
}

void main();
