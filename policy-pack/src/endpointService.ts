import { read, type Read } from "./known.js";

/**
 * The service that a VPC endpoint is for, without partition and Region: `s3`, `ecr.api`, `sagemaker.api`. SageMaker's
 * own form keeps its first part: `aws.sagemaker.eu-central-1.studio` is `aws.sagemaker.studio`.
 *
 * @param props properties of an `aws.ec2.VpcEndpoint`
 */
export function readEndpointService(props: unknown): Read<string> {
  const name = read(props, "serviceName");
  if (name.state !== "known") return name;
  const parts = /^(?<prefix>.+?)\.[a-z]{2,4}(?:-[a-z]+)+-\d\.(?<service>.+)$/.exec(String(name.value))?.groups;
  if (parts === undefined) return { state: "known", value: String(name.value) };
  const { prefix = "", service = "" } = parts;
  return { state: "known", value: prefix.startsWith("aws.") ? `${prefix}.${service}` : service };
}

/**
 * The kind of a VPC endpoint; AWS's own default is a gateway.
 *
 * @param props properties of an `aws.ec2.VpcEndpoint`
 */
export function readEndpointType(props: unknown): Read {
  const type = read(props, "vpcEndpointType");
  return type.state === "absent" ? { state: "known", value: "Gateway" } : type;
}
