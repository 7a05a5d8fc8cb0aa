import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { credentialIn, isCredentialVariable } from "../../inlineSecrets.js";
import { read, readEach, type Read } from "../../known.js";
import type { Verdict } from "../../verdict.js";

/** Where maps of environment variables stand, by type. */
const variables: Readonly<Record<string, readonly string[]>> = {
  [awsType.function]: ["environment.variables"],
  [awsType.model]: ["primaryContainer.environment", "containers[].environment"],
};

/** Where scripts stand, by type; those in base 64 are read as well. */
const scripts: Readonly<Record<string, readonly string[]>> = {
  [awsType.instance]: ["userData", "userDataBase64"],
  [awsType.launchTemplate]: ["userData"],
};

/** Arguments that hold the value of a secret, which then stands in the stack's state: write-only ones too. */
const values: Readonly<Record<string, readonly string[]>> = {
  [awsType.secretVersion]: ["secretString", "secretBinary", "secretStringWo"],
};

/**
 * No credential stands in the program, and so in its state, in a function's variables, in a model's environment, in a
 * machine's script or in a plain parameter.
 *
 * @see AWS, "AWS Secrets Manager best practices":
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html
 */
export const dataNoInlineSecrets = defineResourceRule({
  name: "data-no-inline-secrets",
  types: [...Object.keys(variables), ...Object.keys(scripts), ...Object.keys(values), awsType.parameter],
  check({ type, props }, verdict) {
    for (const path of variables[type] ?? []) {
      for (const map of readEach(props, path)) judgeVariables(map, path, verdict);
    }
    for (const path of scripts[type] ?? []) judgeScript(read(props, path), path, verdict);
    for (const path of values[type] ?? []) {
      if (read(props, path).state !== "absent") refuse(path, `a value in ${path}`, verdict);
    }
    if (type === awsType.parameter) judgeParameter(props, verdict);
  },
});

function judgeVariables(map: Read, path: string, verdict: Verdict): void {
  if (map.state === "unknown") verdict.undecided(`${path} cannot be known yet`);
  if (map.state !== "known" || typeof map.value !== "object" || map.value === null) return;
  for (const name of Object.keys(map.value)) {
    const value = read(map.value, [name]);
    // What is not known yet comes from another resource, which makes no credentials.
    if (value.state !== "known" || typeof value.value !== "string") continue;
    const what = isCredentialVariable(name, value.value) ? "a credential" : credentialIn(value.value);
    if (what !== undefined) refuse(`${path} ${name}`, `${what} in the variable ${name}`, verdict);
  }
}

function judgeScript(script: Read, path: string, verdict: Verdict): void {
  if (script.state === "unknown") verdict.undecided(`${path} cannot be known yet`);
  if (script.state !== "known" || typeof script.value !== "string") return;
  const decoded = Buffer.from(script.value, "base64").toString("utf8");
  const what = credentialIn(script.value) ?? credentialIn(decoded);
  if (what !== undefined) refuse(path, `${what} in ${path}`, verdict);
}

/** A parameter that is encrypted has its value in the state all the same; a plain one must hold no credential. */
function judgeParameter(props: unknown, verdict: Verdict): void {
  const type = read(props, "type");
  if (type.state === "unknown") verdict.undecided("type cannot be known yet");
  if (type.state !== "known") return;
  for (const path of ["value", "insecureValue", "valueWo"]) {
    const value = read(props, path);
    if (value.state === "absent") continue;
    if (type.value === "SecureString") {
      refuse(path, `a secret in ${path}`, verdict);
      continue;
    }
    if (value.state === "unknown") continue;
    const name = read(props, "name");
    const last = name.state === "known" ? String(name.value).slice(String(name.value).lastIndexOf("/") + 1) : "";
    const what = isCredentialVariable(last, String(value.value)) ? "a credential" : credentialIn(String(value.value));
    if (what !== undefined)
      refuse(path, `${what} in a parameter that everybody reads who may read parameters`, verdict);
  }
}

function refuse(property: string, found: string, verdict: Verdict): void {
  verdict.violation({
    property,
    found,
    expected: "no credential in the program and its state",
    fix: "keep it in Secrets Manager, with a value that comes from the service or from a rotation, and read it at run time",
  });
}
