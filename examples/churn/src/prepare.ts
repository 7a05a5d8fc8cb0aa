import { join } from "node:path";
import { toCsv } from "./customer.ts";
import { readCustomers, write } from "./files.ts";

/**
 * Prepares the data set: keeps each customer once, so that copies do not weigh more than others.
 *
 * @param root `/opt/ml` in a container of a processing job
 */
export function prepare(root: string): void {
  const customers = readCustomers(join(root, "processing/input/data"));
  const kept = [...new Map(customers.map((customer) => [JSON.stringify(customer), customer])).values()];
  write(join(root, "processing/output/train/part-0.csv"), toCsv(kept));
  console.log(`prepared ${kept.length} of ${customers.length} customers`);
}
