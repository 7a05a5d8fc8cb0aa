/**
 * Fields of every flow log record, in order. Filters over the records name the fields by position, so append only.
 *
 * Those of AWS's default format come first. `pkt-srcaddr` and `pkt-dstaddr` show the far ends where an interface in
 * between, such as a NAT gateway's, rewrites addresses; the two `aws-service` fields tell traffic to AWS's own public
 * addresses, as of S3 through its gateway endpoint, from traffic to strangers; `traffic-path` tells which gateway
 * packets left through, and `encryption-status` whether a flow was encrypted, where VPC encryption control watches that.
 *
 * @see AWS, "Flow log records": https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
 */
export const flowLogFields = [
  "version",
  "account-id",
  "interface-id",
  "srcaddr",
  "dstaddr",
  "srcport",
  "dstport",
  "protocol",
  "packets",
  "bytes",
  "start",
  "end",
  "action",
  "log-status",
  "vpc-id",
  "subnet-id",
  "instance-id",
  "tcp-flags",
  "type",
  "pkt-srcaddr",
  "pkt-dstaddr",
  "region",
  "az-id",
  "pkt-src-aws-service",
  "pkt-dst-aws-service",
  "flow-direction",
  "traffic-path",
  "encryption-status",
] as const;

/** The fields as AWS wants to see them: each as a literal `${field}`, separated by spaces. */
export const flowLogFormat = flowLogFields.map((field) => `\${${field}}`).join(" ");
