import type { PolicyResource } from "@pulumi/policy";
import { evaluateRule, resource, unknown, type RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "./awsTypes.js";
import { companionsOf, dependenciesOf, linkTo, listHolds } from "./links.js";
import { StackView } from "./stackView.js";

const bucket = resource(awsType.bucket, "raw", { bucket: "acme-raw" });
const other = resource(awsType.bucket, "other", { bucket: "acme-other" });
const late = resource(awsType.bucket, "late", { bucket: unknown });
const key = resource(awsType.key, "key");

function policy(
  name: string,
  value: unknown,
  from: readonly RecordedResource[] = [],
  parent?: RecordedResource,
): RecordedResource {
  const propertyDependencies = { bucket: from, policy: [key] };
  const options = { propertyDependencies, ...(parent === undefined ? {} : { parent }) };
  return resource(awsType.bucketPolicy, name, { bucket: value }, options);
}

/** Runs something with the resources as a stack rule sees them. */
async function seen<T>(resources: readonly RecordedResource[], ask: (stack: StackView) => T): Promise<T> {
  const answers: T[] = [];
  await evaluateRule(
    {
      name: "ask",
      description: "",
      validateStack: (args) => {
        answers.push(ask(new StackView(args.resources)));
      },
    },
    resources,
  );
  const [answer] = answers;
  if (answer === undefined) throw new Error("not asked");
  return answer;
}

const find = (stack: StackView, name: string): PolicyResource => {
  const found = stack.resources.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};

describe("linkTo", () => {
  it.each([
    ["a known name", policy("p", "acme-raw"), "raw", "linked"],
    ["another known name, even with the dependency", policy("p", "acme-raw-logs", [bucket]), "raw", "apart"],
    ["an unknown name that comes from it", policy("p", unknown, [bucket]), "raw", "linked"],
    ["an unknown name that comes from another", policy("p", unknown, [other]), "raw", "apart"],
    ["an unknown name that comes from nowhere", policy("p", unknown), "raw", "unknown"],
    ["an unknown name that comes from something else", policy("p", unknown, [key]), "raw", "unknown"],
    ["an unknown name below it", policy("p", unknown, [], bucket), "raw", "linked"],
    ["no name", policy("p", undefined, [bucket]), "raw", "apart"],
    ["a known name, where the bucket's own is not, with the dependency", policy("p", "x", [late]), "late", "linked"],
    ["a known name, where the bucket's own is not", policy("p", "x"), "late", "apart"],
    ["two unknown names, which are never compared", policy("p", unknown), "late", "unknown"],
  ])("%s", async (_case, companion, target, expected) => {
    const link = await seen([bucket, other, late, key, companion], (stack) =>
      linkTo(find(stack, "p"), "bucket", find(stack, target), ["bucket"]),
    );
    expect(link).toBe(expected);
  });

  it("goes by dependencies while one of the identities is unknown", async () => {
    const vpc = resource(awsType.vpc, "vpc", {}, { outputs: { id: "vpc-1", arn: unknown } });
    const subnet = resource(awsType.subnet, "subnet", { vpcId: "arn" }, { propertyDependencies: { vpcId: [vpc] } });
    const link = await seen([vpc, subnet], (stack) =>
      linkTo(find(stack, "subnet"), "vpcId", find(stack, "vpc"), ["id", "arn"]),
    );
    expect(link).toBe("linked");
  });

  it("takes any of the identities", async () => {
    const vpc = resource(awsType.vpc, "vpc", {}, { outputs: { id: "vpc-1", arn: "arn:vpc-1" } });
    const subnet = resource(awsType.subnet, "subnet", { vpcId: "arn:vpc-1" });
    const links = await seen([vpc, subnet], (stack) =>
      [["id"], ["id", "arn"]].map((identities) =>
        linkTo(find(stack, "subnet"), "vpcId", find(stack, "vpc"), identities),
      ),
    );
    expect(links).toEqual(["apart", "linked"]);
  });
});

describe("companionsOf", () => {
  it("parts what refers from what may refer", async () => {
    const policies = [
      policy("a", "acme-raw"),
      policy("b", "acme-other"),
      policy("c", unknown),
      policy("d", unknown, [bucket]),
    ];
    const names = await seen([bucket, other, key, ...policies], (stack) => {
      const { linked, floating } = companionsOf(stack, find(stack, "raw"), awsType.bucketPolicy, "bucket", ["bucket"]);
      return { linked: linked.map(({ name }) => name), floating: floating.map(({ name }) => name) };
    });
    expect(names).toEqual({ linked: ["a", "d"], floating: ["c"] });
  });

  it("looks at one type only", async () => {
    const { linked } = await seen([bucket, key, policy("a", "acme-raw")], (stack) =>
      companionsOf(stack, find(stack, "raw"), awsType.bucketVersioning, "bucket", ["bucket"]),
    );
    expect(linked).toEqual([]);
  });
});

describe("dependenciesOf", () => {
  it("gives those of the property that a path begins with", async () => {
    const names = await seen([bucket, key, policy("p", "acme-raw", [bucket])], (stack) =>
      ["bucket", "policy.Statement", "tags"].map((path) =>
        dependenciesOf(find(stack, "p"), path).map(({ name }) => name),
      ),
    );
    expect(names).toEqual([["raw"], ["key"], []]);
  });
});

describe("listHolds", () => {
  it.each([
    [{ list: ["a", "b"] }, { state: "known", value: true }],
    [{ list: ["a"] }, { state: "known", value: false }],
    [{ list: [] }, { state: "known", value: false }],
    [{}, { state: "known", value: false }],
  ])("%j", (container, expected) => {
    expect(listHolds(container, "list", (value) => value === "b")).toEqual(expected);
  });

  it("waits for an unknown element only when the others do not settle it", async () => {
    const withUnknown = resource("t:t:T", "t", { decided: ["b", unknown], open: ["a", unknown], whole: unknown });
    const answers = await seen([withUnknown], (stack) => {
      const { props } = find(stack, "t");
      return ["decided", "open", "whole"].map((path) => listHolds(props, path, (value) => value === "b"));
    });
    expect(answers).toEqual([
      { state: "known", value: true },
      { state: "unknown", path: "open.1" },
      { state: "unknown", path: "whole" },
    ]);
  });
});
