import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { HostedModel } from "./modelHosting.js";

/** What a version of a model package runs. */
export interface ModelContainer {
  /** Image by its digest, `<registry>/<repository>@sha256:…`. */
  readonly image: string;
  /** Address of the trained model, `s3://…`. */
  readonly modelDataUrl: string;
  /** Environment variables of the container. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Refuses models whose package nobody has approved, or which run anything else than the config says: `CreateModel` takes a
 * package in any state, and the call that approves a version can change what it runs in the same breath, for which IAM has
 * no condition. So two people must agree: who approves the version, and who reviews the config. Serves INF-01.
 *
 * @param models models that the stack is to serve; what one runs is compared where the config says it
 * @param options the provider that looks the packages up; its role needs `sagemaker:DescribeModelPackage`
 * @throws pulumi.RunError naming every package that is not approved, that runs something else, or that cannot be read
 * @see AWS, "Update the Approval Status of a Model":
 * https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-approve.html
 */
export async function requireApprovedPackages(
  models: readonly Pick<HostedModel, "name" | "modelPackageArn" | "container">[],
  options: pulumi.InvokeOptions,
): Promise<void> {
  const problems = await Promise.all(
    models.map(async ({ name, modelPackageArn, container }) =>
      (await packageProblems(modelPackageArn, container, options)).map(
        (problem) => `"${name}" is to serve ${modelPackageArn}, which ${problem}`,
      ),
    ),
  );
  if (problems.flat().length > 0) {
    throw new pulumi.RunError(
      `Models are served from approved packages only: ${problems.flat().join("; ")}. ` +
        `Have the version approved in the model registry, or change "models" in stacks/platform/Pulumi.${pulumi.getStack()}.yaml.`,
    );
  }
}

/** What a package says of itself, as far as it is read here. */
interface PackageDescription {
  readonly ModelApprovalStatus?: unknown;
  readonly InferenceSpecification?: {
    readonly Containers?: readonly {
      readonly Image?: unknown;
      readonly ModelDataUrl?: unknown;
      readonly Environment?: Readonly<Record<string, unknown>>;
    }[];
  };
}

async function packageProblems(
  identifier: string,
  expected: ModelContainer | undefined,
  options: pulumi.InvokeOptions,
): Promise<readonly string[]> {
  let description: PackageDescription;
  try {
    const { properties } = await aws.cloudcontrol.getResource(
      { typeName: "AWS::SageMaker::ModelPackage", identifier },
      { ...options, async: true },
    );
    description = JSON.parse(properties) as PackageDescription;
  } catch (error) {
    return [`is not to be read (${error instanceof Error ? error.message : String(error)})`];
  }
  const { ModelApprovalStatus: status, InferenceSpecification: specification } = description;
  return [
    ...(status === "Approved" ? [] : [`is ${typeof status === "string" ? status : "without an approval status"}`]),
    ...(expected === undefined ? [] : containerProblems(specification?.Containers ?? [], expected)),
  ];
}

type Containers = NonNullable<NonNullable<PackageDescription["InferenceSpecification"]>["Containers"]>;

function containerProblems([container, ...others]: Containers, expected: ModelContainer): readonly string[] {
  if (container === undefined || others.length > 0) return [`runs ${others.length + (container ? 1 : 0)} containers`];
  const { Image: image, ModelDataUrl: modelDataUrl, Environment: environment = {} } = container;
  const names = [...new Set([...Object.keys(environment), ...Object.keys(expected.environment)])].sort();
  return [
    ...(image === expected.image ? [] : [`runs the image ${String(image)} instead of ${expected.image}`]),
    ...(modelDataUrl === expected.modelDataUrl
      ? []
      : [`loads ${String(modelDataUrl)} instead of ${expected.modelDataUrl}`]),
    // Values may be secret by mistake: their names are enough.
    ...names
      .filter((name) => environment[name] !== expected.environment[name])
      .map((name) => `sets the variable ${name} differently`),
  ];
}
