import { contentHash, decodeMessage, encodeMessage, type MessageName, type Messages } from "@meltemi/xds";
import { Bench } from "tinybench";
