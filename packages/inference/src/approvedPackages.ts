import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { HostedModel } from "./modelHosting.js";

/**
 * Refuses models whose package nobody has approved: `CreateModel` takes a package in any state, so that nothing else
 * stands between a pending version and the callers. Serves INF-01.
 *
 * @param models models that the stack is to serve
 * @param options the provider that looks the packages up; its role needs `sagemaker:DescribeModelPackage`
 * @throws pulumi.RunError naming every package that is not approved, or that cannot be read
 * @see AWS, "Update the Approval Status of a Model":
 * https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-approve.html
 */
export async function requireApprovedPackages(
  models: readonly Pick<HostedModel, "name" | "modelPackageArn">[],
  options: pulumi.InvokeOptions,
): Promise<void> {
  const problems = await Promise.all(
    models.map(async ({ name, modelPackageArn }) => {
      const status = await approvalStatus(modelPackageArn, options);
      return status === "Approved" ? [] : [`"${name}" is to serve ${modelPackageArn}, which is ${status}`];
    }),
  );
  if (problems.flat().length > 0) {
    throw new pulumi.RunError(
      `Models are served from approved packages only: ${problems.flat().join("; ")}. ` +
        `Have the version approved in the model registry, or change "models" in stacks/platform/Pulumi.${pulumi.getStack()}.yaml.`,
    );
  }
}

async function approvalStatus(identifier: string, options: pulumi.InvokeOptions): Promise<string> {
  try {
    const { properties } = await aws.cloudcontrol.getResource(
      { typeName: "AWS::SageMaker::ModelPackage", identifier },
      { ...options, async: true },
    );
    const status = (JSON.parse(properties) as { readonly ModelApprovalStatus?: unknown }).ModelApprovalStatus;
    return typeof status === "string" ? status : "without an approval status";
  } catch (error) {
    return `not to be read (${error instanceof Error ? error.message : String(error)})`;
  }
}
