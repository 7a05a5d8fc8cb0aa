import { evaluateRule, resource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { StackView, urnPlace } from "./stackView.js";

describe("urnPlace", () => {
  it("reads stack and project, whatever the chain of types", () => {
    const urn = "urn:pulumi:dev::secure-ml-account::secure-ml:data:SecureBucket$aws:s3/bucket:Bucket::a::b";
    expect(urnPlace(urn)).toEqual({ stack: "dev", project: "secure-ml-account" });
    expect(urnPlace("")).toEqual({ stack: "", project: "" });
  });
});

describe("StackView", () => {
  it("finds resources by type, and the stack's own URN", async () => {
    const resources = [resource("a:a:A", "one"), resource("b:b:B", "two"), resource("a:a:A", "three")];
    const found: unknown[] = [];
    await evaluateRule(
      {
        name: "look",
        description: "",
        validateStack(args) {
          const stack = new StackView(args.resources);
          found.push(
            stack.ofType("a:a:A").map(({ name }) => name),
            stack.ofType("b:b:B", "a:a:A").length,
          );
          found.push(stack.ofType("c:c:C"), stack.rootUrn);
        },
      },
      resources,
    );
    expect(found).toEqual([["one", "three"], 3, [], "urn:pulumi:stack::project::pulumi:pulumi:Stack::project-stack"]);
  });
});
