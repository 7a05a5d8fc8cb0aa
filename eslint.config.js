import eslint from "@eslint/js";
import tseslint from "typescript-eslint";

const noArnLiterals = {
  selector: "Literal[value=/^arn:aws/]",
  message: "Build ARNs with arn() of @secure-ml/core: a literal knows one partition only.",
};
const noArnTemplates = {
  selector: "TemplateElement[value.raw=/^arn:aws/]",
  message: "Build ARNs with arn() of @secure-ml/core: a literal knows one partition only.",
};
const noResourcesInApply = {
  selector: "CallExpression[callee.property.name='apply'] NewExpression[callee.object.object.name='aws']",
  message: "A resource made inside apply() does not show in a preview.",
};
const noInvisibleSecrets = {
  selector: "MemberExpression[property.name=/^getAuthorizationToken/]",
  message: "The result would be a credential in the state; take it at run time instead.",
};

export default tseslint.config(
  {
    ignores: [
      "**/dist/**",
      "**/node_modules/**",
      "**/bundles/**",
      "coverage/**",
      ".pulumi-local/**",
      ".stryker/**",
      "tools/bench/peer/**",
      "examples/generated/**",
    ],
  },
  eslint.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname } },
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            { group: ["../**/src/*", "@secure-ml/*/src/*"], message: "Import the package's index, not its files." },
          ],
        },
      ],
      "no-restricted-syntax": ["error", noResourcesInApply, noInvisibleSecrets],
      // A template with a number in it reads well and cannot go wrong.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // A component is made for its children; nobody needs the object.
      "no-new": "off",
    },
  },
  {
    files: ["packages/{core,network,data,training,inference,governance}/src/**/*.ts", "stacks/*/src/**/*.ts"],
    ignores: ["**/*.test.ts", "**/*.fixture.ts"],
    rules: { "no-restricted-syntax": ["error", noArnLiterals, noArnTemplates, noResourcesInApply, noInvisibleSecrets] },
  },
  {
    files: ["**/*.js"],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { process: "readonly", console: "readonly" } },
  },
);
