import type { PolicyResource } from "@pulumi/policy";
import { awsType } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { read, type Read } from "../../known.js";
import { dependenciesOf } from "../../links.js";

/** How a type says where it logs. */
interface Producer {
  /** Property with the name or the ARN of the log group. */
  readonly path: string;
  /** Log group that the service makes where the property is left out, from the producer's name. */
  readonly madeByService?: (name: string) => string;
}

/**
 * What writes to a log group of its own. Notebooks are not here: all of a Region share one group, which is of the account
 * stack.
 */
const producers: Readonly<Record<string, Producer>> = {
  "aws:apigateway/stage:Stage": { path: "accessLogSettings.destinationArn" },
  "aws:apigatewayv2/stage:Stage": { path: "accessLogSettings.destinationArn" },
  "aws:lambda/function:Function": {
    path: "loggingConfig.logGroup",
    madeByService: (name) => `/aws/lambda/${name}`,
  },
  "aws:sfn/stateMachine:StateMachine": { path: "loggingConfiguration.logDestination" },
};

/**
 * Whatever logs has its log group in the program: a missing one is made by the service, without our key and for ever.
 *
 * @see AWS, "Configuring CloudWatch log groups":
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html
 */
export const govProducerHasLogGroup = defineStackRule({
  name: "gov-producer-has-log-group",
  types: Object.keys(producers),
  check(producer, stack, verdict) {
    const { path, madeByService } = producers[producer.type] ?? { path: "" };
    const named = read(producer.props, path);
    const wanted = named.state === "absent" ? defaultGroup(producer, madeByService) : named;
    const groups = stack.ofType(awsType.logGroup);
    if (wanted.state === "known" && groups.some(({ props }) => isNamed(read(props, "name"), wanted.value))) return;
    if (wanted.state === "unknown" || (wanted.state === "known" && groups.some(isNameless))) {
      if (!dependenciesOf(producer, path).some(({ type }) => type === awsType.logGroup)) {
        verdict.undecided(`whether ${path} is a log group of this program cannot be known yet`);
      }
      return;
    }
    verdict.violation({
      property: path,
      found: wanted.state === "absent" ? `no ${path}` : `no aws.cloudwatch.LogGroup for ${String(wanted.value)}`,
      expected: "a log group of the program, with a key and a retention, before whoever writes to it",
      fix: `make an aws.cloudwatch.LogGroup and set ${path} to it`,
    });
  },
});

function defaultGroup(producer: PolicyResource, madeByService: Producer["madeByService"]): Read {
  const name = read(producer.props, "name");
  if (madeByService === undefined) return { state: "absent" };
  return name.state === "known" ? { state: "known", value: madeByService(String(name.value)) } : name;
}

/** Whether a reference, by name or by ARN with or without `:*`, is to a group of that name. */
function isNamed(name: Read, reference: unknown): boolean {
  const wanted = String(reference)
    .replace(/^arn:[^:]*:logs:[^:]*:[^:]*:log-group:/, "")
    .replace(/:\*$/, "");
  return name.state === "known" && name.value === wanted;
}

function isNameless({ props }: PolicyResource): boolean {
  return read(props, "name").state === "unknown";
}
