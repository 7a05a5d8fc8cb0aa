import { describe, expect, it } from "vitest";
import { z } from "zod";
import { alertsShape, namesSomebody } from "./alerts.js";

const schema = z.strictObject(alertsShape).superRefine(namesSomebody);
const problems = (alerts: object) =>
  schema.safeParse(alerts).error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`) ?? [];

describe("alerts", { tags: ["GOV-25"] }, () => {
  it.each([
    { emails: ["alerts@example.com"] },
    { pagerUrls: ["https://pager.example.com/key"] },
    { subscribedElsewhere: "The chat application of the platform team." },
  ])("takes %j", (alerts) => {
    expect(problems(alerts)).toEqual([]);
  });

  it("wants somebody to be told", () => {
    const nobody =
      "emails must name somebody, because alerts that nobody gets are lost; if others subscribe to the topic, say who " +
      "in alerts.subscribedElsewhere";
    expect(problems({})).toEqual([nobody]);
    expect(problems({ emails: [], pagerUrls: [] })).toEqual([nobody]);
  });

  it.each<[object, string]>([
    [{ emails: ["ml-platform"] }, "emails.0 must be an address of e-mail"],
    [{ emails: ["a@example.com", "a@example.com"] }, "emails must name each address once (twice: a@example.com)"],
    [{ pagerUrls: ["http://pager.example.com"] }, "pagerUrls.0 must start with https://"],
    [{ subscribedElsewhere: "others" }, "subscribedElsewhere must say who subscribes, in at least 10 characters"],
  ])("refuses %j", (alerts, problem) => {
    expect(problems(alerts)).toContain(problem);
  });
});
