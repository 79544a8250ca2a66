import type { IEngineServer } from "@pulumi/pulumi/proto/engine_grpc_pb";
import {
  GetRootResourceResponse,
  LogSeverity,
  RequirePulumiVersionResponse,
  SetRootResourceResponse,
} from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { unaryWith } from "./unary";

/** A message of the program or the pack. */
export interface LogEntry {
  readonly severity: "info" | "warning" | "error";
  readonly message: string;
  readonly urn?: string | undefined;
}

const severities = new Map<LogSeverity, LogEntry["severity"]>([
  [LogSeverity.INFO, "info"],
  [LogSeverity.WARNING, "warning"],
  [LogSeverity.ERROR, "error"],
]);

/** The Engine that program and pack report to. Debug messages and those that a terminal would overwrite are dropped. */
export function engineService(onLog: (entry: LogEntry) => void): IEngineServer {
  const unary = unaryWith(() => undefined);
  let root = "";
  return {
    log: unary((request) => {
      const severity = severities.get(request.getSeverity());
      if (severity !== undefined && !request.getEphemeral()) {
        onLog({ severity, message: request.getMessage(), urn: request.getUrn() || undefined });
      }
      return new Empty();
    }),
    getRootResource: unary(() => new GetRootResourceResponse().setUrn(root)),
    setRootResource: unary((request) => {
      root = request.getUrn();
      return new SetRootResourceResponse();
    }),
    startDebugging: unary(() => new Empty()),
    requirePulumiVersion: unary(() => new RequirePulumiVersionResponse()),
  };
}
