export {
  createQzaClient,
  type QzaClient,
  type QzaClientOptions,
  type QzaRequest,
} from "./create-qza-client.js";
export { createQzaServer, type QzaServer, type QzaServerOptions } from "./create-qza-server.js";
export type { GetReq, GetRsp } from "./qza-body.js";
export { formatReply, type QzaReply } from "./qza-reply.js";
export { WireError } from "./wire-error.js";
