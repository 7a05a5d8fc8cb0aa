import * as pulumi from "@pulumi/pulumi";

/**
 * Collects everything that is wrong with a component's arguments and throws once, before any child is made.
 *
 * @example
 * new ArgsCheck(this, `SecureBucket "${name}"`).intRange("noncurrentDays", days, 1, 3650, "days").done();
 */
export class ArgsCheck {
  readonly #resource: pulumi.Resource;
  readonly #subject: string;
  readonly #problems: string[] = [];

  constructor(resource: pulumi.Resource, subject: string) {
    this.#resource = resource;
    this.#subject = subject;
  }

  /** `value` must be a whole number from `minimum` to `maximum`. */
  intRange(argument: string, value: number, minimum: number, maximum: number, unit: string): this {
    return this.that(
      Number.isInteger(value) && value >= minimum && value <= maximum,
      argument,
      `must be a whole number of ${unit} from ${minimum} to ${maximum}`,
      value,
    );
  }

  /** `value` must be one of `allowed`. */
  oneOf<T>(argument: string, value: T, allowed: readonly T[]): this {
    return this.that(allowed.includes(value), argument, `must be one of ${allowed.join(", ")}`, value);
  }

  /** `value` must hold at least one element. */
  notEmpty(argument: string, value: readonly unknown[]): this {
    return this.that(value.length > 0, argument, "must not be empty", value);
  }

  /** States any other expectation, as a phrase that follows the argument's name. */
  that(holds: boolean, argument: string, expectation: string, value?: unknown): this {
    if (!holds) {
      const given = value === undefined ? "" : `, but is ${JSON.stringify(value)}`;
      this.#problems.push(`${argument} ${expectation}${given}`);
    }
    return this;
  }

  /**
   * @throws pulumi.ResourceError with all problems, if there are any; the engine prints its message only
   */
  done(): void {
    if (this.#problems.length > 0) {
      throw new pulumi.ResourceError(`${this.#subject}: ${this.#problems.join("; ")}.`, this.#resource, true);
    }
  }
}
