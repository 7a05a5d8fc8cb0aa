import { z } from "zod";
import { regionName } from "./common.js";
import { asList, asMap, type ConfigProblem } from "./given.js";
import { uniqueList } from "./uniqueList.js";

/** Personas that work in Studio; the others enter through a role and have no profile. */
export const studioPersonas = ["ds", "mle"] as const;

/** One of {@link studioPersonas}: a data scientist or an ML engineer. */
export type StudioPersona = (typeof studioPersonas)[number];

/** A person who works in Studio. */
export interface StudioUser {
  /** User name in IAM Identity Center. */
  readonly name: string;
  readonly persona: StudioPersona;
}

/**
 * Name of a user's profile: SageMaker takes letters, digits and single hyphens. It stands in the trail as the source
 * identity of each call.
 */
export function studioProfileName(userName: string): string {
  return userName.replaceAll(/[^a-zA-Z0-9]+/g, "-").replaceAll(/^-|-$/g, "");
}

const groupName = z
  .string()
  .regex(/^[^\p{C}]{1,1024}$/u, "must be the display name of a group, up to 1024 characters")
  .optional();

const userSchema = z.strictObject({
  name: z
    .string()
    .regex(
      /^[a-zA-Z0-9]([\w.@+-]{0,61}[a-zA-Z0-9])?$/,
      "must be 1 to 63 letters, digits and _.@+-, beginning and ending with a letter or digit",
    )
    .describe("User name in IAM Identity Center; the profile's name is made from it."),
  persona: z
    .enum(studioPersonas)
    .describe("What the person does: `ds` data scientist, `mle` ML engineer. It decides the role of their apps."),
});

/** Settings of SageMaker Studio. */
export const studioSchema = z
  .strictObject({
    identityCenter: z
      .strictObject({
        identityStoreId: z
          .string()
          .regex(
            /^(d-[0-9a-f]{10}|[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12})$/,
            'must be the id of an identity store, such as "d-1234567890"',
          )
          .describe("Id of the identity store, from the settings page of IAM Identity Center."),
        regions: uniqueList(regionName, 1, "Region").describe(
          "Regions in which the organisation's instance of IAM Identity Center is enabled. Studio needs it in its own.",
        ),
      })
      .optional()
      .describe("The organisation's instance of IAM Identity Center, through which people sign in."),
    withoutIdentityCenter: z
      .strictObject({
        reason: z
          .string()
          .min(10, "must say why, in at least 10 characters")
          .describe("Why, for whoever reads the config."),
      })
      .optional()
      .describe(
        "For a sandbox without IAM Identity Center: whoever may ask for a sign-in link becomes any user. The policy pack reports it as a violation, which needs an exemption.",
      ),
    groups: z
      .strictObject({
        ds: groupName.describe("Group of the data scientists."),
        mle: groupName.describe("Group of the ML engineers."),
      })
      .default({})
      .describe(
        "Display names of the groups in IAM Identity Center whose direct members may open Studio, by persona; groups inside them do not count.",
      ),
    users: z
      .array(userSchema)
      .default([])
      .describe("Who gets a profile. A member of a group without one works with the weakest role."),
  })
  .describe("SageMaker Studio. Without it the environment has none.");

/**
 * What is wrong between the settings of Studio. It takes anything, since it has to tell even when something else is wrong.
 *
 * @param config the platform's settings, as they were given
 */
export function studioProblems(config: unknown): readonly ConfigProblem[] {
  const { studio, region, dataProtection } = asMap(config);
  if (studio === undefined) return [];
  const { identityCenter, withoutIdentityCenter, groups, users } = asMap(studio);
  return [
    ...signInProblems(identityCenter, withoutIdentityCenter, region, dataProtection),
    ...(withoutIdentityCenter === undefined ? groupProblems(asMap(groups), asList(users)) : []),
    ...userProblems(asList(users)),
  ].map(({ path, message }) => ({ path: ["studio", ...path], message }));
}

function signInProblems(
  identityCenter: unknown,
  without: unknown,
  region: unknown,
  dataProtection: unknown,
): readonly ConfigProblem[] {
  if (without !== undefined) {
    const path = ["withoutIdentityCenter"];
    return [
      ...(identityCenter === undefined ? [] : [{ path, message: "must not be set beside identityCenter" }]),
      ...(dataProtection === "disposable"
        ? []
        : [{ path, message: 'must not be set unless dataProtection is "disposable", as in a sandbox' }]),
    ];
  }
  if (identityCenter === undefined) {
    return [
      {
        path: ["identityCenter"],
        message: "must name the organisation's instance of IAM Identity Center, through which people sign in",
      },
    ];
  }
  const { regions } = asMap(identityCenter);
  return Array.isArray(regions) && typeof region === "string" && !regions.includes(region)
    ? [
        {
          path: ["identityCenter", "regions"],
          message: `must hold ${region}, the Region of the environment: enable IAM Identity Center there, or choose another Region`,
        },
      ]
    : [];
}

function groupProblems(groups: Readonly<Record<string, unknown>>, users: readonly unknown[]): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = users.flatMap((user, index) => {
    const { persona } = asMap(user);
    const needsGroup = studioPersonas.find((known) => known === persona);
    return needsGroup === undefined || groups[needsGroup] !== undefined
      ? []
      : [
          {
            path: ["users", index, "persona"],
            message: `must have a group of IAM Identity Center, which studio.groups.${needsGroup} names`,
          },
        ];
  });
  if (groups["ds"] !== undefined && groups["ds"] === groups["mle"]) {
    problems.push({ path: ["groups", "mle"], message: "must be another group than that of ds" });
  }
  return problems;
}

function userProblems(users: readonly unknown[]): readonly ConfigProblem[] {
  const names = users.map((user) => asMap(user)["name"]);
  return names.flatMap((name, index) => {
    if (typeof name !== "string") return [];
    const first = names.findIndex(
      (other) =>
        typeof other === "string" && studioProfileName(other).toLowerCase() === studioProfileName(name).toLowerCase(),
    );
    if (first === index) return [];
    const message =
      names[first] === name
        ? `must stand once; studio.users[${first}] is the same`
        : `must not share the profile name "${studioProfileName(name)}" with studio.users[${first}]`;
    return [{ path: ["users", index, "name"], message }];
  });
}
