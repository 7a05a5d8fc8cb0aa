import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EventError, readEvent, rotate, RotationError, steps, type RotationParts, type Target } from "./rotate.js";
import { FakeSecretsManager, Killed, type FakeRequest } from "./testing/fakeSecretsManager.js";
import { isToken, newToken } from "./token.js";

const arn = "arn:aws:secretsmanager:eu-central-1:111111111111:secret:acme-dev-intake-token-AbCdEf";
const secretArnPrefix = "arn:aws:secretsmanager:eu-central-1:111111111111:secret:acme-dev-";
const [first, second] = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"] as const;

/** What the secret opens: it takes the values that were set, and forgets none but the one before the last two. */
class Lock {
  readonly valid: string[] = [];
  calls = 0;
  kill: (call: "set" | "test", when: "before" | "after") => boolean = () => false;

  readonly target: Target = {
    set: (pending, current) =>
      this.#call("set", () => {
        if (current !== undefined && !this.valid.includes(current)) throw new Error("the current value opens nothing");
        if (!this.valid.includes(pending)) this.valid.push(pending);
        if (this.valid.length > 2) this.valid.shift();
      }),
    test: (pending) =>
      this.#call("test", () => {
        if (!this.valid.includes(pending)) throw new Error("the pending value opens nothing");
      }),
  };

  #call(name: "set" | "test", action: () => void): Promise<void> {
    this.calls += 1;
    if (this.kill(name, "before")) throw new Killed(`before ${name}`);
    action();
    if (this.kill(name, "after")) throw new Killed(`after ${name}`);
    return Promise.resolve();
  }
}

function set(hasCurrent = true) {
  const service = new FakeSecretsManager(arn);
  const lock = new Lock();
  if (hasCurrent) {
    const value = newToken();
    service.setCurrent(first, value);
    lock.valid.push(value);
  }
  const parts: RotationParts = {
    client: service.client(),
    secretArnPrefix,
    newValue: () => newToken(),
    isValue: isToken,
    target: lock.target,
  };
  const step = (Step: (typeof steps)[number], version: string = second) =>
    rotate(readEvent({ Step, SecretId: arn, ClientRequestToken: version }, secretArnPrefix), parts);
  return { service, lock, parts, step };
}

/** Asks for every step from the first, as Secrets Manager does again after a failure. */
async function wholeRotation(step: ReturnType<typeof set>["step"]): Promise<void> {
  for (const each of steps) await step(each);
}

