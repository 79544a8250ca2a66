import { Server, ServerCredentials } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import type { Listener } from "../../listener";
import type { Deployment } from "../deployment";
import { engineService, type LogEntry } from "./engine-service";
import type { MonitorError } from "../monitor-error";
import { monitorService } from "./monitor-service";
import { Transforms } from "../transforms/transforms";

/** The limit of the real engine, in bytes: a resource can carry a large document. */
const maximumMessage = 400 * 1024 * 1024;

/** Serves the Engine alone, which is all that a policy pack needs. Returns what ends it. */
export function serveEngine(listener: Listener, onLog: (entry: LogEntry) => void): () => void {
  const server = new Server();
  server.addService(EngineService, engineService(onLog));
  return attach(listener, server);
}

/** Serves the two services that a Pulumi program needs, for one deployment. Returns what ends it. */
export function serve(
  listener: Listener,
  deployment: Deployment,
  onLog: (entry: LogEntry) => void,
  onRefusal: (refusal: MonitorError) => void,
): () => void {
  const transforms = new Transforms();
  const server = new Server({ "grpc.max_receive_message_length": maximumMessage, "grpc.enable_channelz": 0 });
  server.addService(ResourceMonitorService, monitorService(deployment, transforms, onRefusal));
  server.addService(EngineService, engineService(onLog));
  const detach = attach(listener, server);
  return () => {
    transforms.close();
    detach();
  };
}

function attach(listener: Listener, server: Server): () => void {
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  listener.accept((socket) => {
    injector.injectConnection(socket);
    socket.resume();
  });
  return () => {
    listener.close();
    injector.destroy();
    server.forceShutdown();
  };
}
