import { z } from "zod";

/** An instance type of SageMaker. */
export const instanceType = z
  .string()
  .regex(/^ml\.[a-z0-9-]+\.[a-z0-9-]+$/, "must be an instance type of SageMaker, such as ml.m5.large");

/** An instance type of SageMaker, or `system`, which an app without a machine of its own names. */
export const appInstanceType = z
  .string()
  .regex(
    /^(system|ml\.[a-z0-9-]+\.[a-z0-9-]+)$/,
    "must be an instance type of SageMaker, such as ml.m5.large, or system",
  );
