// A gRPC client as its users have it: resolves the target of the command line and calls what it finds,
// once for each line on stdin. Prints the replies.
import { createInterface } from "node:readline";
import { Client, credentials } from "@grpc/grpc-js";
import { register } from "@grpc/grpc-js-xds";

register();
const same = (bytes) => bytes;
const client = new Client(process.argv[2], credentials.createInsecure());
for await (const line of createInterface({ input: process.stdin })) {
  const reply = await new Promise((resolve) => {
    const deadline = Date.now() + 10_000;
    const done = (error, bytes) => resolve(error === null ? bytes.toString() : error.message);
    client.makeUnaryRequest("/echo.Echo/Say", same, same, Buffer.from(line), { deadline }, done);
  });
  process.stdout.write(`${reply}\n`);
}
client.close();
process.exit(0);
