import { Server, ServerCredentials } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import type { Deployment } from "./deployment";
import { engineService, type LogEntry } from "./engine-service";
import { monitorService } from "./monitor-service";

/** A running server. */
export interface EngineServer {
  /** `127.0.0.1:<port>`. */
  readonly address: string;
  close(): void;
}

/** Serves the two services that a Pulumi program needs, for one deployment, on a port of this machine only. */
export async function serve(deployment: Deployment, onLog: (entry: LogEntry) => void): Promise<EngineServer> {
  // The limit of the real engine: a resource can carry a large document.
  const server = new Server({ "grpc.max_receive_message_length": 400 * 1024 * 1024 });
  server.addService(ResourceMonitorService, monitorService(deployment));
  server.addService(EngineService, engineService(onLog));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  return {
    address: `127.0.0.1:${port}`,
    close: () => {
      server.forceShutdown();
    },
  };
}
