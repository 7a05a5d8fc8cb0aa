/**
 * Makes customers for the example, none of whom exist:
 *
 *   node examples/churn/makeData.ts <folder>
 *
 * The same files every time, so that a model can be made again. Folders are named as the zone `raw` of the platform wants them.
 */
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { contracts, toCsv, type LabelledCustomer } from "./src/customer.ts";
import { write } from "./src/files.ts";

/**
 * Files of the example by their key in the zone `raw`: customers to learn from, and customers that are held out. The
 * platform's data jobs check them and put them where pipelines look.
 */
export function dataFiles(): ReadonlyMap<string, string> {
  const random = generator(20_260_101);
  const some = (count: number): string => toCsv(Array.from({ length: count }, () => customer(random)));
  return new Map([
    ["raw/intake/churn/customers.csv", some(2000)],
    ["raw/label-sources/churn/customers.csv", some(1000)],
  ]);
}

/** Somebody whose outcome follows from what is known of them, and from chance. */
function customer(random: () => number): LabelledCustomer {
  const contract = contracts[Math.floor(random() * contracts.length)] ?? "monthly";
  const tenure_months = Math.floor(random() * 72);
  const monthly_charge = Math.round((20 + random() * 100) * 100) / 100;
  const support_calls = Math.floor(random() ** 2 * 10);
  const pull = { monthly: 1.6, yearly: 0, "two-year": -1.6 }[contract];
  const odds = pull - 0.05 * (tenure_months - 36) + 0.03 * (monthly_charge - 70) + 0.7 * (support_calls - 3);
  return {
    tenure_months,
    monthly_charge,
    support_calls,
    contract,
    outcome: random() < 1 / (1 + Math.exp(-odds)) ? "leave" : "stay",
  };
}

/** Numbers from 0 to below 1 that look like chance and are the same on every machine (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) {
    console.error("Name a folder: node examples/churn/makeData.ts <folder>");
    process.exitCode = 2;
  } else {
    for (const [key, text] of dataFiles()) {
      write(join(folder, key), text);
      console.log(join(folder, key));
    }
  }
}
