import { createThriftServer } from "./create-thrift-server.js";
import { runServerCommand } from "./server-command.js";

runServerCommand({
  protocol: "thrift",
  does: "A Thrift server whose sayHello and sayGoodbye answer with a greeting and its label.",
  create: createThriftServer,
});
