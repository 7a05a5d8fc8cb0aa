import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { policyDocument, PolicyDocumentError, type PolicyStatement } from "./policyDocument.js";

const statement: PolicyStatement = { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const words = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 6 });

describe("policyDocument", () => {
  it("renders what AWS gives back: version first, lists sorted, lists of one unwrapped, no white space", () => {
    expect(
      policyDocument("bucketPolicy", "b", [
        {
          Sid: "One",
          Effect: "Deny",
          Principal: { Service: ["b.amazonaws.com", "a.amazonaws.com"], AWS: ["x"] },
          Action: ["s3:PutObject", "s3:GetObject", "s3:PutObject"],
          Resource: ["arn:aws:s3:::b"],
          Condition: { StringEquals: { "aws:SourceAccount": ["2", "1"] }, Bool: { "aws:SecureTransport": "false" } },
        },
        { ...statement, Principal: "*" },
      ]),
    ).toBe(
      '{"Version":"2012-10-17","Statement":[{"Sid":"One","Effect":"Deny",' +
        '"Principal":{"Service":["a.amazonaws.com","b.amazonaws.com"],"AWS":"x"},' +
        '"Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:aws:s3:::b",' +
        '"Condition":{"StringEquals":{"aws:SourceAccount":["1","2"]},"Bool":{"aws:SecureTransport":"false"}}},' +
        '{"Sid":"Read","Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}]}',
    );
  });

  it("leaves out what a statement does not have", () => {
    const trust = policyDocument("trustPolicy", "r", [
      { Sid: "Assume", Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
    expect(Object.keys((JSON.parse(trust) as { Statement: object[] }).Statement[0] ?? {})).toEqual([
      "Sid",
      "Effect",
      "Principal",
      "Action",
    ]);
  });

  it("does not depend on the order or the repetition of list entries", () => {
    fc.assert(
      fc.property(words, words, fc.integer(), (actions, values, seed) => {
        const shuffled = <T>(list: readonly T[]) =>
          [...list, ...list].toSorted((a, b) => (String(a).length * seed - String(b).length * seed) % 7);
        const render = (action: readonly string[], value: readonly string[]) =>
          policyDocument("rolePolicy", "r", [
            { ...statement, Action: action, Condition: { StringEquals: { "aws:PrincipalArn": value } } },
          ]);
        expect(render(shuffled(actions), shuffled(values))).toBe(render(actions, values));
      }),
    );
  });

  it.each([
    ["", 'rolePolicy of role "x": the statement id "" may hold letters and digits only.'],
    ["Read objects", 'rolePolicy of role "x": the statement id "Read objects" may hold letters and digits only.'],
    ["Read-objects", 'rolePolicy of role "x": the statement id "Read-objects" may hold letters and digits only.'],
  ])("refuses the statement id %j", (Sid, message) => {
    expect(() => policyDocument("rolePolicy", 'role "x"', [{ ...statement, Sid }])).toThrow(
      new PolicyDocumentError(message),
    );
  });

  it("writes exceptions of a Deny, and takes none of an Allow or beside a resource", () => {
    const deny = { Sid: "Read", Effect: "Deny" as const, Action: "s3:GetObject", NotResource: ["b", "a"] };
    expect(policyDocument("rolePolicy", 'role "x"', [deny])).toContain('"NotResource":["a","b"]}');
    for (const wrong of [
      { ...deny, Effect: "Allow" as const },
      { ...deny, Resource: "c" },
    ]) {
      expect(() => policyDocument("rolePolicy", 'role "x"', [wrong])).toThrow(
        new PolicyDocumentError(
          'rolePolicy of role "x": statement "Read" has NotResource, which only a Deny without Resource may have.',
        ),
      );
    }
    expect(() => policyDocument("rolePolicy", 'role "x"', [{ ...deny, NotResource: [] }])).toThrow("lists nothing");
  });

  it("refuses a statement id that stands twice", () => {
    expect(() => policyDocument("rolePolicy", 'role "x"', [statement, statement])).toThrow(
      new PolicyDocumentError('rolePolicy of role "x": the statement id "Read" stands twice.'),
    );
  });

  it.each([
    [{ Action: [] }, "Action"],
    [{ Resource: [] }, "Resource"],
    [{ Principal: { AWS: [] } }, "Principal AWS"],
    [{ Condition: { ArnNotEquals: { "aws:PrincipalArn": [] } } }, "Condition ArnNotEquals aws:PrincipalArn"],
  ])("refuses a list without entries: %j", (part, element) => {
    expect(() => policyDocument("keyPolicy", 'key "x"', [{ ...statement, ...part }])).toThrow(
      new PolicyDocumentError(`keyPolicy of key "x": ${element} of statement "Read" lists nothing.`),
    );
  });

  it.each([
    ["bucketPolicy", 20_480],
    ["keyPolicy", 32_768],
    ["endpointPolicy", 20_480],
    ["managedPolicy", 6_144],
    ["rolePolicy", 10_240],
    ["trustPolicy", 2_048],
    ["queuePolicy", 8_192],
    ["topicPolicy", 30_720],
  ] as const)("takes a %s of %i bytes and no more", (kind, maximum) => {
    const padded = (length: number) => policyDocument(kind, "x", [{ ...statement, Resource: "r".repeat(length) }]);
    const longest = maximum - padded(1).length + 1;
    expect(padded(longest)).toHaveLength(maximum);
    expect(() => padded(longest + 1)).toThrow(PolicyDocumentError);
  });

  it("says how large a document is, what AWS takes and what to change", () => {
    expect(() => policyDocument("trustPolicy", 'role "x"', [{ ...statement, Resource: "r".repeat(3_000) }])).toThrow(
      new PolicyDocumentError(
        'trustPolicy of role "x" has 3108 characters without white space; AWS takes 2048. ' +
          "Shorten the lists that feed it in the stack's config (roles, buckets, prefixes).",
      ),
    );
  });

  it("counts bytes, not characters", () => {
    expect(() => policyDocument("trustPolicy", "x", [{ ...statement, Resource: "é".repeat(1_000) }])).toThrow(
      PolicyDocumentError,
    );
  });
});
