import engineproto from "@pulumi/pulumi/proto/engine_pb.js";

import type { LoggedMessage } from "./programRun.js";

type Callback<Response> = (error: Error | null, response?: Response) => void;

/** Stands in for the engine's other service, the one that takes log messages. */
export class ProgramLog {
  readonly messages: LoggedMessage[] = [];

  log(request: engineproto.LogRequest, callback: Callback<object>): void {
    const severity = (["debug", "info", "warning", "error"] as const)[request.getSeverity()];
    if (severity !== "debug") {
      const urn = request.getUrn();
      this.messages.push({ severity, message: request.getMessage(), ...(urn === "" ? {} : { urn }) });
    }
    callback(null, {});
  }

  setRootResource(_request: unknown, callback: Callback<engineproto.SetRootResourceResponse>): void {
    callback(null, new engineproto.SetRootResourceResponse());
  }

  requirePulumiVersion(_request: unknown, callback: Callback<engineproto.RequirePulumiVersionResponse>): void {
    callback(null, new engineproto.RequirePulumiVersionResponse());
  }
}
