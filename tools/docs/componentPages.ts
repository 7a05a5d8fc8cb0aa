import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import ts from "typescript";

const root = join(import.meta.dirname, "../..");

/** What a page says of one component. */
interface Component {
  readonly name: string;
  readonly package: string;
  readonly description: string;
  readonly sources: readonly string[];
  readonly args: readonly Member[];
  readonly outputs: readonly Member[];
  readonly errors: readonly string[];
  /** The smallest use as the source says it; undefined where it only takes the required arguments. */
  readonly example: string | undefined;
  readonly controls: readonly string[];
  readonly resources: readonly string[];
}

interface Member {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly description: string;
  readonly defaultValue: string | undefined;
}

/** One page per component, from its documentation in the source, and the index of all, by path. */
export function* componentPages(): Generator<[string, string]> {
  const components = allComponents();
  for (const component of components) yield [`docs/components/${pageName(component)}`, page(component)];
  yield ["docs/components/README.md", indexPage(components)];
}

function allComponents(): readonly Component[] {
  return globSync("packages/*/src/**/*.ts", { cwd: root })
    .filter((path) => !/\.(test|fixture)\.ts$/.test(path))
    .sort()
    .flatMap(componentsOf);
}

function pageName({ name }: Component): string {
  return `${lowerFirst(name)}.md`;
}

