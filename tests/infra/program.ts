import { readFileSync } from "node:fs";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { z } from "zod";
import { registrations, type Registrations } from "../components/registrations";
import platform from "../../infra/index";

const root = path.join(__dirname, "..", "..");

const stackFile = z.object({
  config: z.looseObject({ "aws:region": z.string(), "aws:allowedAccountIds": z.tuple([z.string()]) }),
});

export type Outputs = Awaited<ReturnType<typeof platform>>;

/** Runs the program for a stack file, by its path from the root, and returns what it registered and put out. */
export async function runPlatform(file: string, stack: string): Promise<Registrations<Outputs>> {
  const { config } = stackFile.parse(parse(readFileSync(path.join(root, file), "utf8")));
  // Tests run as project "test", whose settings the program then reads.
  const settings = Object.entries(config).map(([key, value]) => [
    key.replace(/^eks-platform:/, "test:"),
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  pulumi.runtime.setAllConfig(Object.fromEntries(settings) as Record<string, string>);
  const region = config["aws:region"];
  const [accountId] = config["aws:allowedAccountIds"];
  return registrations(platform, {
    stack,
    invokes: {
      "aws:index/getCallerIdentity:getCallerIdentity": {
        id: accountId,
        accountId,
        arn: `arn:aws:sts::${accountId}:assumed-role/deployer/session`,
        userId: "AROAEXAMPLE:session",
      },
      "aws:index/getAvailabilityZones:getAvailabilityZones": {
        id: region,
        names: ["a", "b", "c", "d"].map((letter) => region + letter),
        zoneIds: ["1", "2", "3", "4"].map((number) => `az${number}`),
        groupNames: [region],
      },
      "aws:iam/getRoles:getRoles": ({ nameRegex }) => {
        const set = /^\^(AWSReservedSSO_\w+_)/.exec(String(nameRegex))?.[1] ?? "";
        const name = `${set}0123456789abcdef`;
        const arn = `arn:aws:iam::${accountId}:role/aws-reserved/sso.amazonaws.com/${region}/${name}`;
        return { id: region, arns: [arn], names: [name] };
      },
    },
  });
}
