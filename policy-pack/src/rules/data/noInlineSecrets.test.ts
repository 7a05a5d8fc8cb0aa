import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataNoInlineSecrets as rule } from "./noInlineSecrets.js";

const lambda = (variables: unknown) => resource(awsType.function, "it", { environment: { variables } });
const places: readonly (readonly [string, (variables: unknown) => ReturnType<typeof lambda>, string])[] = [
  ["a function", lambda, "environment.variables"],
  [
    "a model's container",
    (environment) => resource(awsType.model, "it", { primaryContainer: { environment } }),
    "primaryContainer.environment",
  ],
  [
    "one of a model's containers",
    (environment) => resource(awsType.model, "it", { containers: [{}, { environment }] }),
    "containers[].environment",
  ],
];
const key = ["AKIA", "IOSFODNN7EXAMPLE"].join("");
const privateKey = ["-----BEGIN RSA PRIVATE", "KEY-----"].join(" ");
const expectation =
  "expected no credential in the program and its state; fix: keep it in Secrets Manager, with a value that comes from the service or from a rotation, and read it at run time";
const scripts: readonly (readonly [string, string])[] = [
  [awsType.instance, "userData"],
  [awsType.instance, "userDataBase64"],
  [awsType.launchTemplate, "userData"],
];

describe("data-no-inline-secrets", { tags: ["DATA-19"] }, () => {
  describe.each(places)("in the variables of %s", (_name, make, path) => {
    it("passes what is no credential", async () => {
      const variables = {
        LOG_LEVEL: "INFO",
        TOKEN_ARN: "arn:aws:secretsmanager:eu-central-1:111111111111:secret:acme-dev-token-AbCdEf",
        SECRET_NAME: "acme-dev-token",
        TOKEN_TTL: "300",
        API_KEY: "",
        DB_SECRET: "arn:aws:secretsmanager:eu-central-1:111111111111:secret:x",
        ENDPOINT: "https://example.com/path",
      };
      expect(await reports(rule, [make(variables)])).toEqual([]);
      expect(await reports(rule, [make(undefined)])).toEqual([]);
    });

    it.each([
      ["DB_PASSWORD", "hunter2", "a credential"],
      ["apiKey", "abc", "a credential"],
      ["SETTING", key, "an access key of AWS"],
      ["SETTING", privateKey, "a private key"],
      ["DATABASE", "postgres://user:hunter2@host/db", "an address with a password"],
      ["SETTING", ["ghp", "a".repeat(36)].join("_"), "a token of GitHub"],
      ["SETTING", ["xoxb", "0123456789"].join("-"), "a token of Slack"],
      ["SETTING", `eyJ${"a".repeat(12)}.eyJ${"b".repeat(12)}.c`, "a JSON web token"],
      ["OPTIONS", "user=me password=hunter22", "a password"],
    ])("violates with %s", async (name, value, what) => {
      const lines = await reports(rule, [make({ [name]: value })]);
      expect(lines).toEqual([`mandatory it: found ${what} in the variable ${name}; ${expectation}`]);
      // A message must not carry on what it warns of.
      expect(lines.join()).not.toContain(value);
    });

    it("passes a value that another resource gives, and cannot decide an unknown map", async () => {
      expect(await reports(rule, [make({ DB_PASSWORD: unknown })])).toEqual([]);
      expect(await reports(rule, [make(unknown)])).toEqual([`advisory it: undecided: ${path} cannot be known yet`]);
    });

    itHonoursExemptions(rule, [make({ DB_PASSWORD: "hunter2" })]);
  });

  describe.each(scripts)("in a script of %s %s", (type, path) => {
    const script = (text: unknown) => resource(type, "it", { [path]: text });

    it("judges it as text and in base 64", async () => {
      const bad = `#!/bin/sh\nexport AWS_ACCESS_KEY_ID=${key}\n`;
      const line = `mandatory it: found an access key of AWS in ${path}; ${expectation}`;
      expect(await reports(rule, [script(bad)])).toEqual([line]);
      expect(await reports(rule, [script(Buffer.from(bad).toString("base64"))])).toEqual([line]);
      expect(await reports(rule, [script("#!/bin/sh\necho hello\n")])).toEqual([]);
      expect(await reports(rule, [script(undefined)])).toEqual([]);
      expect(await reports(rule, [script(unknown)])).toEqual([`advisory it: undecided: ${path} cannot be known yet`]);
    });
  });

  it.each(["secretString", "secretBinary", "secretStringWo"])(
    "refuses a version with a %s, known or not",
    async (path) => {
      for (const value of ["hunter2", unknown]) {
        expect(await reports(rule, [resource(awsType.secretVersion, "it", { secretId: "s", [path]: value })])).toEqual([
          `mandatory it: found a value in ${path}; ${expectation}`,
        ]);
      }
      expect(await reports(rule, [resource(awsType.secretVersion, "it", { secretId: "s" })])).toEqual([]);
    },
  );

  describe("in a parameter", () => {
    const parameter = (inputs: Readonly<Record<string, unknown>>) =>
      resource(awsType.parameter, "it", { type: "String", name: "/acme/dev/setting", ...inputs });

    it("passes settings", async () => {
      expect(await reports(rule, [parameter({ value: "on" })])).toEqual([]);
      expect(await reports(rule, [parameter({ value: unknown })])).toEqual([]);
    });

    it.each([
      [{ name: "/acme/dev/db-password", value: "x" }, "a credential"],
      [{ value: key }, "an access key of AWS"],
      [{ insecureValue: key }, "an access key of AWS"],
    ])("violates with %j", async (inputs, what) => {
      expect(await reports(rule, [parameter(inputs)])).toEqual([
        `mandatory it: found ${what} in a parameter that everybody reads who may read parameters; ${expectation}`,
      ]);
    });

    it.each(["value", "valueWo"])("refuses the %s of an encrypted one, which stands in the state", async (path) => {
      expect(await reports(rule, [parameter({ type: "SecureString", [path]: unknown })])).toEqual([
        `mandatory it: found a secret in ${path}; ${expectation}`,
      ]);
    });

    it("cannot decide an unknown type", async () => {
      expect(await reports(rule, [parameter({ type: unknown, value: "x" })])).toEqual([
        "advisory it: undecided: type cannot be known yet",
      ]);
    });
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });
});
