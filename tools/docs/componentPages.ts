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
  const components = globSync("packages/*/src/**/*.ts", { cwd: root })
    .filter((path) => !/\.(test|fixture)\.ts$/.test(path))
    .sort()
    .flatMap(componentsOf);
  for (const component of components) yield [`docs/components/${pageName(component)}`, page(component)];
  yield ["docs/components/README.md", indexPage(components)];
}

function pageName({ name }: Component): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}.md`;
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
        args: [...(declared?.members ?? [])].filter(ts.isPropertySignature).map((member) => memberOf(member, source)),
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
  const written = tag.getText(source).replace(/^@\w+\s*/, "");
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

function page(component: Component): string {
  const { name, args, outputs, controls, resources, errors, sources } = component;
  const required = args.filter(({ optional }) => !optional);
  const use = [
    `import { ${name} } from "@secure-ml/${component.package}";`,
    "",
    `new ${name}("${name.charAt(0).toLowerCase()}${name.slice(1)}", {`,
    ...required.map((member) => `  ${member.name}, // ${member.type}`),
    "});",
  ];
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
    ...use,
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