describe("rotate", { tags: ["DATA-20"] }, () => {
  it("puts a new value in use and keeps the previous one", async () => {
    const { service, lock, step } = set();
    const before = service.labelled("AWSCURRENT")?.value;
    service.startRotation(second);
    expect(await step("createSecret")).toBe("done");
    expect(service.labelled("AWSCURRENT")?.version).toBe(first);
    expect(await step("setSecret")).toBe("done");
    expect(await step("testSecret")).toBe("done");
    expect(service.labelled("AWSCURRENT")?.version).toBe(first);
    expect(await step("finishSecret")).toBe("done");
    const after = service.labelled("AWSCURRENT");
    expect(after?.version).toBe(second);
    expect(isToken(after?.value ?? "")).toBe(true);
    expect(after?.value).not.toBe(before);
    expect(service.labelled("AWSPREVIOUS")).toEqual({ version: first, value: before });
    expect(lock.valid).toEqual([before, after?.value]);
  });

  it("gives a secret that never had one its first value", async () => {
    const { service, lock, step } = set(false);
    service.startRotation(second);
    await step("createSecret");
    expect(service.labelled("AWSCURRENT")?.version).toBe(second);
    for (const each of ["setSecret", "testSecret"] as const) expect(await step(each)).toBe("done");
    expect(await step("finishSecret")).toBe("already-current");
    expect(lock.valid).toEqual([service.labelled("AWSCURRENT")?.value]);
    expect(service.labelled("AWSPREVIOUS")).toBeUndefined();
  });

  it("asks for each step as often as one likes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(3), { maxLength: 6 }), async (repeats) => {
        const { service, lock, step } = set();
        service.startRotation(second);
        for (const [index, each] of steps.entries()) {
          await step(each);
          for (const repeated of repeats.filter((repeat) => repeat <= index)) await step(steps[repeated] ?? each);
        }
        expect(service.labelled("AWSCURRENT")?.version).toBe(second);
        expect(lock.valid).toHaveLength(2);
        expect(service.requests.filter(({ operation }) => operation === "PutSecretValue")).toHaveLength(1);
      }),
      { numRuns: 50 },
    );
  });

  describe("killed between any two calls", () => {
    /** How many calls a rotation makes that nobody kills. */
    async function callsOfRotation(hasCurrent: boolean): Promise<number> {
      const { service, lock, step } = set(hasCurrent);
      service.startRotation(second);
      await wholeRotation(step);
      return service.requests.length + lock.calls;
    }

    /** Kills the given calls, counted over all attempts, and asks anew until nobody does; returns the attempts. */
    async function rotateThrough(
      { service, lock, step }: ReturnType<typeof set>,
      kills: ReadonlyMap<number, "before" | "after">,
    ): Promise<number> {
      let call = -1;
      const hadCurrent = service.labelled("AWSCURRENT") !== undefined;
      const check = (when: "before" | "after"): boolean => {
        if (when === "before") call += 1;
        // At no moment is anybody locked out who had a value: one is in use, and it opens what it is for.
        const current = service.labelled("AWSCURRENT");
        if (hadCurrent) expect(lock.valid).toContain(current?.value);
        return kills.get(call) === when;
      };
      service.kill = (_request: FakeRequest, when) => check(when);
      lock.kill = (_call, when) => check(when);
      service.startRotation(second);
      for (let attempt = 1; ; attempt += 1) {
        try {
          await wholeRotation(step);
          return attempt;
        } catch (error) {
          if (!(error instanceof Killed)) throw error;
        }
      }
    }

    it.each([true, false])("ends the same, with a value before: %s", async (hasCurrent) => {
      const calls = await callsOfRotation(hasCurrent);
      expect(calls).toBeGreaterThanOrEqual(10);
      for (let call = 0; call < calls; call += 1) {
        for (const when of ["before", "after"] as const) {
          const rotation = set(hasCurrent);
          const before = rotation.service.labelled("AWSCURRENT");
          expect(await rotateThrough(rotation, new Map([[call, when]])), `${when} call ${call}`).toBe(2);
          const { service, lock } = rotation;
          expect(service.labelled("AWSCURRENT")?.version).toBe(second);
          expect(service.labelled("AWSPREVIOUS")).toEqual(before);
          expect(lock.valid).toEqual([
            ...(before === undefined ? [] : [before.value]),
            service.labelled("AWSCURRENT")?.value,
          ]);
        }
      }
    });

    it("ends the same however often and wherever it is killed", async () => {
      const kill = fc.tuple(fc.nat(60), fc.constantFrom("before" as const, "after" as const));
      await fc.assert(
        fc.asyncProperty(fc.boolean(), fc.array(kill, { maxLength: 12 }), async (hasCurrent, kills) => {
          const rotation = set(hasCurrent);
          const before = rotation.service.labelled("AWSCURRENT");
          await rotateThrough(rotation, new Map(kills));
          const { service, lock } = rotation;
          const after = service.labelled("AWSCURRENT");
          expect(after?.version).toBe(second);
          expect(service.labelled("AWSPREVIOUS")).toEqual(before);
          expect(lock.valid).toContain(after?.value);
          expect(isToken(after?.value ?? "")).toBe(true);
        }),
        { numRuns: 150 },
      );
    });

    it("never changes a value that was written", async () => {
      const { service, step } = set();
      service.startRotation(second);
      let puts = 0;
      service.kill = ({ operation }, when) => operation === "PutSecretValue" && when === "after" && (puts += 1) === 1;
      await expect(step("createSecret")).rejects.toThrow(Killed);
      const written = service.versions.get(second)?.value;
      await wholeRotation(step);
      expect(service.labelled("AWSCURRENT")?.value).toBe(written);
    });
  });

  it("lets two invocations at once agree on one value", async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const { service, lock, step } = set();
        service.startRotation(second);
        service.delay = () => scheduler.schedule(Promise.resolve(), "request");
        const both = Promise.all([step("createSecret"), step("createSecret")]);
        await scheduler.waitFor(both);
        service.delay = () => Promise.resolve();
        const written = service.versions.get(second)?.value;
        for (const each of steps.slice(1)) await step(each);
        expect(service.labelled("AWSCURRENT")?.value).toBe(written);
        expect(lock.valid).toHaveLength(2);
      }),
      { numRuns: 50 },
    );
  });

  it("changes nothing once the version is in use", async () => {
    const { service, lock, step } = set();
    service.startRotation(second);
    await wholeRotation(step);
    const [requests, valid] = [service.requests.length, [...lock.valid]];
    const outcomes = [];
    for (const each of steps) outcomes.push(await step(each));
    expect(outcomes).toEqual(["already-current", "done", "done", "already-current"]);
    const operations = service.requests.slice(requests).map(({ operation }) => operation);
    expect(new Set(operations)).toEqual(new Set(["DescribeSecret", "GetSecretValue"]));
    expect(lock.valid).toEqual(valid);
  });

  it.each([
    ["nothing", false],
    ["the value in use", true],
  ])("has nothing to test while Secrets Manager tries out a schedule with %s", async (_what, hasCurrent) => {
    const { service, lock, step } = set(hasCurrent);
    const current = service.labelled("AWSCURRENT");
    service.startRotation(second);
    if (current?.value !== undefined) {
      service.versions.set(second, { value: current.value, stages: new Set(["AWSPENDING"]) });
    }
    expect(await step("testSecret")).toBe("nothing-to-test");
    expect(lock.calls).toBe(0);
    expect(service.labelled("AWSCURRENT")).toEqual(current);
  });

  it.each(["setSecret", "finishSecret"] as const)("does not go on to %s without a value", async (each) => {
    const { service, step } = set();
    service.startRotation(second);
    await expect(step(each)).rejects.toThrow(new RotationError("the pending version holds no value"));
    expect(service.labelled("AWSCURRENT")?.version).toBe(first);
  });

  it.each(steps)("refuses in %s what somebody else wrote", async (each) => {
    const { service, step } = set();
    service.startRotation(second);
    service.versions.set(second, { value: "hunter2", stages: new Set(["AWSPENDING"]) });
    await expect(step(each)).rejects.toThrow(new RotationError("the pending version is malformed"));
    expect(service.labelled("AWSCURRENT")?.version).toBe(first);
  });

  it("refuses a new value that is the old one", async () => {
    const { service, step } = set();
    service.startRotation(second);
    const value = service.labelled("AWSCURRENT")?.value ?? "";
    service.versions.set(second, { value, stages: new Set(["AWSPENDING"]) });
    for (const each of ["setSecret", "finishSecret"] as const) {
      await expect(step(each)).rejects.toThrow("the same as the current one");
    }
    expect(service.labelled("AWSCURRENT")?.version).toBe(first);
  });

  it("leaves the old value in use when the new one opens nothing", async () => {
    const { service, lock, step } = set();
    service.startRotation(second);
    await step("createSecret");
    await expect(step("testSecret")).rejects.toThrow("the pending value opens nothing");
    expect(service.labelled("AWSCURRENT")?.version).toBe(first);
    expect(lock.valid).toHaveLength(1);
  });

  it("refuses versions that are not pending, and secrets without a rotation", async () => {
    const { service, step } = set();
    await expect(step("createSecret")).rejects.toThrow("the version is none of the secret's");
    service.versions.set(second, { stages: new Set(["AWSPREVIOUS"]) });
    await expect(step("createSecret")).rejects.toThrow("the version is not pending");
    service.rotationEnabled = false;
    await expect(step("createSecret")).rejects.toThrow("the secret has no rotation");
    expect(service.requests.every(({ operation }) => operation === "DescribeSecret")).toBe(true);
  });

  it("passes on what Secrets Manager refuses", async () => {
    const { service, parts } = set();
    service.startRotation(second);
    const stranger = { Step: "createSecret" as const, SecretId: `${arn}x`, ClientRequestToken: second };
    await expect(rotate(stranger, parts)).rejects.toThrow("ResourceNotFoundException");
  });
});

