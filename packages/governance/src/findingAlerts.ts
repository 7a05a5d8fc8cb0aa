import { accountEnvironment, RoutedEvent, type Environment } from "@secure-ml/core";
import * as pulumi from "@pulumi/pulumi";

/** The least severe findings that people are told of. */
export type AlertSeverity = "HIGH" | "MEDIUM";

/**
 * Purpose of the rule that routes findings; its role is `<purpose>-events`. IAM knows no Regions, so every Region but the
 * home one carries its name in it.
 */
export function findingAlertsPurpose(environment: Environment, isHomeRegion: boolean): string {
  return isHomeRegion ? "findings" : `findings-${environment.region}`;
}

/** Arguments of {@link FindingAlerts}. */
export interface FindingAlertsArgs {
  /** Facts of the account stack in the Region of the findings. */
  readonly environment: Environment;
  /** Whether this is the account's home Region. */
  readonly isHomeRegion: boolean;
  /** ARN of the alert topic in the same Region. */
  readonly alertTopicArn: pulumi.Input<string>;
  /** ARN of the key `operations`, which encrypts topic and dead-letter queue. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /**
   * Least severe findings that people are told of, where the source has severities.
   * @defaultValue "MEDIUM"
   */
  readonly minimumSeverity?: AlertSeverity;
}

/**
 * Tells people of what AWS finds in one Region of the account: one rule over all sources, so that there is one place to
 * look, one role and one dead-letter queue. Serves GOV-25.
 *
 * @remarks A service that is not switched on sends nothing; nothing here needs to change once it is. Events of global
 * services reach us-east-1 only. Most sources deliver at best effort, so findings are also read where they are made.
 * @see AWS, "Amazon EventBridge event pattern syntax":
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern.html
 */
export class FindingAlerts extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:governance:FindingAlerts";

  /** ARN of the rule. */
  readonly ruleArn: pulumi.Output<string>;

  constructor(name: string, args: FindingAlertsArgs, opts?: pulumi.ComponentResourceOptions) {
    super(FindingAlerts.__pulumiType, name, args, opts);
    const environment = accountEnvironment(args.environment);
    const route = new RoutedEvent(
      `${name}-findings`,
      {
        environment,
        purpose: findingAlertsPurpose(environment, args.isHomeRegion),
        description: "Tells people of findings and of notices of AWS",
        on: { pattern: findingPattern(args.minimumSeverity ?? "MEDIUM") },
        target: {
          kind: "role",
          arn: args.alertTopicArn,
          action: "sns:Publish",
          kmsKeyArn: args.kmsKeyArn,
          message: {
            inputPaths: {
              account: "$.account",
              detail: "$.detail",
              region: "$.region",
              resources: "$.resources",
              time: "$.time",
              type: "$.detail-type",
            },
            inputTemplate:
              '{"summary": "<type> in account <account>, Region <region>, at <time>", ' +
              '"resources": <resources>, "detail": <detail>}',
          },
        },
        kmsKeyArn: args.kmsKeyArn,
        alertTopicArn: args.alertTopicArn,
        controls: [],
      },
      { parent: this },
    );
    this.ruleArn = route.ruleArn;
    this.registerOutputs({ ruleArn: this.ruleArn });
  }
}

/** What each source calls the severities that are at least as bad. */
const severities = {
  HIGH: { guardDuty: 7, macie: ["High"], securityHub: ["CRITICAL", "HIGH"] },
  MEDIUM: { guardDuty: 4, macie: ["High", "Medium"], securityHub: ["CRITICAL", "HIGH", "MEDIUM"] },
} as const;

/**
 * The events that people are told of.
 *
 * @see AWS, "Events from AWS services": https://docs.aws.amazon.com/eventbridge/latest/ref/welcome.html
 */
function findingPattern(minimum: AlertSeverity): Readonly<Record<string, unknown>> {
  const severity = severities[minimum];
  const patterns = [
    {
      source: ["aws.guardduty"],
      "detail-type": ["GuardDuty Finding"],
      detail: { severity: [{ numeric: [">=", severity.guardDuty] }] },
    },
    {
      // A scan that failed or was skipped leaves an object unjudged, which people must know as well.
      source: ["aws.guardduty"],
      "detail-type": ["GuardDuty Malware Protection Object Scan Result"],
      detail: { scanResultDetails: { scanResultStatus: [{ "anything-but": ["NO_THREATS_FOUND"] }] } },
    },
    {
      source: ["aws.macie"],
      "detail-type": ["Macie Finding"],
      detail: { severity: { description: severity.macie } },
    },
    {
      // What Security Hub only repeats has its own line here.
      source: ["aws.securityhub"],
      "detail-type": ["Security Hub Findings - Imported"],
      detail: {
        findings: {
          ProductName: [{ "anything-but": ["GuardDuty", "Macie"] }],
          RecordState: ["ACTIVE"],
          Severity: { Label: severity.securityHub },
          Workflow: { Status: ["NEW"] },
        },
      },
    },
    {
      source: ["aws.access-analyzer"],
      "detail-type": ["Access Analyzer Finding", "Internal Access Finding", "Unused Access Finding for IAM entities"],
      detail: { status: ["ACTIVE"] },
    },
    {
      // Rules of this name are Security Hub's own, which reports them itself.
      source: ["aws.config"],
      "detail-type": ["Config Rules Compliance Change"],
      detail: {
        configRuleName: [{ "anything-but": { prefix: "securityhub-" } }],
        newEvaluationResult: { complianceType: ["NON_COMPLIANT"] },
      },
    },
    {
      // What concerns this account; a public event says that a service has trouble somewhere.
      source: ["aws.health"],
      "detail-type": ["AWS Health Event", "AWS Health Abuse Event"],
      detail: { eventScopeCode: [{ exists: false }, { "anything-but": ["PUBLIC"] }] },
    },
  ];
  return { source: [...new Set(patterns.flatMap(({ source }) => source))], $or: patterns };
}
