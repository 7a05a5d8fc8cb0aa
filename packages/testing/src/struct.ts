import structproto from "google-protobuf/google/protobuf/struct_pb.js";

import type { WireObject } from "./wire.js";

/** Puts a property bag into a message. */
export function toStruct(properties: WireObject): structproto.Struct {
  return structproto.Struct.fromJavaScript({ ...properties } as Record<string, structproto.JavaScriptValue>);
}

/** Takes a property bag out of a message; an absent one is empty. */
export function fromStruct(struct: structproto.Struct | undefined): WireObject {
  return struct?.toJavaScript() ?? {};
}
