import { defineControl } from "../control.js";

/** TRN-03: Studio session hardening. */
export const studioSessionHardening = defineControl({
  id: "TRN-03",
  title: "Studio session hardening",
  requirement:
    "Studio sessions stop when idle, cannot be opened from outside, share no notebook outputs, and run vetted images.",
  tier: "training",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["TRN-01"],
  rules: ["trn-studio-idle", "trn-studio-sharing-off", "trn-studio-no-uid0", "trn-lcc-no-secrets"],
  acceptance: {
    refused: [
      "Idle shutdown is `DISABLED` for JupyterLab, Code Editor or the default space.",
      "A persona creates an app on `ml.p4d.24xlarge`.",
    ],
    works: ["A persona creates an app on the pseudo-type `system`.", "An idle app disappears."],
  },
  remediation:
    'In the domain\'s user and space settings set `appLifecycleManagement.idleSettings.lifecycleManagement: "ENABLED"` with a timeout of at least 60 minutes, and `sharingSettings.notebookOutputOption: "Disabled"`. Give image configs a non-zero `defaultUid` and keep credentials and public package indexes out of lifecycle scripts.',
  frameworks: {},
  references: [],
  built: false,
});
