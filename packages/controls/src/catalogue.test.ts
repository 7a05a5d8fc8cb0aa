import { describe, expect, it } from "vitest";
import type { Control, ControlId, Severity } from "./index.js";
import { catalogue, controlById, defineControl, ruleControls } from "./index.js";

const controls: readonly Control[] = catalogue;

/** Values that occur more than once. */
function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

/** Ids of the controls that a predicate holds for. */
function idsWhere(predicate: (control: Control) => boolean): string[] {
  return controls.filter(predicate).map((control) => control.id);
}

/** Ids of one family, as the catalogues number them, less the withdrawn numbers. */
function ids(family: string, last: number, withdrawn: readonly number[]): string[] {
  return Array.from({ length: last }, (_, index) => index + 1)
    .filter((number) => !withdrawn.includes(number))
    .map((number) => `${family}-${String(number).padStart(2, "0")}`);
}

const tierOfFamily = { DATA: "data", NET: "network", TRN: "training", INF: "inference", GOV: "governance" } as const;

describe("catalogue", () => {
  it("holds exactly the 161 controls that were not withdrawn, in the order of the catalogues", () => {
    expect(controls.map((control) => control.id)).toEqual([
      ...ids("DATA", 33, [13, 15, 21, 24, 27]),
      ...ids("NET", 16, []),
      ...ids("TRN", 35, [30]),
      ...ids("INF", 42, []),
      ...ids("GOV", 46, [10, 31, 37, 38, 39]),
    ]);
    expect(controls).toHaveLength(161);
  });

  it("has no id and no title twice", () => {
    expect(repeated(controls.map((control) => control.id))).toEqual([]);
    expect(repeated(controls.map((control) => control.title.toLowerCase()))).toEqual([]);
  });

  it("puts each control into the tier of its id's family", () => {
    expect(
      idsWhere((control) => tierOfFamily[control.id.split("-")[0] as keyof typeof tierOfFamily] !== control.tier),
    ).toEqual([]);
  });

  it("has the severities that decide the levels of rules", () => {
    const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0 };
    for (const control of controls) counts[control.severity] += 1;
    expect(counts).toEqual({ critical: 23, high: 94, medium: 40, low: 4 });
    expect(idsWhere((control) => control.severity === "critical")).toEqual([
      ..."DATA-02 DATA-08 DATA-10 DATA-22 DATA-23 NET-01 NET-02 NET-08 TRN-01 TRN-04 TRN-07 TRN-10 TRN-22".split(" "),
      ..."INF-01 INF-06 INF-08 INF-09 INF-42 GOV-01 GOV-04 GOV-05 GOV-40 GOV-46".split(" "),
    ]);
    expect(idsWhere((control) => control.severity === "low")).toEqual(["NET-15", "TRN-35", "GOV-23", "GOV-41"]);
    expect(idsWhere((control) => control.severity === "medium" && /^(DATA|NET|GOV)/.test(control.id))).toEqual(
      (
        "DATA-12 DATA-14 DATA-25 DATA-33 NET-10 NET-11 GOV-08 GOV-11 GOV-13 GOV-14 GOV-15 " +
        "GOV-17 GOV-18 GOV-19 GOV-20 GOV-24 GOV-28 GOV-32 GOV-33 GOV-34 GOV-42 GOV-43"
      ).split(" "),
    );
  });

  it("names only stacks and demands that exist, and at least one of each", () => {
    expect(idsWhere((control) => control.stacks.length === 0 || repeated(control.stacks).length > 0)).toEqual([]);
    expect(idsWhere((control) => control.demandedBy.length === 0 || repeated(control.demandedBy).length > 0)).toEqual(
      [],
    );
  });
});

describe("a control's text", () => {
  it("is written in complete sentences", () => {
    const sentences = (control: Control): string[] => [
      control.requirement,
      control.remediation,
      ...control.acceptance.refused,
      ...control.acceptance.works,
      ...(control.noRule === undefined ? [] : [control.noRule]),
      ...(control.noResource === undefined ? [] : [control.noResource]),
    ];
    const bad = controls.flatMap((control) =>
      sentences(control)
        .filter((text) => text !== text.trim() || !text.endsWith("."))
        .map((text) => `${control.id}: ${text}`),
    );
    expect(bad).toEqual([]);
  });

  it("has a title without a full stop that starts with a capital letter", () => {
    expect(idsWhere((control) => !/^[A-Z].*[^.\s]$/.test(control.title))).toEqual([]);
  });

  it("says what must be refused or what must work", () => {
    expect(idsWhere(({ acceptance }) => acceptance.refused.length + acceptance.works.length === 0)).toEqual([]);
  });
});

