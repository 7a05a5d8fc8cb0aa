// Takes every condition of every rule away in turn, and asks whether a test of the rule notices: pnpm test:rules. A run over
// all rules takes hours; for one rule: pnpm test:rules --mutate policy-pack/src/rules/data/kmsRotation.ts
const others = [
  "ArithmeticOperator",
  "ArrayDeclaration",
  "ArrowFunction",
  "AssignmentOperator",
  "BlockStatement",
  "BooleanLiteral",
  "EqualityOperator",
  "LogicalOperator",
  "MethodExpression",
  "ObjectLiteral",
  "OptionalChaining",
  "Regex",
  "StringLiteral",
  "UnaryOperator",
  "UpdateOperator",
];

export default {
  mutate: ["policy-pack/src/rules/**/*.ts", "!policy-pack/src/rules/index.ts", "!policy-pack/src/rules/**/*.test.ts"],
  mutator: { excludedMutations: others },
  plugins: ["@stryker-mutator/vitest-runner"],
  testRunner: "vitest",
  vitest: { configFile: "vitest.rules.config.ts" },
  reporters: ["clear-text"],
  // A survivor fails the run.
  thresholds: { high: 100, low: 100, break: 100 },
  // Results are kept, so that a run after a change asks about that change.
  incremental: true,
  incrementalFile: ".stryker/incremental.json",
  tempDirName: ".stryker/sandbox",
  ignorePatterns: ["docs", "examples", "tests"],
};
