import { createServer, type AddressInfo, type Socket } from "node:net";

/** A port of this machine only, open before the server behind it is loaded: programs start meanwhile. */
export interface Listener {
  /** `127.0.0.1:<port>`. */
  readonly address: string;
  /** Hands over every connection, those that came early first. */
  accept(connected: (socket: Socket) => void): void;
  close(): void;
}

export async function listen(): Promise<Listener> {
  const early: Socket[] = [];
  let connected = (socket: Socket): void => {
    early.push(socket);
  };
  // Nothing is read from a connection before its server takes it.
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    connected(socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  // A server that listens on TCP has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    accept: (handler) => {
      connected = handler;
      early.splice(0).forEach(handler);
    },
    close: () => server.close(),
  };
}
