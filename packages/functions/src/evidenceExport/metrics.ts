import { metricNames } from "./contract.js";

/**
 * One log line in CloudWatch's embedded metric format. CloudWatch makes the metrics from it, so the role needs no
 * permission of its own for them. There are no dimensions: an alarm names only namespace and metric.
 * @see AWS, "Specification: Embedded metric format":
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function metricLine(
  namespace: string,
  now: number,
  values: Readonly<Record<keyof typeof metricNames, number>>,
): string {
  const names = Object.values(metricNames);
  return JSON.stringify({
    _aws: {
      Timestamp: now,
      CloudWatchMetrics: [
        { Namespace: namespace, Dimensions: [[]], Metrics: names.map((Name) => ({ Name, Unit: "Count" })) },
      ],
    },
    [metricNames.failures]: values.failures,
    [metricNames.incomplete]: values.incomplete,
    [metricNames.digestsVerified]: values.digestsVerified,
    [metricNames.logFilesVerified]: values.logFilesVerified,
  });
}
