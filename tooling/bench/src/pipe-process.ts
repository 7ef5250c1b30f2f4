import { connect, createServer } from "node:net";
import { serve } from "./child.js";

/** What the pipe proxy is started with. */
export interface PipeConfig {
  readonly backendPort: number;
}

// The line to beat: layer 4, `stream.pipe()` both ways, one upstream connection for each client. The
// program that anyone would write first, and as fast as Node is without touching a message.
const config = JSON.parse(process.argv[2] ?? "{}") as PipeConfig;
const server = createServer({ noDelay: true }, (downstream) => {
  const upstream = connect({ host: "127.0.0.1", port: config.backendPort, noDelay: true });
  downstream.pipe(upstream);
  upstream.pipe(downstream);
  downstream.on("error", () => upstream.destroy());
  upstream.on("error", () => downstream.destroy());
  downstream.on("close", () => upstream.destroy());
});

await serve(
  () =>
    new Promise((resolve) => {
      server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    }),
);
