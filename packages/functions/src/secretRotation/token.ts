import { randomBytes } from "node:crypto";
import * as z from "zod";

/** Bytes of a token, which nobody guesses. */
const tokenBytes = 32;

const schema = z.strictObject({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });

/** A new token, in the form that is kept: JSON with one member, so that readers need not change when a second comes. */
export function newToken(random: (bytes: number) => Buffer = randomBytes): string {
  return JSON.stringify({ token: random(tokenBytes).toString("base64url") });
}

/** Whether a text is a token in the form that is kept. Never throws, and says nothing about what the text holds. */
export function isToken(text: string): boolean {
  try {
    return schema.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}
