import type { PolicyResource } from "@pulumi/policy";
import { read, type Read } from "./known.js";
import type { Link } from "./links.js";

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

/**
 * Whether an endpoint of one kind is for a service; `unknown` while kind or service is.
 *
 * @param kind `Gateway` or `Interface`
 * @param service as {@link readEndpointService} gives it
 */
export function isEndpointTo({ props }: PolicyResource, kind: "Gateway" | "Interface", service: string): Link {
  const [type, given] = [readEndpointType(props), readEndpointService(props)];
  if (type.state === "known" && type.value !== kind) return "apart";
  if (given.state === "known" && given.value !== service) return "apart";
  return type.state === "known" && given.state === "known" ? "linked" : "unknown";
}

/** Whether the service behind an endpoint is one of AWS; one of a partner has an id for a name. */
export function isServiceOfAws(props: unknown): boolean {
  const name = read(props, "serviceName");
  return name.state !== "known" || !/\.vpce-svc-[0-9a-f]+$/.test(String(name.value));
}