describe("needs", () => {
  it("name controls that exist, never the control itself", () => {
    const known = new Set(controls.map((control) => control.id));
    const bad = controls.flatMap((control) =>
      control.needs
        .filter((need) => !known.has(need) || need === control.id)
        .map((need) => `${control.id} needs ${need}`),
    );
    expect(bad).toEqual([]);
  });

  it("form no cycle, so that an order of building exists", () => {
    const remaining = new Map(controls.map((control) => [control.id, new Set(control.needs)]));
    let progress = true;
    while (progress) {
      progress = false;
      for (const [id, needs] of remaining) {
        for (const need of needs) if (!remaining.has(need)) needs.delete(need);
        if (needs.size === 0) {
          remaining.delete(id);
          progress = true;
        }
      }
    }
    expect([...remaining.keys()]).toEqual([]);
  });
});

describe("rules", () => {
  it("are listed unless the record says why there is none", () => {
    expect(idsWhere((control) => (control.rules.length === 0) !== (control.noRule !== undefined))).toEqual([]);
  });

  it("have names of the form tier-slug, none twice in one record", () => {
    const bad = controls.flatMap((control) =>
      control.rules.filter((rule) => !/^(data|net|trn|inf|gov)-[a-z0-9-]+$/.test(rule)),
    );
    expect(bad).toEqual([]);
    expect(idsWhere((control) => repeated(control.rules).length > 0)).toEqual([]);
  });

  it("lead back to their controls", () => {
    expect(ruleControls("data-s3-default-cmk").map((control) => control.id)).toEqual(["DATA-04", "GOV-04"]);
    expect(ruleControls("data-kms-policy-strict").map((control) => control.id)).toEqual([
      "DATA-02",
      "TRN-11",
      "GOV-03",
    ]);
    expect(ruleControls("data-s3-default")).toEqual([]);
  });
});

describe("resources", () => {
  it("are missing only where the control bans something", () => {
    expect(idsWhere((control) => control.noResource !== undefined)).toEqual(["DATA-23", "TRN-35", "INF-42"]);
  });
});

describe("references", () => {
  it("exist for every built control", () => {
    expect(idsWhere((control) => control.built && control.references.length === 0)).toEqual([]);
  });

  it("carry a title, a page of AWS, MITRE or an issuer of deployment tokens over https, and a day", () => {
    const bad = controls
      .flatMap((control) => control.references)
      .filter(
        ({ title, url, read }) =>
          title === "" ||
          !/^https:\/\/([a-z]+\.)*(aws\.amazon\.com|mitre\.org|docs\.github\.com|docs\.gitlab\.com)\//.test(url) ||
          !/^\d{4}-\d\d-\d\d$/.test(read),
      );
    expect(bad).toEqual([]);
  });
});

describe("frameworks", () => {
  it("hold identifiers of each framework's own form", () => {
    const forms = {
      cis: /^\d\.\d+(\.\d+)?$/,
      fsbp: /^[A-Z][A-Za-z0-9]+\.\d+$/,
      securityHub: /^[A-Z][A-Za-z0-9]+\.\d+$/,
      nist80053: /^[A-Z]{2}$/,
      hipaa: /^\([a-e]\)(\(\d\)(\([iv]+\))?)?$/,
      gdpr: /^\d+(\(\d\)(\([a-z]\))?)?$/,
      mitreAtlas: /^AML\.T\d{4}(\.\d{3})?$/,
    };
    const bad = controls.flatMap((control) =>
      Object.entries(forms).flatMap(([framework, form]) =>
        (control.frameworks[framework as keyof typeof forms] ?? [])
          .filter((identifier) => !form.test(identifier))
          .map((identifier) => `${control.id}: ${framework} ${identifier}`),
      ),
    );
    expect(bad).toEqual([]);
  });
});

describe("controlById", () => {
  it("finds every control", () => {
    expect(catalogue.map((control) => controlById(control.id))).toEqual(catalogue);
  });

  it("names an id that does not exist", () => {
    expect(() => controlById("DATA-13" as ControlId)).toThrow('"DATA-13" is the id of no control of the catalogue.');
  });
});

describe("ControlId", () => {
  it("is the union of literal ids", () => {
    const id: ControlId = controlById("GOV-46").id as ControlId;
    // @ts-expect-error a withdrawn id is no control id
    const withdrawn: ControlId = "GOV-10";
    expect([id, withdrawn]).toEqual(["GOV-46", "GOV-10"]);
  });

  it("comes from defineControl, which returns its record as it is", () => {
    const record = controlById("NET-01");
    expect(defineControl(record)).toBe(record);
  });
});
