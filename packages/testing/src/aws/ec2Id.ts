import { stableHex, type ResourceContext } from "./resourceModel.js";

/** An EC2 id: a prefix and 17 hexadecimal digits. */
export function ec2Id(prefix: string, salt = ""): (resource: ResourceContext) => string {
  return (resource) => `${prefix}-${resource.hex(17, salt)}`;
}

/** The VPC that is meant where none is named. */
export function accountDefaultVpc({ facts }: ResourceContext): string {
  return `vpc-${stableHex(`${facts.accountId}/${facts.region}`, 17)}`;
}
