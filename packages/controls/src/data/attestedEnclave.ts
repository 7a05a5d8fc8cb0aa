import { defineControl } from "../control.js";

/** DATA-29: Attested enclave and client-side encryption. */
export const attestedEnclave = defineControl({
  id: "DATA-29",
  title: "Attested enclave and client-side encryption",
  requirement:
    "The most sensitive records are processed inside an attested Nitro enclave without operator access, encrypted before upload, or both.",
  tier: "data",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["DATA-02"],
  rules: ["data-enclave-attested"],
  acceptance: {
    refused: ["The parent instance's role decrypts outside the enclave.", "An enclave in debug mode decrypts."],
    works: ["The released image decrypts."],
  },
  remediation:
    "Set `enclaveOptions.enabled`, metadata version 2 and no public address on `aws.ec2.LaunchTemplate`. Allow decryption in the dedicated key's policy only with `kms:RecipientAttestation:ImageSha384` equal to the released digest of 96 hex digits.",
  frameworks: {},
  references: [],
  built: false,
});
