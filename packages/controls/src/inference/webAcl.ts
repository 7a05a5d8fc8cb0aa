import { defineControl } from "../control.js";

/** INF-16: Web ACL. */
export const webAcl = defineControl({
  id: "INF-16",
  title: "Web ACL",
  requirement:
    "Known-bad addresses are blocked, calls per address are limited in a sliding window, and common attacks and repeated probing are cut off before authentication.",
  tier: "inference",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["INF-08"],
  rules: ["inf-waf-rules"],
  acceptance: {
    refused: [
      "A listed address calls the API.",
      "One address floods the API.",
      "A request carries an exploit string.",
      "A request has a body of 100 KB.",
    ],
    works: ["A legitimate body of 12 KB passes."],
  },
  remediation:
    "Give `aws.wafv2.WebAcl` of scope `REGIONAL` an IP set rule, a rate rule and the three managed groups (IP reputation, known bad inputs, common), in prod all in blocking mode with `overrideAction.none`.",
  frameworks: { fsbp: ["WAF.10", "WAF.12"], mitreAtlas: ["AML.T0024", "AML.T0029", "AML.T0046"] },
  references: [],
  built: false,
});
