import type { ProgramRun, RecordedResource } from "@secure-ml/testing";
import { environmentRun } from "../../tests/environmentRun.ts";

/** Order in which the tiers stand in the picture. */
const tiers = ["network", "data", "training", "inference", "governance"] as const;

/** The picture of the platform: each stack's components and which of them cite which, from the graph of prod. */
export async function platformPicture(): Promise<readonly [string, string][]> {
  const { account, platform } = await environmentRun("prod");
  const lines = [
    "# The platform as a picture",
    "",
    "Made from the resource graph of the environment prod. A box is a component that a stack makes, with the number of AWS",
    "resources in it; an arrow leads from a component to one that it depends on.",
    "",
    "## Platform stack, once per environment",
    "",
    ...picture(platform),
    "",
    "## Account stack, once per AWS account",
    "",
    ...picture(account),
  ];
  return [["docs/platform.md", `${lines.join("\n")}\n`]];
}

interface Box {
  readonly resource: RecordedResource;
  readonly tier: string;
  readonly count: number;
}

function picture({ resources }: ProgramRun): readonly string[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const boxOf = (urn: string): RecordedResource | undefined => {
    const resource = byUrn.get(urn);
    if (resource === undefined) return undefined;
    const parent = resource.parent === undefined ? undefined : byUrn.get(resource.parent);
    if (parent === undefined || parent.type === "pulumi:pulumi:Stack")
      return tierOf(resource) === undefined ? undefined : resource;
    return boxOf(parent.urn);
  };
  const members = Map.groupBy(resources, ({ urn }) => boxOf(urn)?.urn);
  const boxes: readonly Box[] = resources.flatMap((resource) => {
    const tier = tierOf(resource);
    if (tier === undefined || boxOf(resource.urn) !== resource) return [];
    return [{ resource, tier, count: (members.get(resource.urn) ?? []).filter(({ custom }) => custom).length }];
  });
  const arrows = new Set(
    resources.flatMap((resource) => {
      const from = boxOf(resource.urn);
      return resource.dependencies.flatMap((urn) => {
        const to = boxOf(urn);
        return from === undefined || to === undefined || from === to ? [] : [`  ${idOf(from)} --> ${idOf(to)}`];
      });
    }),
  );
  return [
    "```mermaid",
    "flowchart LR",
    ...tiers.flatMap((tier) => {
      const inside = boxes.filter((box) => box.tier === tier);
      if (inside.length === 0) return [];
      const drawn = inside.map(
        ({ resource, count }) =>
          `    ${idOf(resource)}["${resource.type.split(":").at(-1) ?? ""}<br/>${resource.name}, ${count}"]`,
      );
      return [`  subgraph tier_${tier}[${tier}]`, ...drawn, "  end"];
    }),
    ...[...arrows].sort(),
    "```",
  ];
}

function tierOf({ type }: RecordedResource): string | undefined {
  const tier = /^secure-ml:(\w+):/.exec(type)?.[1];
  return tiers.find((candidate) => candidate === tier);
}

function idOf({ name }: RecordedResource): string {
  return name.replaceAll(/\W/g, "_");
}
