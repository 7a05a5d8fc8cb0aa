import type { PolicyStatement } from "@secure-ml/core";
import { deny } from "./statements.js";

/**
 * Statements of a permissions boundary that keep what SageMaker makes inside a VPC and notebooks closed (TRN-07). One
 * statement for each requirement: conditions of one statement are ANDed, and a call that breaks only one of them would pass.
 *
 * @param calls calls that carry `sagemaker:VpcSubnets` and `sagemaker:VpcSecurityGroupIds`, and only such: on any other call
 * the keys are absent too, and it would be denied for good
 * @see AWS, "Actions, resources, and condition keys for Amazon SageMaker":
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html
 */
export function placement(calls: readonly string[]): readonly PolicyStatement[] {
  return [
    deny("NoSubnets", calls, "*", { Null: { "sagemaker:VpcSubnets": "true" } }),
    deny("NoGroups", calls, "*", { Null: { "sagemaker:VpcSecurityGroupIds": "true" } }),
    // On creation an absent key means AWS's open default: StringNotEquals matches it as well.
    deny("NotebookInternet", ["sagemaker:CreateNotebookInstance"], "*", {
      StringNotEquals: { "sagemaker:DirectInternetAccess": "Disabled" },
    }),
    deny("NotebookRoot", ["sagemaker:CreateNotebookInstance"], "*", {
      StringNotEquals: { "sagemaker:RootAccess": "Disabled" },
    }),
    deny("NotebookMetadata", ["sagemaker:CreateNotebookInstance"], "*", {
      StringNotEquals: { "sagemaker:MinimumInstanceMetadataServiceVersion": "2" },
    }),
    deny("DomainOpen", ["sagemaker:CreateDomain"], "*", {
      StringNotEquals: { "sagemaker:AppNetworkAccessType": "VpcOnly" },
    }),
    // An update that leaves the setting alone carries no key and must pass: hence the positive operator.
    deny("DomainReopen", ["sagemaker:UpdateDomain"], "*", {
      StringEquals: { "sagemaker:AppNetworkAccessType": "PublicInternetOnly" },
    }),
  ];
}
