import type { Paint } from "./paint.js";
import type { ReportResource, ReportStack } from "./schema.js";
import { componentPackage, shortType } from "./shortNames.js";
import { wrap } from "./wrap.js";

/** A resource with what it is the parent of. */
interface Node {
  readonly resource: ReportResource;
  readonly children: Node[];
}

/** A line of the tree, with what hangs below it. */
interface Branch {
  readonly text: string;
  /** A second line, less prominent. */
  readonly detail?: string;
  readonly branches: readonly Branch[];
}

/** Where resources stand that are in no component. */
const noTier = "outside the tiers";

/**
 * Draws the resources of a stack as a tree for each tier: components with what they are made of. Components of one kind
 * that are made of the same share a line.
 *
 * @param stack the stack
 * @param paint how to draw
 * @param verbose whether to show every resource on a line of its own
 */
export function resourceTree(stack: ReportStack, paint: Paint, verbose: boolean): string[] {
  const roots = nodes(stack.resources);
  const tiers = Map.groupBy(roots, ({ resource }) => componentPackage(resource.type) ?? noTier);
  const order = [...tiers.keys()].toSorted((one, other) => Number(one === noTier) - Number(other === noTier));
  return order.flatMap((tier) => {
    const members = tiers.get(tier) ?? [];
    const count = members.reduce((sum, node) => sum + resourceCount(node), 0);
    const branches = verbose ? members.map(everything) : grouped(members);
    return [`  ${paint.strong(tier)} ${paint.weak(`(${count})`)}`, ...draw(branches, "  ", paint)];
  });
}

/** The resources right below the root of the stack, each with what is below it. */
function nodes(resources: readonly ReportResource[]): Node[] {
  const byUrn = new Map(resources.map((resource): [string, Node] => [resource.urn, { resource, children: [] }]));
  const roots: Node[] = [];
  for (const node of byUrn.values()) {
    const { parent, type } = node.resource;
    const owner = parent === undefined ? undefined : byUrn.get(parent);
    if (type === "pulumi:pulumi:Stack") {
      continue;
    }
    if (owner === undefined || owner.resource.type === "pulumi:pulumi:Stack") {
      roots.push(node);
    } else {
      owner.children.push(node);
    }
  }
  return roots;
}

function resourceCount({ resource, children }: Node): number {
  return children.reduce((sum, child) => sum + resourceCount(child), resource.custom ? 1 : 0);
}

function everything({ resource, children }: Node): Branch {
  const mark = resource.protect ? ", protected" : "";
  return { text: `${shortType(resource.type)} ${resource.name}${mark}`, branches: children.map(everything) };
}

/** Components by themselves, or together where they are alike, and the rest as counts. */
function grouped(members: readonly Node[]): Branch[] {
  const components = members.filter(({ resource }) => !resource.custom);
  const alike = Map.groupBy(components, shape);
  const branches = [...alike.values()].map((group): Branch => {
    const [first] = group;
    if (first === undefined) {
      throw new TypeError("a group has a member");
    }
    const kind = shortType(first.resource.type);
    const names = group.map(({ resource }) => resource.name).join(", ");
    const parts = typeCounts(first.children.filter(({ resource }) => resource.custom));
    return {
      text: group.length === 1 ? `${kind} ${names}` : `${group.length} ${kind}: ${names}`,
      ...(parts === "" ? {} : { detail: group.length === 1 ? parts : `each ${parts}` }),
      branches: grouped(first.children.filter(({ resource }) => !resource.custom)),
    };
  });
  const rest = typeCounts(members.filter(({ resource }) => resource.custom));
  return rest === "" ? branches : [...branches, { text: rest, branches: [] }];
}

/** What makes two components alike: their kind, and kinds and numbers of everything below. */
function shape(node: Node): string {
  const { resource, children } = node;
  const components = children
    .filter((child) => !child.resource.custom)
    .map((child) => `${child.resource.name}${shape(child)}`);
  // Components below show by name, so that they may differ in nothing; the rest shows in counts only.
  return `${resource.type}(${typeCounts(children.filter((child) => child.resource.custom))};${components.join(",")})`;
}

/** Numbers of resources by type, such as `s3.Bucket, 2 iam.Role`, in the order of their first. */
function typeCounts(members: readonly Node[]): string {
  const counts = new Map<string, number>();
  for (const { resource } of members) {
    const type = shortType(resource.type);
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return [...counts].map(([type, count]) => (count === 1 ? type : `${count} ${type}`)).join(", ");
}

function draw(branches: readonly Branch[], indent: string, paint: Paint): string[] {
  const { guides, width } = paint;
  return branches.flatMap((branch, index) => {
    const isLast = index === branches.length - 1;
    const below = `${indent}${isLast ? guides.none : guides.through}`;
    const belowText = `${below}${branch.branches.length > 0 ? guides.through : guides.none}`;
    return [
      ...wrap(branch.text, { width, first: `${indent}${isLast ? guides.last : guides.branch}`, rest: belowText }),
      ...(branch.detail === undefined
        ? []
        : wrap(branch.detail, { width, first: belowText, rest: belowText }).map((line) =>
            paintAfter(line, belowText, paint),
          )),
      ...draw(branch.branches, below, paint),
    ];
  });
}

/** Draws what follows the guides of a line less prominently. */
function paintAfter(line: string, guides: string, paint: Paint): string {
  return `${line.slice(0, guides.length)}${paint.weak(line.slice(guides.length))}`;
}
