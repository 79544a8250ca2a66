import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** A name that would be markup if a report let it. */
const name = new pulumi.Config().require("name");

new aws.ssm.Parameter(name, { type: "String", value: name, description: name });
