import emptyproto from "google-protobuf/google/protobuf/empty_pb.js";
import * as grpc from "@grpc/grpc-js";
import pluginproto from "@pulumi/pulumi/proto/plugin_pb.js";
import proto from "@pulumi/pulumi/proto/provider_pb.js";

import { isMadeUpName } from "../aws/autoName.js";
import type { SimulatedAws } from "../simulatedAws.js";
import { fromStruct, toStruct } from "../struct.js";
import { parseUrn } from "../urn.js";
import type { WireObject } from "../wire.js";
import { isHit, type Fault } from "./fault.js";
import { writeJournal, type JournalEntry } from "./journal.js";

/** How a call is answered: with a message, or by throwing. */
type Answer<Request, Response> = (request: Request) => Response;

/** What a {@link simulatedProvider} does besides answering. */
export interface SimulatedProviderOptions {
  /**
   * File to write down creates, updates and deletes in.
   * @defaultValue none
   */
  readonly journalPath?: string | undefined;
  /**
   * What goes wrong.
   * @defaultValue nothing
   */
  readonly fault?: Fault | undefined;
  /** Ends the engine without a word, for a fault that demands it. */
  readonly killEngine?: () => void;
}

/** Makes a gRPC handler of a plain function. */
function handler<Request, Response>(answer: Answer<Request, Response>): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    let response: Response;
    try {
      response = answer(call.request);
    } catch (error) {
      callback({ code: grpc.status.UNKNOWN, message: error instanceof Error ? error.message : String(error) });
      return;
    }
    callback(null, response);
  };
}

/**
 * Pulumi's provider protocol, answered by the simulated AWS. Answers take the form that the AWS provider gives them:
 * secrets stay tagged, references arrive as ids, and a preview leaves unknown what only a real create can tell.
 *
 * @param aws what answers
 * @param version version to report
 * @param options journal and fault
 */
