import type { ResourceModel } from "./resourceModel.js";

/** Cloud Control, whose resources are JSON of whatever type they name. */
export const cloudControl: Readonly<Record<string, ResourceModel>> = {
  "aws:cloudcontrol/resource:Resource": {
    check: (resource) => {
      const desiredState = resource.inputs["desiredState"];
      if (typeof desiredState !== "string") {
        return [];
      }
      try {
        JSON.parse(desiredState);
        return [];
      } catch {
        return [{ property: "desiredState", reason: '"desired_state" contains an invalid JSON' }];
      }
    },
    id: (resource) => `${resource.name}-${resource.hex(12)}`,
    computed: {
      properties: (resource) => resource.inputs["desiredState"],
      schema: () => "{}",
    },
    forceNew: ["typeName"],
  },
};