function componentsOf(path: string): readonly Component[] {
  const text = readFileSync(join(root, path), "utf8");
  const source = ts.createSourceFile(basename(path), text, ts.ScriptTarget.Latest, true);
  const interfaces = new Map(source.statements.filter(ts.isInterfaceDeclaration).map((node) => [node.name.text, node]));
  return source.statements.filter(ts.isClassDeclaration).flatMap((node) => {
    const parent = node.heritageClauses?.[0]?.types[0]?.expression.getText(source);
    if (parent !== "pulumi.ComponentResource" || node.name === undefined) return [];
    const constructorNode = node.members.find(ts.isConstructorDeclaration);
    const argsType = constructorNode?.parameters[1]?.type?.getText(source) ?? "";
    const declared = interfaces.get(argsType);
    const body = node.getText(source);
    const inherited = new Map(
      (node.heritageClauses ?? [])
        .flatMap(({ types }) =>
          types.flatMap(({ expression }) => [...(interfaces.get(expression.getText(source))?.members ?? [])]),
        )
        .filter((member) => ts.isPropertySignature(member))
        .map((member) => [member.name.getText(source), memberOf(member, source)]),
    );
    const tags = [node, ...(constructorNode === undefined ? [] : [constructorNode])].flatMap((at) =>
      ts.getJSDocTags(at).map((tag) => [tag.tagName.text, prose(tagText(tag, source))] as const),
    );
    const description = prose(documentation(node));
    return [
      {
        name: node.name.text,
        package: path.split("/")[1] ?? "",
        description: [description, ...tags.filter(([tag]) => tag === "remarks").map(([, remark]) => remark)].join(
          "\n\n",
        ),
        sources: tags.filter(([tag]) => tag === "see").map(([, see]) => see),
        errors: tags.filter(([tag]) => tag === "throws").map(([, error]) => error),
        example: ts
          .getJSDocTags(node)
          .filter(({ tagName }) => tagName.text === "example")
          .map((tag) => tagText(tag, source).replace(/^```ts\n|\n```$/g, ""))[0],
        args: signaturesOf(declared, interfaces, source).map((member) => memberOf(member, source)),
        outputs: node.members
          .filter(ts.isPropertyDeclaration)
          .filter((member) => !/\b(static|private|protected)\b|^#/.test(member.getText(source)))
          .map((member) => memberOf(member, source))
          .map((member) => (member.description === "" ? (inherited.get(member.name) ?? member) : member)),
        controls: unique(
          [...description.matchAll(/[A-Z]{3,4}-\d\d/g), ...body.matchAll(/"([A-Z]{3,4}-\d\d)"/g)].map(([id]) =>
            id.replaceAll('"', ""),
          ),
        ),
        resources: unique([...body.matchAll(/new (aws\.\w+\.\w+)\(/g)].map(([, type = ""]) => type)),
      },
    ];
  });
}

/** What an interface declares, and what it takes over from others of its file, whole or without some. */
function signaturesOf(
  declared: ts.InterfaceDeclaration | undefined,
  interfaces: ReadonlyMap<string, ts.InterfaceDeclaration>,
  source: ts.SourceFile,
): readonly ts.PropertySignature[] {
  if (declared === undefined) return [];
  const own = [...declared.members].filter((member) => ts.isPropertySignature(member));
  const inherited = (declared.heritageClauses ?? [])
    .flatMap(({ types }) => types)
    .flatMap(({ expression, typeArguments = [] }) => {
      const [base = "", left = ""] = (expression.getText(source) === "Omit" ? typeArguments : [expression]).map(
        (node: ts.Node) => node.getText(source),
      );
      const without = [...left.matchAll(/"([^"]+)"/g)].map(([, name]) => name);
      return signaturesOf(interfaces.get(base), interfaces, source).filter(
        ({ name }) => !without.includes(name.getText(source)),
      );
    });
  return [...inherited, ...own];
}

function memberOf(member: ts.PropertySignature | ts.PropertyDeclaration, source: ts.SourceFile): Member {
  const fallback = ts.getJSDocTags(member).find((tag) => tag.tagName.text === "defaultValue");
  return {
    name: member.name.getText(source),
    type: (member.type?.getText(source) ?? "").replaceAll(/\s+/g, " ").replace(/^\{ (.*?);? \}$/, "{ $1 }"),
    optional: member.questionToken !== undefined,
    description: prose(documentation(member)),
    defaultValue: fallback === undefined ? undefined : prose(tagText(fallback, source)),
  };
}

function documentation(node: ts.Node): string {
  return ts
    .getJSDocCommentsAndTags(node)
    .filter(ts.isJSDoc)
    .map(({ comment }) => commentOf(comment))
    .join("\n\n");
}

/** A tag's text as it was written: the parser takes the first word after `@see` for a name. */
function tagText(tag: ts.JSDocTag, source: ts.SourceFile): string {
  const written = tag.getText(source).replace(/^@\w+[^\S\n]*/, "");
  return written.replaceAll(/\n\s*\* ?/g, "\n").trim();
}

function commentOf(comment: string | ts.NodeArray<ts.JSDocComment> | undefined): string {
  return ts.getTextOfJSDocComment(comment) ?? "";
}

/** Text as it flows on a page: one line for each paragraph or list item, links to names in the source as names. */
function prose(text: string): string {
  return text
    .replaceAll(/\{@link (\w+(?:\.\w+)?)\}/g, "`$1`")
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replaceAll(/\n(?!\s*[-\d])\s*/g, " ").trim())
    .join("\n\n");
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}

/** Code of the smallest use of a component. */
function useOf({ name, package: from, args, example }: Component): readonly string[] {
  if (example !== undefined) return example.split("\n");
  const required = args.filter(({ optional }) => !optional);
  return [
    `import { ${name} } from "@secure-ml/${from}";`,
    "",
    `new ${name}("${lowerFirst(name)}", {`,
    ...required.map((member) => `  ${member.name}, // ${member.type}`),
    "});",
  ];
}

/**
 * All smallest uses as one file, so that the compiler reads what the pages show: a name that is exported no more, an
 * argument that is missing and one that does not exist are errors. What an example takes from elsewhere by its name alone
 * is a parameter, of the type that the component wants.
 */
export function smallestUses(): string {
  const imports = new Map<string, Set<string>>();
  const functions = allComponents().map((component) => {
    const lines = useOf(component);
    for (const line of lines) {
      const [, names = "", from = ""] = /^import (.+) from "(.+)";$/.exec(line) ?? [];
      if (from === "") continue;
      const known = imports.get(from) ?? new Set();
      imports.set(from, known);
      for (const name of names.replaceAll(/[{}]/g, "").split(",")) known.add(name.trim());
    }
    const body = lines.filter((line) => !line.startsWith("import ")).map((line) => line.replace(/ \/\/ .*$/, ""));
    const given = unique([...body.join("\n").matchAll(/^ {2}(\w+),$/gm)].map(([, name = ""]) => name));
    const parameter = given.length === 0 ? "" : `{ ${given.join(", ")} }: Arguments<typeof ${component.name}>`;
    return [`export function ${lowerFirst(component.name)}(${parameter}): void {`, ...body, "}"].join("\n");
  });
  return `${[
    "// Made by tools/smallestUses.ts from the documentation of the components, for the compiler.",
    ...[...imports]
      .toSorted(([left], [right]) => left.localeCompare(right))
      .map(([from, names]) => `import { ${[...names].toSorted().join(", ")} } from "${from}";`),
    "",
    "type Arguments<Component extends new (name: string, args: never) => unknown> = Required<",
    "  NonNullable<ConstructorParameters<Component>[1]>",
    ">;",
    ...functions.flatMap((text) => ["", text]),
  ].join("\n")}\n`;
}

function lowerFirst(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

function page(component: Component): string {
  const { args, name, outputs, controls, resources, errors, sources } = component;
  const lines = [
    `# ${name}`,
    "",
    `\`@secure-ml/${component.package}\``,
    "",
    component.description,
    "",
    "## Smallest use",
    "",
    "```ts",
    ...useOf(component),
    "```",
    ...section("Arguments", table(["Argument", "Type", "Meaning"], args.map(argumentRow))),
    ...section(
      "Outputs",
      table(
        ["Output", "Type", "Meaning"],
        outputs.map((member) => [`\`${member.name}\``, code(member.type), cell(member.description)]),
      ),
    ),
    ...section(
      "Errors",
      errors.map((error) => `- ${error}`),
    ),
    ...section(
      "Resources of its own",
      resources.map((type) => `- \`${type}\``),
    ),
    ...section(
      "Controls",
      controls.toSorted().map((id) => `- [${id}](../controls/${id.toLowerCase()}.md)`),
    ),
    ...section(
      "Read for it",
      sources.map((text) => `- ${text}`),
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function argumentRow(member: Member): readonly string[] {
  const fallback = member.defaultValue === undefined ? "optional" : `default: ${member.defaultValue}`;
  const meaning = member.optional ? `${member.description} (${fallback})` : member.description;
  return [`\`${member.name}\``, code(member.type), cell(meaning)];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return rows.length === 0 ? [] : [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`);
}

function code(type: string): string {
  return `\`${type.replaceAll("|", "\\|")}\``;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll(/\s*\n\s*/g, " ");
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", `## ${title}`, "", ...lines];
}

function indexPage(components: readonly Component[]): string {
  const lines = [
    "# Components",
    "",
    "Each page is made from the documentation in the source. A component with no options is the one for production.",
    "",
    ...table(
      ["Component", "Package", "Makes"],
      components.map((component) => [
        `[${component.name}](${pageName(component)})`,
        component.package,
        cell((component.description.split(/(?<=[.:])\s/)[0] ?? "").replace(/:$/, ".")),
      ]),
    ),
  ];
  return `${lines.join("\n")}\n`;
}
