import { z } from "zod";
import { uniqueList } from "./uniqueList.js";

/** Who is told of findings and alarms. */
export const alertsShape = {
  emails: uniqueList(z.string().regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "must be an address of e-mail"), 0, "address")
    .default([])
    .describe("Addresses that get every alert as mail; each confirms by the link in the first mail."),
  pagerUrls: uniqueList(z.string().regex(/^https:\/\/\S+$/, "must start with https://"), 0, "endpoint")
    .default([])
    .describe(
      "Endpoints of paging services that get every alert; they usually hold a key, so set them with `pulumi config set --secret --path`.",
    ),
  subscribedElsewhere: z
    .string()
    .min(10, "must say who subscribes, in at least 10 characters")
    .optional()
    .describe("Who subscribes to the topic by other means, such as a chat application, where nobody is listed here."),
};

/** A topic without a subscriber is silent: somebody must be named, or it must be said who subscribes otherwise. */
export function namesSomebody(
  { emails, pagerUrls, subscribedElsewhere }: z.infer<z.ZodObject<typeof alertsShape>>,
  context: z.RefinementCtx,
): void {
  if (emails.length === 0 && pagerUrls.length === 0 && subscribedElsewhere === undefined) {
    context.addIssue({
      code: "custom",
      path: ["emails"],
      message:
        "must name somebody, because alerts that nobody gets are lost; if others subscribe to the topic, say who in alerts.subscribedElsewhere",
    });
  }
}
