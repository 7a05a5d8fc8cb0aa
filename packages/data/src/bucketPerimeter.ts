import { arn, bucketArn, type Environment, type PolicyStatement } from "@secure-ml/core";

/** Roles that reach the objects of a bucket, as ARNs composed from fixed names: no wildcards. */
export interface BucketAccess {
  /**
   * Roles that reach them from inside: where there is a network part, through the VPC's endpoint only.
   * @defaultValue none
   */
  readonly roleArns?: readonly string[];
  /**
   * Roles that reach them from anywhere, since AWS makes their calls from its own network: jobs without a VPC, and a
   * pipeline's condition steps. Whoever steals their credentials can use them elsewhere.
   * @defaultValue none
   */
  readonly outsideRoleArns?: readonly string[];
}

/** Who may come to a bucket's objects, and from where. */
export interface BucketPerimeterFacts {
  /** Supplies the deployers and break-glass roles, which come from anywhere. */
  readonly environment: Environment;
  readonly bucketName: string;
  /** Roles that come besides those that always do. */
  readonly access?: BucketAccess | undefined;
  /** Id of the VPC's S3 endpoint; absent for a bucket that every environment of the account uses. */
  readonly s3EndpointId?: string | undefined;
}

/**
 * What touches objects. Management is left out: with a wrong endpoint id nobody could mend the policy any more.
 *
 * @see AWS, "Actions, resources, and condition keys for Amazon S3":
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
const objectActions = [
  "s3:AbortMultipartUpload",
  "s3:DeleteObject*",
  "s3:GetObject*",
  "s3:ListBucket*",
  "s3:ListMultipartUploadParts",
  "s3:PutObject*",
  "s3:RestoreObject",
];

/**
 * The perimeter of a bucket (DATA-09): objects are for listed roles, and for those only through the VPC's endpoint, so
 * that credentials are of no use to whoever carries them away.
 *
 * AWS services with an identity of their own pass, such as log delivery; a bucket's Allows say which of them come in.
 * Calls that a service makes on behalf of a role, as Athena does, come from outside the VPC with
 * `aws:ViaAWSService`; they pass the network part, and the role part asks for the role all the same. A request that
 * lacks a key is refused: negated operators match an absent key, and so does `BoolIfExists`.
 *
 * @see AWS, "Controlling access from VPC endpoints with bucket policies":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies-vpc-endpoint.html
 */
export function bucketPerimeter(facts: BucketPerimeterFacts): readonly PolicyStatement[] {
  const { environment, bucketName, access = {}, s3EndpointId } = facts;
  const anywhere = [
    ...environment.deployerRoleArns,
    ...environment.breakGlassRoleArns,
    macieRoleArn(environment),
    ...(access.outsideRoleArns ?? []),
  ];
  const refused = {
    Effect: "Deny",
    Principal: "*",
    Action: objectActions,
    Resource: [bucketArn(environment, bucketName), bucketArn(environment, bucketName, "*")],
  } as const;
  const notForServices = { "aws:PrincipalIsAWSService": "false" };
  return [
    ...(s3EndpointId === undefined
      ? []
      : [
          {
            Sid: "DenyOutsideNetwork",
            ...refused,
            Condition: {
              StringNotEquals: { "aws:SourceVpce": s3EndpointId },
              ArnNotLike: { "aws:PrincipalArn": anywhere },
              BoolIfExists: { ...notForServices, "aws:ViaAWSService": "false" },
            },
          },
        ]),
    {
      Sid: "DenyOtherRoles",
      ...refused,
      Condition: {
        ArnNotLike: { "aws:PrincipalArn": [...anywhere, ...(access.roleArns ?? [])] },
        BoolIfExists: notForServices,
      },
    },
  ];
}

/** Macie scans with its service-linked role, which nobody else can assume. */
export function macieRoleArn(environment: Environment): string {
  return arn(environment, {
    service: "iam",
    region: "",
    resource: "role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie",
  });
}