describe("readEvent", { tags: ["DATA-20"] }, () => {
  const event = { Step: "createSecret", SecretId: arn, ClientRequestToken: second, RotationToken: "t" };

  it("takes what Secrets Manager sends", () => {
    expect(readEvent(event, secretArnPrefix)).toEqual({
      Step: "createSecret",
      SecretId: arn,
      ClientRequestToken: second,
    });
  });

  it.each([
    [{ ...event, Step: "create_secret" }, "Step"],
    [{ ...event, SecretId: 1 }, "SecretId"],
    [{ ...event, ClientRequestToken: "short" }, "ClientRequestToken"],
    [{}, "Step, SecretId, ClientRequestToken"],
    [null, "the event itself"],
  ])("refuses %j", (wrong, what) => {
    expect(() => readEvent(wrong, secretArnPrefix)).toThrow(
      new EventError(`the event is no step of a rotation: wrong are ${what}`),
    );
  });

  it("refuses a secret of somebody else", () => {
    for (const SecretId of [arn.replace("acme-dev", "acme-prod"), arn.replace("111111111111", "999999999999")]) {
      expect(() => readEvent({ ...event, SecretId }, secretArnPrefix)).toThrow("does not rotate");
    }
  });

  it("never takes anything else, and never throws anything else", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(() => readEvent(value, secretArnPrefix)).toThrow(EventError);
      }),
    );
  });
});
