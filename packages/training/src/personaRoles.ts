import { ArgsCheck, arn, ServiceRole, type Environment, type PolicyStatement, type RoleTrust } from "@secure-ml/core";
import * as pulumi from "@pulumi/pulumi";
import type { Guardrail } from "./jobGuardrail.js";
import { dataSets, evaluationReports } from "./jobFolders.js";
import type { ZoneInput } from "./jobRoles.js";
import {
  administratorStatements,
  approverStatements,
  dataScientistStatements,
  defaultStatements,
  engineerStatements,
  type PersonaFacts,
} from "./personaStatements.js";

/** People's roles, by the purpose in their names; `studio-default` is for whoever has no profile. */
export const personaPurposes = ["ds", "mle", "approver", "mladmin", "studio-default"] as const;

/** One of {@link personaPurposes}. */
export type Persona = (typeof personaPurposes)[number];

/** Arguments of {@link PersonaRoles}. */
export interface PersonaRolesArgs {
  readonly environment: Environment;
  /** The guardrail's policies, attached to every persona. */
  readonly guardrailPolicyArns: Readonly<Record<Guardrail, pulumi.Input<string>>>;
  /** Where data sets (`curated`) and reports of evaluations (`artifacts`) are. */
  readonly zones: Readonly<Record<"curated" | "artifacts", ZoneInput>>;
  /** ARN of the key of Studio's volumes. */
  readonly studioKeyArn: pulumi.Input<string>;
  /** ARN of the key of job volumes. */
  readonly jobKeyArn: pulumi.Input<string>;
  /**
   * Whether data scientists start jobs directly, instead of through pipelines only.
   * @defaultValue false
   */
  readonly directJobs?: boolean;
  /** Permission sets of IAM Identity Center whose people judge models; at least one. */
  readonly approverPermissionSets: readonly string[];
  /** Permission sets of IAM Identity Center whose people run Studio; at least one. */
  readonly administratorPermissionSets: readonly string[];
}

/**
 * One role per job function (TRN-02), under the guardrail (TRN-07): data scientist and engineer act through their Studio
 * profiles, approver and administrator enter from IAM Identity Center. Nobody passes a role that is stronger than what
 * their work needs (TRN-10).
 *
 * @remarks Who runs Studio can give a profile the role of a data scientist or an engineer: that is their work, and the
 * trail records it.
 * @see AWS, "Amazon SageMaker AI identity-based policy examples":
 * https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
 */
export class PersonaRoles extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:training:PersonaRoles";

  /** The roles, by persona, each with what whoever uses it must wait for. */
  readonly roles: Readonly<Record<Persona, Pick<ServiceRole, "roleArn" | "ready">>>;

  /** @throws pulumi.ResourceError for a persona that nobody could enter */
  constructor(name: string, args: PersonaRolesArgs, opts?: pulumi.ComponentResourceOptions) {
    super(PersonaRoles.__pulumiType, name, args, opts);
    const { environment } = args;
    new ArgsCheck(this, `PersonaRoles "${name}"`)
      .notEmpty("approverPermissionSets", args.approverPermissionSets)
      .notEmpty("administratorPermissionSets", args.administratorPermissionSets)
      .done();
    const facts = pulumi
      .output({ zones: args.zones, studioKeyArn: args.studioKeyArn, jobKeyArn: args.jobKeyArn })
      .apply(({ zones, ...rest }): PersonaFacts => ({
        ...rest,
        environment,
        dataSets: { ...zones.curated, prefix: dataSets[1] },
        reports: { ...zones.artifacts, prefix: evaluationReports[1] },
        directJobs: args.directJobs ?? false,
      }));
    const make = (
      persona: Persona,
      description: string,
      statements: (facts: PersonaFacts) => readonly PolicyStatement[],
      trust: RoleTrust,
    ): ServiceRole =>
      new ServiceRole(
        `${name}-${persona}`,
        {
          environment,
          purpose: persona,
          description,
          trust,
          statements: facts.apply(statements),
          managedPolicyArns: args.guardrailPolicyArns,
          tags: { persona },
          controls: ["TRN-02", "TRN-10"],
        },
        { parent: this },
      );
    const studio: RoleTrust = {
      service: "sagemaker",
      // For roles of a domain AWS allows no narrower pattern.
      sourceArns: [arn(environment, { service: "sagemaker", resource: "*" })],
      sessionActions: ["sts:SetSourceIdentity"],
    };
    this.roles = {
      ds: make("ds", "Data scientists, through their Studio profiles", dataScientistStatements, studio),
      mle: make("mle", "Engineers of pipelines, through their Studio profiles", engineerStatements, studio),
      approver: make("approver", "Judges versions of models", approverStatements, {
        permissionSets: args.approverPermissionSets,
      }),
      mladmin: make("mladmin", "Runs Studio, and reads no data", administratorStatements, {
        permissionSets: args.administratorPermissionSets,
      }),
      "studio-default": make("studio-default", "Whoever is in Studio without a profile", defaultStatements, studio),
    };
    this.registerOutputs({
      roleArns: Object.fromEntries(personaPurposes.map((persona) => [persona, this.roles[persona].roleArn])),
    });
  }
}
