import { roleArn, type Environment } from "@secure-ml/core";
import type { DataBucketAccess } from "@secure-ml/data";

/**
 * Which roles of training and inference reach the objects of the environment's buckets (DATA-09), by their fixed names.
 * It is the outer wall: what a role may do inside is up to its own policy.
 *
 * @param environment facts of the platform stack
 */
export function bucketAccess(environment: Environment): DataBucketAccess {
  const roles = (...purposes: readonly string[]): readonly string[] =>
    purposes.map((purpose) => roleArn(environment, purpose));
  return {
    curated: { roleArns: roles("ds", "notebook", "training", "processing", "evaluation") },
    features: { roleArns: roles("ds", "notebook", "training", "processing", "evaluation") },
    // No data scientists: they read treated data, and what jobs made of it in the registry.
    artifacts: {
      roleArns: roles("mle", "training", "processing", "evaluation", "model"),
      // A pipeline's condition steps read reports from SageMaker's own network, and whoever approves a model is a person
      // outside ours.
      outsideRoleArns: roles("pipeline", "approver"),
    },
    capture: { roleArns: roles("model", "processing") },
    labels: { roleArns: roles("evaluation") },
    scratch: { roleArns: roles("ds", "notebook", "processing") },
  };
}
