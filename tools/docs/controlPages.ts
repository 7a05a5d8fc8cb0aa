import { catalogue, type Control } from "@secure-ml/controls";

const tierTitles = {
  data: "Data",
  network: "Network",
  training: "Training",
  inference: "Inference",
  governance: "Governance",
} as const;

/** One page per control and the index of all, by path. */
export function* controlPages(): Generator<[string, string]> {
  for (const control of catalogue as readonly Control[]) {
    yield [`docs/controls/${control.id.toLowerCase()}.md`, controlPage(control)];
  }
  yield ["docs/controls/README.md", indexPage()];
}

function controlPage(control: Control): string {
  const lines = [
    `# ${control.id} · ${control.title}`,
    "",
    `Tier: ${control.tier} · Stack: ${control.stacks.join(", ")} · Severity: ${control.severity} · ${control.built ? "Built" : "**Not built yet**"}`,
    "",
    control.requirement,
    "",
    "## How it is judged",
    "",
    control.rules.length > 0
      ? control.rules.map((rule) => `- \`${rule}\``).join("\n")
      : `No policy rule: ${control.noRule ?? ""}`,
    ...(control.noResource === undefined ? [] : ["", `No resource serves it: ${control.noResource}`]),
    "",
    "## How to mend a violation",
    "",
    control.remediation,
    "",
    "## What shows that it works",
    "",
    ...control.acceptance.refused.map((text) => `- Refused: ${text}`),
    ...control.acceptance.works.map((text) => `- Works: ${text}`),
    ...section(
      "Needs",
      control.needs.map((id) => `- [${id}](${id.toLowerCase()}.md)`),
    ),
    ...section("Frameworks", frameworkLines(control)),
    ...section(
      "Read for it",
      control.references.map((reference) => `- [${reference.title}](${reference.url}), read ${reference.read}`),
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", `## ${title}`, "", ...lines];
}

function frameworkLines({ frameworks }: Control): string[] {
  const rows: [string, readonly string[] | undefined][] = [
    ["CIS AWS Foundations Benchmark v5.0.0", frameworks.cis],
    ["AWS Foundational Security Best Practices", frameworks.fsbp],
    ["AWS Security Hub, other controls", frameworks.securityHub],
    ["NIST SP 800-53 r5 families", frameworks.nist80053],
    ["HIPAA, 45 CFR 164.312", frameworks.hipaa],
    ["GDPR articles", frameworks.gdpr],
    ["MITRE ATLAS", frameworks.mitreAtlas],
  ];
  return rows.flatMap(([name, ids]) => (ids === undefined || ids.length === 0 ? [] : [`- ${name}: ${ids.join(", ")}`]));
}

function indexPage(): string {
  const controls = catalogue as readonly Control[];
  const built = controls.filter((control) => control.built).length;
  const lines = [
    "# Controls",
    "",
    `${controls.length} controls, ${built} of them built. A preview reports each as met, off, violated, undecided, not applicable or not built.`,
  ];
  for (const [tier, title] of Object.entries(tierTitles)) {
    lines.push(
      "",
      `## ${title}`,
      "",
      "| Control | Title | Severity | Stack | Built | Rules |",
      "| --- | --- | --- | --- | --- | --- |",
    );
    for (const control of controls.filter((candidate) => candidate.tier === tier)) {
      const rules = control.rules.length > 0 ? control.rules.map((rule) => `\`${rule}\``).join(" ") : "none";
      lines.push(
        `| [${control.id}](${control.id.toLowerCase()}.md) | ${control.title} | ${control.severity} | ${control.stacks.join(", ")} | ${control.built ? "yes" : "no"} | ${rules} |`,
      );
    }
  }
  return `${lines.join("\n")}\n`;
}
