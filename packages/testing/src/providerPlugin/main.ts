import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";

import { SimulatedAws } from "../simulatedAws.js";
import { faultVariable, readFault } from "./fault.js";
import { factsVariable, readFacts } from "./factsVariable.js";
import { journalVariable } from "./journal.js";
import { simulatedProvider } from "./simulatedProvider.js";

// A Pulumi plugin serves on a port of its own choice, and prints it. The engine ends it by a signal.
const facts = readFacts(process.env[factsVariable]);
const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
server.addService(
  ResourceProviderService,
  simulatedProvider(new SimulatedAws({ facts }), "7.48.0", {
    journalPath: process.env[journalVariable],
    fault: readFault(process.env[faultVariable]),
    killEngine: () => process.kill(process.ppid, "SIGKILL"),
  }),
);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) {
    throw error;
  }
  process.stdout.write(`${String(port)}\n`);
});
