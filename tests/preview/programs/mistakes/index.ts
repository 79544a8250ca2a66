import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Mistakes that a program can make; the configuration chooses one. */
const mistakes: Readonly<Record<string, () => unknown>> = {
  throws: () => {
    throw new TypeError("the region has no name");
  },
  rejects: async () => {
    await Promise.resolve();
    throw new RangeError("the subnet is too small");
  },
  throwsInApply: () =>
    pulumi.output(1).apply(() => {
      throw new RangeError("one is not enough");
    }),
  refusesConfiguration: () => {
    throw new pulumi.RunError("mistakes:zones: 7 is more than the region's 3; write 3 or less.");
  },
  missesConfiguration: () => new pulumi.Config().require("absent"),
  registersTwice: () => [new aws.s3.Bucket("logs", {}), new aws.s3.Bucket("logs", {})],
  callsUnknownFunction: () => aws.ec2.getAmi({ owners: ["self"], mostRecent: true }),
  readsUnknownParameter: () => aws.ssm.getParameter({ name: "/team/secret" }),
  readsAnotherStack: () => new pulumi.StackReference("acme/network/prod").getOutput("vpcId"),
  leavesSilently: () => process.exit(4),
  logsAnError: () => pulumi.log.error("the quota is used up"),
  callsUnknownAccount: () => aws.getCallerIdentity(),
};

const mistake = mistakes[new pulumi.Config().require("mistake")];
export const result = mistake?.();
