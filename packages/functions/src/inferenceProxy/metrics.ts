import { metricNames } from "./contract.js";

/** What is recorded about one request. Nothing of its body, its headers or the model's answer is. */
export interface RequestRecord {
  /** API Gateway's own id of the request; the other one can be chosen by the caller. */
  readonly extendedRequestId: string;
  /** Id of the tenant; `none` when the caller is no tenant. */
  readonly tenant: string;
  /** Name of the model; `none` when the request named none that its tenant may call. */
  readonly model: string;
  readonly status: number;
  /** Code of the refusal, or `answered`. */
  readonly outcome: string;
  /** Name of the error that a call of the model ended with; never its message, which may quote input. */
  readonly error?: string | undefined;
  /** The one metric that counts the request. */
  readonly count: Exclude<keyof typeof metricNames, "modelLatency">;
  /** Milliseconds that the model took; absent when it was not called. */
  readonly modelMilliseconds?: number | undefined;
}

/**
 * The record of a request as one log line in CloudWatch's embedded metric format. CloudWatch makes the metrics from it, so
 * the function needs neither a permission nor a network path for them. The tenant is a field and no dimension: a
 * dimension would cost a metric for each and show the list of tenants.
 *
 * @see AWS, "Specification: Embedded metric format":
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function recordLine(namespace: string, now: number, record: RequestRecord): string {
  const { count, modelMilliseconds, ...fields } = record;
  const latency = modelMilliseconds === undefined ? [] : [{ Name: metricNames.modelLatency, Unit: "Milliseconds" }];
  return JSON.stringify({
    _aws: {
      Timestamp: now,
      CloudWatchMetrics: [
        {
          Namespace: namespace,
          Dimensions: [[], ["model"]],
          Metrics: [{ Name: metricNames[count], Unit: "Count" }, ...latency],
        },
      ],
    },
    ...fields,
    [metricNames[count]]: 1,
    ...(modelMilliseconds === undefined ? {} : { [metricNames.modelLatency]: modelMilliseconds }),
  });
}