export function simulatedProvider(
  aws: SimulatedAws,
  version: string,
  { journalPath, fault, killEngine }: SimulatedProviderOptions = {},
): grpc.UntypedServiceImplementation {
  let provider: WireObject = {};
  // A check without old inputs that follows one with them is for a successor, which needs a name of its own.
  const existing = new Set<string>();
  const refuseIfFaulty = (operation: JournalEntry["operation"], urn: string): void => {
    if (isHit(fault, "refused", operation, urn)) throw new Error(`simulated fault: AWS refuses to ${operation} ${urn}`);
  };
  const note = (entry: JournalEntry): void => {
    writeJournal(journalPath, entry);
    if (isHit(fault, "engine-killed", entry.operation, entry.urn)) killEngine?.();
  };

  const checkConfig = handler((request: proto.CheckRequest) => {
    const response = new proto.CheckResponse();
    response.setInputs(request.getNews());
    return response;
  });

  const diffConfig = handler((request: proto.DiffRequest) => {
    const response = new proto.DiffResponse();
    const [before, after] = [fromStruct(request.getOldInputs()), fromStruct(request.getNews())];
    const same = JSON.stringify(before) === JSON.stringify(after);
    response.setChanges(same ? proto.DiffResponse.DiffChanges.DIFF_NONE : proto.DiffResponse.DiffChanges.DIFF_SOME);
    return response;
  });

  const configure = handler((request: proto.ConfigureRequest) => {
    provider = fromStruct(request.getArgs());
    const response = new proto.ConfigureResponse();
    response.setAcceptsecrets(true);
    response.setSupportspreview(true);
    return response;
  });

  const check = handler((request: proto.CheckRequest) => {
    const urn = request.getUrn();
    const { type } = parseUrn(urn);
    const old = fromStruct(request.getOlds());
    const given = fromStruct(request.getNews());
    const isNew = Object.keys(old).length === 0;
    const nameProperty = aws.model(type).autoName?.property;
    // A name that was made up stays, unless the program gives one now.
    const named = nameProperty === undefined ? given : { ...madeUpName(nameProperty, old, given), ...given };
    const seed = isNew && existing.has(urn) ? `${urn}#${request.getRandomseed_asB64()}` : urn;
    if (!isNew) {
      existing.add(urn);
    }
    const { inputs, failures } = aws.check(type, urn, named, provider, seed);
    const response = new proto.CheckResponse();
    response.setInputs(toStruct(inputs));
    response.setFailuresList(
      failures.map(({ property, reason }) => {
        const failure = new proto.CheckFailure();
        failure.setProperty(property);
        failure.setReason(reason);
        return failure;
      }),
    );
    return response;
  });

  const diff = handler((request: proto.DiffRequest) => {
    const { type } = parseUrn(request.getUrn());
    const { changed, replacing, deleteBeforeReplace } = aws.diff(
      type,
      fromStruct(request.getOldInputs()),
      fromStruct(request.getNews()),
    );
    const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
    const response = new proto.DiffResponse();
    response.setChanges(changed.length === 0 ? DIFF_NONE : DIFF_SOME);
    response.setDiffsList([...changed]);
    response.setReplacesList([...replacing]);
    response.setDeletebeforereplace(deleteBeforeReplace);
    return response;
  });

  const create = handler((request: proto.CreateRequest) => {
    const urn = request.getUrn();
    const { type } = parseUrn(urn);
    const preview = request.getPreview();
    if (!preview) refuseIfFaulty("create", urn);
    const { id, outputs } = aws.create(type, urn, fromStruct(request.getProperties()), provider, preview);
    if (!preview && id !== undefined) {
      note({ operation: "create", type, urn, id });
    }
    const response = new proto.CreateResponse();
    response.setId(id ?? "");
    response.setProperties(toStruct(outputs));
    return response;
  });

  const read = handler((request: proto.ReadRequest) => {
    const urn = request.getUrn();
    const properties = fromStruct(request.getProperties());
    const inputs = fromStruct(request.getInputs());
    const { outputs } = aws.read(parseUrn(urn).type, urn, request.getId(), inputs, provider);
    const response = new proto.ReadResponse();
    response.setId(request.getId());
    // A refresh finds everything as it was left.
    response.setProperties(toStruct({ ...outputs, ...properties }));
    response.setInputs(toStruct(inputs));
    return response;
  });

  const update = handler((request: proto.UpdateRequest) => {
    const urn = request.getUrn();
    const { type } = parseUrn(urn);
    if (!request.getPreview()) refuseIfFaulty("update", urn);
    const [old, oldInputs] = [fromStruct(request.getOlds()), fromStruct(request.getOldInputs())];
    const outputs = aws.update(type, urn, old, oldInputs, fromStruct(request.getNews()), provider);
    if (!request.getPreview()) {
      note({ operation: "update", type, urn, id: request.getId() });
    }
    const response = new proto.UpdateResponse();
    response.setProperties(toStruct(outputs));
    return response;
  });

  const remove = handler((request: proto.DeleteRequest) => {
    const urn = request.getUrn();
    refuseIfFaulty("delete", urn);
    note({ operation: "delete", type: parseUrn(urn).type, urn, id: request.getId() });
    return new emptyproto.Empty();
  });

  const invoke = handler((request: proto.InvokeRequest) => {
    const response = new proto.InvokeResponse();
    response.setReturn(toStruct(aws.invoke(request.getTok(), fromStruct(request.getArgs()), provider)));
    return response;
  });

  const getPluginInfo = handler(() => {
    const response = new pluginproto.PluginInfo();
    response.setVersion(version);
    return response;
  });

  const nothing = handler(() => new emptyproto.Empty());

  return {
    checkConfig,
    diffConfig,
    configure,
    check,
    diff,
    create,
    read,
    update,
    delete: remove,
    invoke,
    getPluginInfo,
    cancel: nothing,
    attach: nothing,
  };
}

/** The name that the provider made up earlier, if it did and no other is wanted now. */
function madeUpName(property: string, old: WireObject, given: WireObject): WireObject {
  const name = old[property];
  return isMadeUpName(name) && !(`${property}Prefix` in given) ? { [property]: name } : {};
}
