import { awsType } from "../../awsTypes.js";
import { defineWholeStackRule } from "../../defineRule.js";
import { read } from "../../known.js";
import { currentSettings } from "../../settings.js";

/** Keys of the account stack, by the last part of their aliases. */
const keys = ["audit", "evidence", "operations", "supply-chain", "volumes", "catalog", "backup"];

/** The account stack has its seven keys, each under the alias by which the other stack may find it. */
export const govAccountKeys = defineWholeStackRule({
  name: "gov-account-keys",
  stack: "account",
  check(stack, verdict) {
    const { project = "[a-z][a-z0-9-]*" } = currentSettings();
    const names = stack.ofType(awsType.alias).map(({ props }) => read(props, "name"));
    for (const key of keys) {
      const pattern = new RegExp(`^alias/${project}-account-${key}$`);
      if (names.some((name) => name.state === "known" && pattern.test(String(name.value)))) continue;
      if (names.some(({ state }) => state === "unknown")) {
        verdict.undecided(`whether an alias is that of the key ${key} cannot be known yet`);
        continue;
      }
      verdict.violation({
        property: `alias ${key}`,
        found: `no alias of the key ${key}`,
        expected: "the seven keys of the account",
        fix: `add an aws.kms.Key and an aws.kms.Alias with the name alias/<project>-account-${key}`,
      });
    }
  },
});
