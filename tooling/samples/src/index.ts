export {
  createDubboClient,
  type DubboCall,
  type DubboClient,
} from "./create-dubbo-client.js";
export { createDubboServer, type DubboServer } from "./create-dubbo-server.js";
export { createQzaClient, type QzaClient, type QzaRequest } from "./create-qza-client.js";
export { createQzaServer, type QzaServer } from "./create-qza-server.js";
export { createThriftClient, type ThriftClient } from "./create-thrift-client.js";
export { createThriftServer, type ThriftServer } from "./create-thrift-server.js";
export { SAY_HELLO } from "./dubbo-body.js";
export { type DubboReply, DubboStatus, dubboOutcome, formatDubboReply } from "./dubbo-reply.js";
export type { ClientOptions } from "./frame-client.js";
export type { ServerOptions } from "./frame-server.js";
export type { GetReq, GetRsp } from "./qza-body.js";
export { formatReply, type QzaReply } from "./qza-reply.js";
export { Tally } from "./tally.js";
export type { ApplicationException } from "./thrift-body.js";
export { formatThriftReply, type ThriftReply, thriftOutcome } from "./thrift-reply.js";
export { WireError } from "./wire-error.js";
