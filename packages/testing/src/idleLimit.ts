/** Ends the wait for a program that waits for something that never happens, instead of waiting with it. */
export class IdleLimit {
  readonly #seconds: number;
  #idleTicks = 0;

  /** @param seconds how long nothing may happen */
  constructor(seconds: number) {
    this.#seconds = seconds;
  }

  /** Something happened. */
  progress(): void {
    this.#idleTicks = 0;
  }

  /**
   * Waits for a body that must not idle.
   *
   * @param body what to wait for
   * @param waiting names what the program waits for, for the message
   * @throws Error when nothing happened for too long
   */
  async during<Result>(body: () => Promise<Result>, waiting: () => readonly string[]): Promise<Result> {
    const ticksPerSecond = 10;
    let timer: NodeJS.Timeout | undefined;
    const idle = new Promise<never>((_resolve, reject) => {
      // Ticks are counted instead of time, so that a program that computes for long is not taken for an idle one.
      timer = setInterval(() => {
        this.#idleTicks++;
        if (this.#idleTicks > this.#seconds * ticksPerSecond) {
          const names = waiting();
          reject(
            new Error(
              `The program has not ended, and nothing has happened for ${this.#seconds} seconds. ` +
                (names.length === 0 ? "It awaits a promise of its own." : `These still wait: ${names.join(", ")}`),
            ),
          );
        }
      }, 1000 / ticksPerSecond);
    });
    try {
      return await Promise.race([body(), idle]);
    } finally {
      clearInterval(timer);
    }
  }
}
