import { registerHooks } from "node:module";

/**
 * Lets Node load the tests' own files, which name each other as `./x.js` where the file is `x.ts`, as TypeScript has it.
 */
export function allowTypeScriptImports(): void {
  registerHooks({
    resolve(specifier, context, next) {
      try {
        return next(specifier, context);
      } catch (error) {
        if (!/^\.\.?\/.*\.js$/.test(specifier)) throw error;
        return next(specifier.replace(/\.js$/, ".ts"), context);
      }
    },
  });
}
