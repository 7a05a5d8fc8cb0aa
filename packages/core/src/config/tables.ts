import { z } from "zod";
import { asList, asMap, mapsIn, repeatedName, type ConfigProblem } from "./given.js";
import { uniqueList } from "./uniqueList.js";
import { wholeNumber } from "./wholeNumber.js";

/** Roles that move data, by what they are for. */
const dataRole = z.enum(["ingest", "etl", "labels", "erasure"], "must be one of ingest, etl, labels, erasure");

const attribute = z.string().min(1, "must have 1 to 255 characters").max(255, "must have 1 to 255 characters");

/** Keys of the platform stack's config that say which DynamoDB tables there are. */
export const tableShape = {
  tables: z
    .array(
      z.strictObject({
        name: z
          .string()
          .regex(
            /^[a-z][a-z0-9-]{1,62}$/,
            "must be 2 to 63 lower-case letters, digits or hyphens, starting with a letter",
          )
          .describe("Short name, 2 to 63 lower-case characters; the table is `<project>-<environment>-<name>`."),
        partitionKey: attribute.describe("Attribute, a text, by which items are spread."),
        sortKey: attribute.optional().describe("Attribute, a text, by which items of one partition key are sorted."),
        timeToLiveAttribute: attribute
          .optional()
          .describe("Attribute with the time, in seconds since 1970, after which DynamoDB deletes an item."),
        dataSets: uniqueList(z.string(), 0, "data set")
          .default([])
          .describe("Names of the `dataSets` that its items hold parts of; none for no data of any."),
        readers: uniqueList(dataRole, 0, "role").default([]).describe("Data roles that read items."),
        writers: uniqueList(dataRole, 0, "role")
          .default([])
          .describe("Data roles that add, change and delete items; none reads them unless it is a reader too."),
      }),
    )
    .default([])
    .describe("DynamoDB tables. Nobody but the listed roles reaches their items, and those only from the network."),
  tableRecoveryDays: wholeNumber(1, 35, "days")
    .default(35)
    .describe("Days to each second of which tables can be restored, 1 to 35."),
};

/**
 * What is wrong with the tables of a config, besides the form of single values.
 *
 * @param config the whole config, of whatever form: what is malformed has been reported already and is passed over
 * @returns each problem with the key that it is about; empty when there is none
 */
export function tableProblems(config: object): readonly ConfigProblem[] {
  const { tables, dataSets } = config as { readonly tables?: unknown; readonly dataSets?: unknown };
  const known = new Map(mapsIn(dataSets).map(({ name, regimes }) => [name, Object.keys(asMap(regimes)).length > 0]));
  const given = mapsIn(tables);
  const names = given.map(({ name }) => name);
  return given.flatMap((table, index) => {
    const { partitionKey, sortKey, timeToLiveAttribute, readers, writers } = table;
    const held = asList(table["dataSets"]);
    const at = (key: string, message: string): ConfigProblem => ({ path: ["tables", index, key], message });
    const isEmpty = (list: unknown): boolean => list === undefined || (Array.isArray(list) && list.length === 0);
    return [
      ...repeatedName(["tables"], names, index),
      ...(sortKey === undefined || sortKey !== partitionKey ? [] : [at("sortKey", "must differ from partitionKey")]),
      ...(timeToLiveAttribute === undefined || ![partitionKey, sortKey].includes(timeToLiveAttribute)
        ? []
        : [at("timeToLiveAttribute", "must be no key: keys are texts and the time is a number")]),
      ...held
        .filter((dataSet) => !known.has(dataSet))
        .map((dataSet) =>
          at("dataSets", `must name data sets of this config; dataSets has no ${JSON.stringify(dataSet)}`),
        ),
      ...(timeToLiveAttribute === undefined && held.some((dataSet) => known.get(dataSet) === true)
        ? [at("timeToLiveAttribute", "must be given, since dataSets holds personal data: nothing else ends an item")]
        : []),
      ...(isEmpty(readers) && isEmpty(writers)
        ? [at("readers", "must name a role, or writers must: nobody could use the table")]
        : []),
    ];
  });
}
