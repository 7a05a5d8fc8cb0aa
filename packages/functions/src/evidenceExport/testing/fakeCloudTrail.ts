import { Readable } from "node:stream";
import { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import type { SigningKey } from "./trailFixture.js";

/** CloudTrail's `ListPublicKeys` below the real SDK client. Each Region knows its own keys. */
export class FakeCloudTrail {
  readonly keys = new Map<string, SigningKey[]>();
  readonly requests: { readonly region: string; readonly from: number; readonly to: number }[] = [];
  /** When set, every call is refused with this error. */
  refuse: string | undefined;

  client = (region: string): CloudTrailClient =>
    new CloudTrailClient({
      region,
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      maxAttempts: 1,
      requestHandler: {
        handle: (request: { body: Uint8Array }) => {
          const asked = JSON.parse(new TextDecoder().decode(request.body)) as { StartTime: number; EndTime: number };
          const from = asked.StartTime * 1000;
          const to = asked.EndTime * 1000;
          this.requests.push({ region, from, to });
          const body =
            this.refuse === undefined
              ? {
                  PublicKeyList: (this.keys.get(region) ?? [])
                    .filter((key) => (key.validFrom ?? 0) <= to)
                    .map((key) => ({ Fingerprint: key.fingerprint, Value: key.der.toString("base64") })),
                }
              : { __type: this.refuse, message: "refused by the fake" };
          return Promise.resolve({
            response: {
              statusCode: this.refuse === undefined ? 200 : 400,
              headers: { "content-type": "application/x-amz-json-1.1" },
              body: Readable.from([Buffer.from(JSON.stringify(body))]),
            },
          });
        },
      } as never,
    });
}
