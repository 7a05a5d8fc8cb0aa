import { roleArn, type Environment, type PlatformConfig } from "@secure-ml/core";
import type { DataBucketAccess } from "@secure-ml/data";

/**
 * Which roles of training and inference reach the objects of the environment's buckets (DATA-09), by their fixed names.
 * It is the outer wall: what a role may do inside is up to its own policy. A role that may do nothing in a bucket is not
 * listed for it: nobody of these comes to features and scratch until something of theirs is there.
 *
 * @param environment facts of the platform stack
 * @param config which of the roles there are, and whether any endpoint keeps what it receives
 */
export function bucketAccess(
  environment: Environment,
  { models, notebooks, training }: Pick<PlatformConfig, "models" | "notebooks" | "training">,
): DataBucketAccess {
  const roles = (...purposes: readonly string[]): readonly string[] =>
    purposes.map((purpose) => roleArn(environment, purpose));
  const where = (condition: boolean, purpose: string): readonly string[] => (condition ? [purpose] : []);
  const captured = models.some(({ capturePercentage }) => capturePercentage > 0);
  return {
    curated: { roleArns: roles("ds", ...where(notebooks.length > 0, "notebook"), "training", "processing") },
    // No data scientists: they read treated data, and what jobs made of it in the registry.
    artifacts: {
      roleArns: roles("mle", "training", "evaluation", ...where(models.length > 0, "model")),
      // A pipeline's condition steps read reports from SageMaker's own network, and whoever approves a model is a person
      // outside ours.
      outsideRoleArns: roles(...where(training.pipelines.length > 0, "pipeline"), "approver"),
    },
    capture: { roleArns: roles(...where(captured, "model")) },
    labels: { roleArns: roles("evaluation") },
  };
}
