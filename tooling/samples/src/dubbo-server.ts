import { createDubboServer } from "./create-dubbo-server.js";
import { runServerCommand } from "./server-command.js";

runServerCommand({
  protocol: "dubbo",
  does: "A Dubbo provider of DemoService, whose sayHello(String) answers with a greeting and its label.",
  create: createDubboServer,
});
