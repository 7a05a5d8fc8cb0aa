import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fromCsv, type LabelledCustomer } from "./customer.ts";

/**
 * Reads all customers of a folder.
 *
 * @throws Error when there is no file with customers, or one that holds something else
 */
export function readCustomers(folder: string): readonly LabelledCustomer[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".csv"));
  const customers = names.sort().flatMap((name) => fromCsv(name, readFileSync(join(folder, name), "utf8")));
  if (customers.length === 0) throw new Error(`${folder} holds no customers in files *.csv.`);
  return customers;
}

/** Writes a file, and makes its folder where it is missing. */
export function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
