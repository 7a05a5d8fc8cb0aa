import { resource, unknown, type HandMadeOptions, type RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "./awsTypes.js";
import { itHonoursExemptions, reasons, reports, type Rule } from "./ruleCases.fixture.js";

/**
 * A bucket as the rules want it.
 *
 * @param name logical name, and physical name
 * @param zone its tag `data-zone`; undefined for none
 */
export function bucket(
  name: string,
  zone: unknown,
  inputs: Readonly<Record<string, unknown>> = {},
  options: HandMadeOptions = {},
): RecordedResource {
  return resource(awsType.bucket, name, { bucket: name, tags: { "data-zone": zone }, ...inputs }, options);
}

/** A companion that cites its bucket as a component does: by a name that is known, with the dependency recorded. */
export function companion(
  type: string,
  of: RecordedResource,
  inputs: Readonly<Record<string, unknown>> = {},
  options: HandMadeOptions & { readonly name?: string } = {},
): RecordedResource {
  const { name = `${of.name}-${type.slice(type.lastIndexOf(":") + 1)}`, propertyDependencies, ...rest } = options;
  return resource(
    type,
    name,
    { bucket: of.name, ...inputs },
    { ...rest, propertyDependencies: { bucket: [of], ...propertyDependencies } },
  );
}

/** What {@link itDemandsOneCompanion} must know of a rule. */
export interface CompanionDemand {
  readonly type: string;
  /** How messages name it, such as `aws.s3.BucketVersioning`. */
  readonly kind: string;
  /** What messages say it is for. */
  readonly purpose: string;
  /** Inputs with which the companion complies. */
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** Set when the bucket that takes access logs needs no such companion. */
  readonly exceptAccessLogs?: true;
}

/** Tests that a rule demands exactly one companion of each bucket, by links that hold with and without known names. */
export function itDemandsOneCompanion(rule: Rule, demand: CompanionDemand): void {
  const { type, kind, purpose, inputs = {}, exceptAccessLogs } = demand;
  const raw = bucket("raw", "raw");
  const missing =
    `mandatory raw: found no ${kind}; expected exactly one ${kind} for this bucket; ` +
    `fix: add an ${kind} whose bucket is this one to ${purpose}`;

  describe(`one ${kind}`, () => {
    it("passes a bucket with one, cited by name or by what is computed from it", async () => {
      expect(await reports(rule, [raw, companion(type, raw, inputs)])).toEqual([]);
      expect(await reports(rule, [raw, resource(type, "by-name", { bucket: "raw", ...inputs })])).toEqual([]);
      expect(await reports(rule, [raw, companion(type, raw, { ...inputs, bucket: unknown })])).toEqual([]);
    });

    it("violates with none, or one of another bucket", async () => {
      const other = bucket("other", "raw");
      expect(await reports(rule, [raw])).toEqual([missing]);
      expect(await reports(rule, [raw, other, companion(type, other, inputs)])).toEqual([missing]);
      expect(await reports(rule, [raw, other, companion(type, other, { ...inputs, bucket: unknown })])).toEqual([
        missing,
      ]);
    });

    it("violates with two", async () => {
      const second = companion(type, raw, inputs, { name: "second" });
      const first = companion(type, raw, inputs, { name: "first" });
      expect(await reports(rule, [raw, first, second])).toEqual([
        `mandatory raw: found 2 of type ${kind} (first, second); expected exactly one ${kind} for this bucket; ` +
          `fix: keep one ${kind} and merge the others into it`,
      ]);
    });

    it("cannot decide while one could be of any bucket", async () => {
      const floating = resource(type, "floating", { ...inputs, bucket: unknown });
      expect(await reports(rule, [raw, floating])).toEqual([
        `advisory raw: undecided: whether a ${kind} (floating) is for this bucket cannot be known yet`,
      ]);
    });

    it("judges each bucket by itself", async () => {
      const other = bucket("other", "raw");
      expect(await reports(rule, [other, raw, companion(type, other, inputs)])).toEqual([missing]);
    });

    it("does not apply to a stack without buckets", async () => {
      expect(await reasons(rule, [resource("aws:ec2/vpc:Vpc", "vpc")])).toEqual([
        "The stack has no resource of type aws:s3/bucket:Bucket",
      ]);
    });

    if (exceptAccessLogs) {
      it("does not apply to the bucket that takes access logs", async () => {
        const logs = bucket("logs", "access-logs");
        expect(await reports(rule, [logs])).toEqual([]);
        expect(await reasons(rule, [logs])).toEqual(["The bucket takes access logs"]);
      });

      it("cannot decide while the zone is unknown", async () => {
        expect(await reports(rule, [bucket("late", unknown)])).toEqual([
          "advisory late: undecided: tag data-zone cannot be known yet",
        ]);
      });
    }

    itHonoursExemptions(rule, [raw]);
  });
}
