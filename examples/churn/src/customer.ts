/** Columns of a file with customers, in this order. */
export const columns = ["tenure_months", "monthly_charge", "support_calls", "contract", "outcome"] as const;

/** Contracts that a customer can have. */
export const contracts = ["monthly", "yearly", "two-year"] as const;

/** What a customer does in the end; the model says which. */
export const outcomes = ["stay", "leave"] as const;

/** What is known of a customer before the outcome is. */
export interface Customer {
  /** Months since the contract began, 0 to 600. */
  readonly tenure_months: number;
  /** What is paid each month, 0 to 10,000. */
  readonly monthly_charge: number;
  /** Calls for help in the last year, 0 to 1,000. */
  readonly support_calls: number;
  readonly contract: (typeof contracts)[number];
}

/** A customer whose outcome is known. */
export interface LabelledCustomer extends Customer {
  readonly outcome: (typeof outcomes)[number];
}

const limits = { tenure_months: 600, monthly_charge: 10_000, support_calls: 1000 } as const;

/** Names of the numbers that {@link features} gives, in their order. */
export const featureNames = ["tenure_months", "monthly_charge", "support_calls", "contract_monthly", "contract_yearly"];

/** A customer as numbers. Of the contracts, the third is what the others are compared with. */
export function features(customer: Customer): readonly number[] {
  return [
    customer.tenure_months,
    customer.monthly_charge,
    customer.support_calls,
    customer.contract === "monthly" ? 1 : 0,
    customer.contract === "yearly" ? 1 : 0,
  ];
}

/**
 * Reads a customer, as the request schema of the model describes one.
 *
 * @returns undefined for anything else: a field too many, one too few, or a value out of its limits
 */
export function customerFrom(value: unknown): Customer | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const { tenure_months, monthly_charge, support_calls, contract } = value as Record<string, unknown>;
  const isWithin = (number: unknown, maximum: number): number is number =>
    typeof number === "number" && number >= 0 && number <= maximum;
  const known = contracts.find((candidate) => candidate === contract);
  return Object.keys(value).length === 4 &&
    isWithin(tenure_months, limits.tenure_months) &&
    Number.isInteger(tenure_months) &&
    isWithin(monthly_charge, limits.monthly_charge) &&
    isWithin(support_calls, limits.support_calls) &&
    Number.isInteger(support_calls) &&
    known !== undefined
    ? { tenure_months, monthly_charge, support_calls, contract: known }
    : undefined;
}

/** Writes customers as a file of comma-separated values with a header. */
export function toCsv(customers: readonly LabelledCustomer[]): string {
  const rows = customers.map((customer) => columns.map((column) => customer[column]).join(","));
  return `${[columns.join(","), ...rows].join("\n")}\n`;
}

/**
 * Reads such a file, and nothing that is only nearly one: a model that learns from half-read data is worse than none.
 *
 * @param name of the file, for errors
 * @throws Error with the file and the line; never with what stands there, since logs are no place for data
 */
export function fromCsv(name: string, text: string): readonly LabelledCustomer[] {
  const [header, ...rows] = text.replace(/\r?\n$/, "").split(/\r?\n/);
  if (header !== columns.join(",")) throw new Error(`${name}: the first line must be ${columns.join(",")}`);
  return rows.map((row, index) => {
    const [tenure = "", charge = "", calls = "", contract, outcome, ...more] = row.split(",");
    const customer = customerFrom({
      tenure_months: numberFrom(tenure),
      monthly_charge: numberFrom(charge),
      support_calls: numberFrom(calls),
      contract,
    });
    const known = outcomes.find((candidate) => candidate === outcome);
    if (customer === undefined || known === undefined || more.length > 0) {
      throw new Error(`${name}: line ${index + 2} is no customer`);
    }
    return { ...customer, outcome: known };
  });
}

/** `Number` alone takes an empty text for 0, and knows hexadecimal digits. */
function numberFrom(text: string): number | undefined {
  return /^\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : undefined;
}
