import type { Mutant } from "../mutant.js";
import { withInputs, without, withStatements } from "../mutate.js";

const domain = { type: "aws:sagemaker/domain:Domain" };
const profile = { type: "aws:sagemaker/userProfile:UserProfile" };
const notebook = { type: "aws:sagemaker/notebookInstance:NotebookInstance" };
const settings = (inputs: Record<string, unknown>, property: string) => inputs[property] as Record<string, unknown>;

export const studioMutants: readonly Mutant[] = [
  {
    control: "TRN-01",
    change: "people sign in to Studio with links that an IAM role asks for",
    stack: "platform",
    mutation: withInputs(domain, () => ({ authMode: "IAM" })),
    rules: ["trn-domain-sso"],
  },
  {
    control: "TRN-01",
    change: "apps of Studio reach the internet",
    stack: "platform",
    mutation: withInputs(domain, () => ({ appNetworkAccessType: undefined })),
    rules: ["trn-domain-vpc-only"],
  },
  {
    control: "TRN-01",
    change: "home directories are under a key that AWS manages",
    stack: "platform",
    mutation: withInputs(domain, () => ({ kmsKeyId: undefined })),
    rules: ["trn-domain-cmk"],
  },
  {
    control: "TRN-01",
    change: "apps run containers from anywhere",
    stack: "platform",
    mutation: withInputs(domain, (inputs) => ({
      domainSettings: { ...settings(inputs, "domainSettings"), dockerSettings: { enableDockerAccess: "ENABLED" } },
    })),
    rules: ["trn-domain-docker-off"],
  },
  {
    control: "TRN-01",
    change: "the trail names the persona's role, and nobody behind it",
    stack: "platform",
    mutation: withInputs(domain, (inputs) => ({
      domainSettings: { dockerSettings: settings(inputs, "domainSettings")["dockerSettings"] },
    })),
    rules: ["trn-domain-source-identity"],
  },
  {
    control: "TRN-01",
    change: "shared spaces have no security groups of ours",
    stack: "platform",
    mutation: withInputs(domain, (inputs) => ({
      defaultSpaceSettings: { executionRole: settings(inputs, "defaultSpaceSettings")["executionRole"] },
    })),
    rules: ["trn-domain-space-sg"],
  },
  {
    control: "TRN-01",
    change: "Studio has nothing but what AWS demands",
    stack: "platform",
    mutation: withInputs(domain, () => ({
      appNetworkAccessType: undefined,
      authMode: "IAM",
      defaultSpaceSettings: undefined,
      domainSettings: undefined,
      kmsKeyId: undefined,
    })),
    rules: [
      "trn-domain-cmk",
      "trn-domain-docker-off",
      "trn-domain-source-identity",
      "trn-domain-space-sg",
      "trn-domain-sso",
      "trn-domain-vpc-only",
    ],
  },
  {
    control: "TRN-01",
    change: "a user works with the role of whoever has no profile",
    stack: "platform",
    mutation: (resources) => {
      const role = settings(resources.find(({ type }) => type === domain.type)?.inputs ?? {}, "defaultUserSettings");
      const change = (inputs: Record<string, unknown>) => ({
        userSettings: { ...settings(inputs, "userSettings"), executionRole: role["executionRole"] },
      });
      return withInputs({ ...profile, name: "studio-users-profile-ada-example-com" }, change)(resources);
    },
    rules: ["trn-profile-own-role"],
  },
  {
    control: "TRN-01",
    change: "users have profiles, but nobody is assigned to Studio",
    stack: "platform",
    mutation: without({ type: "aws:ssoadmin/applicationAssignment:ApplicationAssignment" }),
    rules: ["trn-sso-profile-assigned"],
  },
  {
    control: "TRN-04",
    change: "a notebook instance has a way to the internet past the VPC",
    stack: "platform",
    mutation: withInputs(notebook, () => ({ directInternetAccess: undefined })),
    rules: ["trn-nb-no-internet"],
  },
  {
    control: "TRN-04",
    change: "a notebook instance is in a network of SageMaker's",
    stack: "platform",
    mutation: withInputs(notebook, () => ({ subnetId: undefined })),
    rules: ["net-no-default-vpc", "trn-nb-in-vpc"],
  },
  {
    control: "TRN-04",
    change: "whoever works in a notebook instance is root",
    stack: "platform",
    mutation: withInputs(notebook, () => ({ rootAccess: "Enabled" })),
    rules: ["trn-nb-no-root"],
  },
  {
    control: "TRN-04",
    change: "the metadata service of a notebook instance answers without a session",
    stack: "platform",
    mutation: withInputs(notebook, () => ({ instanceMetadataServiceConfiguration: undefined })),
    rules: ["trn-nb-imdsv2"],
  },
  {
    control: "TRN-04",
    change: "the volume of a notebook instance is under a key that AWS manages",
    stack: "platform",
    mutation: withInputs(notebook, () => ({ kmsKeyId: "alias/aws/ebs" })),
    rules: ["trn-nb-cmk"],
  },
  {
    control: "TRN-04",
    change: "a notebook instance runs on what gets no more patches",
    stack: "platform",
    mutation: withInputs(notebook, () => ({ platformIdentifier: "notebook-al2-v3" })),
    rules: ["trn-nb-platform"],
  },
  {
    control: "TRN-04",
    change: "the role of notebook instances loses its guardrail",
    stack: "platform",
    mutation: without({
      type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      name: "notebook-role-attachment-platform",
    }),
    rules: ["trn-role-has-guardrail"],
  },
  {
    control: "TRN-04",
    change: "SageMaker becomes a notebook instance for anybody",
    stack: "platform",
    mutation: withStatements(
      { type: "aws:iam/role:Role", name: "notebook-role-role" },
      (statements) => statements.map((statement) => ({ ...statement, Condition: {} })),
      "assumeRolePolicy",
    ),
    rules: ["trn-trust-confused-deputy"],
  },
];
