import { platformConfigSchema } from "./platformConfig.js";

/** The least that the platform's settings may be. */
export const sound = {
  project: "acme",
  accountId: "111111111111",
  owner: "ml-platform",
  costCenter: "4711",
  region: "eu-central-1",
  network: { cidrBlock: "10.64.0.0/16", zoneIds: ["euc1-az1", "euc1-az2"] },
  alerts: { emails: ["ml-platform@example.com"] },
};

/** What is wrong with them under some changes, as `<key> <message>`. */
export function problemsOf(changes: object): readonly string[] {
  const { error } = platformConfigSchema.safeParse({ ...sound, ...changes });
  return error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`) ?? [];
}
