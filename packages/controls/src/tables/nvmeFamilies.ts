/**
 * Instance families with local NVMe storage. Their disks are encrypted by the hardware, and SageMaker refuses a volume
 * key for them. Each entry is a whole family name, the part between `ml.` and the size; `p6-*` stands for every family
 * that starts with `p6-`.
 *
 * @see AWS, "InstanceStorageInfo": https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceStorageInfo.html
 */
export const nvmeFamilies = [
  "c5d",
  "m5d",
  "r5d",
  "c6gd",
  "m6gd",
  "r6gd",
  "c6id",
  "m6id",
  "r6id",
  "c7gd",
  "m7gd",
  "r7gd",
  "c8gd",
  "m8gd",
  "r8gd",
  "g4dn",
  "g5",
  "g6",
  "g6e",
  "gr6",
  "p3dn",
  "p4d",
  "p4de",
  "p5",
  "p5e",
  "p5en",
  "p6-*",
  "trn1",
  "trn1n",
  "trn2",
] as const;

/**
 * Tells whether an instance type has local NVMe storage, so that it must not be given a volume key.
 *
 * @param instanceType instance type of EC2 or SageMaker, such as `ml.g5.xlarge`
 * @returns true when its family is in {@link nvmeFamilies}
 */
export function hasLocalNvme(instanceType: string): boolean {
  const parts = instanceType.replace(/^ml\./, "").split(".");
  const family = parts[0];
  if (family === undefined || parts.length < 2) return false;
  return nvmeFamilies.some((known) => (known.endsWith("*") ? family.startsWith(known.slice(0, -1)) : known === family));
}
