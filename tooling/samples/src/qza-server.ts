import { createQzaServer } from "./create-qza-server.js";
import { runServerCommand } from "./server-command.js";

runServerCommand({
  protocol: "qza",
  does: "A Qza server that answers every request with its label.",
  create: createQzaServer,
});
