import { describe, expect, it } from "vitest";
import { forEachWithLimit } from "./forEachWithLimit.js";

const never = new AbortController().signal;

describe("forEachWithLimit", () => {
  it("does everything once, never more than the limit at a time", async () => {
    const done: number[] = [];
    let atOnce = 0;
    let most = 0;
    await forEachWithLimit([1, 2, 3, 4, 5, 6, 7], 3, never, async (item) => {
      most = Math.max(most, ++atOnce);
      await new Promise((resolve) => setTimeout(resolve, 1));
      atOnce -= 1;
      done.push(item);
    });
    expect(done.sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(most).toBe(3);
  });

  it("begins nothing after a failure, and reports the first", async () => {
    const begun: number[] = [];
    await expect(
      forEachWithLimit([1, 2, 3, 4], 1, never, (item) => {
        begun.push(item);
        return item === 2 ? Promise.reject(new Error("two")) : Promise.resolve();
      }),
    ).rejects.toThrow("two");
    expect(begun).toEqual([1, 2]);
  });

  it("begins nothing after the signal", async () => {
    const controller = new AbortController();
    const begun: number[] = [];
    await forEachWithLimit([1, 2, 3, 4], 1, controller.signal, (item) => {
      begun.push(item);
      if (item === 2) controller.abort();
      return Promise.resolve();
    });
    expect(begun).toEqual([1, 2]);
  });
});
