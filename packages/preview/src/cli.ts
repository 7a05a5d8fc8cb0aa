#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import path from "node:path";

const root = path.join(import.meta.dirname, "../../..");

// Loading the Pulumi SDK is compiling most of all. The policy pack inherits the folder.
process.env["NODE_COMPILE_CACHE"] ??= path.join(root, "node_modules/.cache/preview");
enableCompileCache(process.env["NODE_COMPILE_CACHE"]);

const { command } = await import("./command.js");
await command(process.argv.slice(2), root);
