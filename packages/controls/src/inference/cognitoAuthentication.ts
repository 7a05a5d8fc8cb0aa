import { defineControl } from "../control.js";

/** INF-10: Cognito authentication. */
export const cognitoAuthentication = defineControl({
  id: "INF-10",
  title: "Cognito authentication",
  requirement: "Tokens are short-lived, scoped to inference, and bound to a tenant that the user cannot edit.",
  tier: "inference",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["INF-09"],
  rules: ["inf-cognito-scopes", "inf-cognito-client", "inf-cognito-tier"],
  acceptance: {
    refused: [
      "A call carries an identity token.",
      "A call carries a token without the scope.",
      "A user edits their own tenant.",
    ],
    works: ["A call with a scoped access token is answered."],
  },
  remediation:
    'Set `authorizationScopes` on each Cognito method. On `aws.cognito.UserPoolClient` set `writeAttributes` and an `accessTokenValidity` of at most 60 minutes, and in prod the pool\'s `userPoolTier: "PLUS"`.',
  frameworks: {},
  references: [],
  built: false,
});
