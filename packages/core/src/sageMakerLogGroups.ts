/**
 * Log groups that SageMaker writes to, names that AWS fixes: one each for all jobs, notebook instances and Studio
 * applications of an account in a Region. Those of endpoints have names of their own.
 *
 * @see AWS, "How to use SageMaker AI execution roles": https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
 */
export const sageMakerLogGroups = [
  "/aws/sagemaker/TrainingJobs",
  "/aws/sagemaker/ProcessingJobs",
  "/aws/sagemaker/TransformJobs",
  "/aws/sagemaker/NotebookInstances",
  "/aws/sagemaker/studio",
] as const;

/** One of {@link sageMakerLogGroups}. */
export type SageMakerLogGroup = (typeof sageMakerLogGroups)[number];
