import { awsType } from "./awsTypes.js";
import { read, readList, type Read } from "./known.js";
import { jobsOf, readSteps, record, setting } from "./pipelineSteps.js";
import type { Verdict } from "./verdict.js";

/** An image that a job or a model version is made from. */
export interface NamedImage {
  /** Where it is named. */
  readonly place: string;
  readonly image: Read;
  /** The role that pulls it, from which its account follows. */
  readonly role: Read;
}

/** The images that a pipeline or a training job names. */
export function imagesOf(type: string, props: unknown, verdict: Verdict): readonly NamedImage[] {
  if (type === awsType.trainingJob) {
    // The block of an object in the provider's older form is a list of one.
    const place = "algorithmSpecification.trainingImage";
    const specification = readList(props, "algorithmSpecification");
    const first = specification.state === "known" ? specification.value[0] : specification;
    const image = first?.state === "known" ? read(first.value, "trainingImage") : (first ?? { state: "absent" });
    // An algorithm of a marketplace has no image of its own.
    const algorithm = first?.state === "known" ? read(first.value, "algorithmName") : { state: "absent" };
    return algorithm.state === "absent" ? [{ place, image, role: read(props, "roleArn") }] : [];
  }
  const steps = readSteps(props, verdict) ?? [];
  const own = read(props, "roleArn");
  const jobs = jobsOf(steps).flatMap(({ step, request, places }) => {
    if (places.image === undefined || places.role === undefined) return [];
    const role = setting(request, places.role);
    return [
      {
        place: `step ${step.name}: ${places.image}`,
        image: setting(request, places.image),
        role: role.state === "known" && typeof role.value === "string" ? role : own,
      },
    ];
  });
  const jobRole = jobs.find(({ role }) => role.state === "known")?.role ?? own;
  const versions = steps
    .filter(({ type: kind }) => kind === "RegisterModel")
    .flatMap(({ name, values }) => {
      const containers = record(record(values["Arguments"])["InferenceSpecification"])["Containers"];
      return (Array.isArray(containers) ? containers : [{}]).map((container) => ({
        place: `step ${name}: InferenceSpecification.Containers[].Image`,
        image: setting(record(container), "Image"),
        role: jobRole,
      }));
    });
  return [...jobs, ...versions];
}
