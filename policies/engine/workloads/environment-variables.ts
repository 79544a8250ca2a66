import type { Resource } from "../graph/resource";
import { Property, type Elements } from "../values/property";
import { or, type Truth, type Undecided } from "../values/truth";

/** A variable that a service of AWS sets for what it runs. */
interface EnvironmentVariable {
  readonly name: Property;
  readonly value: Property;
  /** Whether the value is the variable's own, and not the name of a parameter or a secret. */
  readonly isPlain: Truth;
}

interface EnvironmentVariables {
  /** Who gets them, as the beginning of a message. */
  readonly owner: string;
  readonly known: readonly EnvironmentVariable[];
  /** Why there may be others. */
  readonly open: Undecided | undefined;
}

const project = "aws:codebuild/project:Project";
const lambda = "aws:lambda/function:Function";
const task = "aws:ecs/taskDefinition:TaskDefinition";

/** Types of resources that set environment variables, with the property that holds them. */
export const environmentReads: Readonly<Record<string, readonly string[]>> = {
  [project]: ["environment.environmentVariables"],
  [lambda]: ["environment.variables"],
  [task]: ["containerDefinitions"],
};

/** The variables that a build, a function or a task gets, which whoever may look at it reads. */
export function environmentVariables(resource: Resource): EnvironmentVariables {
  switch (resource.type) {
    case project:
      return listed("The build", [resource.at("environment.environmentVariables").elements()]);
    case lambda: {
      const variables = resource.at("environment.variables");
      const { known, open } = variables.keys();
      const named = known.map((key) => {
        const value = variables.child(key);
        return { name: new Property(key, value.path), value, isPlain: true };
      });
      return { owner: "The function", known: named, open };
    }
    default: {
      const text = resource.at("containerDefinitions");
      const { known, open } = (text.json() ?? text).elements();
      const lists = known.map((container) => container.child("environment").elements());
      return listed("The task", [...lists, { known: [], open }]);
    }
  }
}

function listed(owner: string, lists: readonly Elements[]): EnvironmentVariables {
  const variables = lists.flatMap(({ known }) => known);
  return {
    owner,
    known: variables.map((entry) => ({
      name: entry.child("name"),
      value: entry.child("value"),
      isPlain: or(entry.child("type").absent(), entry.child("type").is("PLAINTEXT")),
    })),
    open: lists.find(({ open }) => open)?.open,
  };
}
