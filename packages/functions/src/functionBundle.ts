import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A Lambda function's code as the build leaves it on disk, and what a `aws.lambda.Function` must be told about it. */
export interface FunctionBundle {
  /** Kebab-case name of the function, also the name of its folder under `bundles/`. */
  readonly name: string;
  /**
   * Absolute path of the folder that holds `index.mjs` and nothing else, ready for `pulumi.asset.FileArchive`.
   * @throws Error when the bundle has not been built: reading the path is the first use that needs it, so importing
   * this package (for its types, say) works on a fresh clone.
   */
  readonly path: string;
  /** Value of the function's `handler`: file `index`, export `handler`. */
  readonly handler: "index.handler";
  /** Value of the function's `runtime`; `tools/bundle.ts` compiles for the same Node version. */
  readonly runtime: "nodejs24.x";
  /** Value of the function's `architectures`; the bundle is plain JavaScript, and arm64 costs less. */
  readonly architecture: "arm64";
}

/** One statement that the function's role needs, as data: the tier that makes the role turns targets into ARNs. */
export interface PermissionNeed {
  /** Statement id, letters and digits only. */
  readonly sid: string;
  /** IAM actions, none with a wildcard. */
  readonly actions: readonly string[];
  /**
   * What the actions are allowed on: a bucket itself, objects of it, the KMS key that encrypts it, or `any` (`*`) where
   * the service has no resource for the action.
   */
  readonly target: "archiveBucket" | "archiveObjects" | "archiveKey" | "evidenceObjects" | "evidenceKey" | "any";
  /**
   * For objects: the key patterns below the bucket. `{archivePrefix}` stands for the trail's S3 key prefix with its
   * final slash (empty when the trail has none), `{accountId}` for the twelve digits of the account.
   */
  readonly objectKeys?: readonly string[];
  /** Why the function cannot work without it, for the comment in the policy and for the reviewer. */
  readonly reason: string;
}

/** Describes a bundle, with whatever else its stack must know, without touching the disk until its path is read. */
export function functionBundle<Facts extends object>(name: string, facts: Facts): FunctionBundle & Facts {
  return {
    // First, because a spread reads getters: `path` must stay one.
    ...facts,
    name,
    get path() {
      // `src/` and `dist/` are siblings of `bundles/`, so the same relative address serves sources and build.
      const folder = fileURLToPath(new URL(`../bundles/${name}`, import.meta.url));
      if (!existsSync(`${folder}/index.mjs`)) {
        throw new Error(
          `The bundle of function "${name}" is missing: ${folder}/index.mjs does not exist. Run "pnpm build" first.`,
        );
      }
      return folder;
    },
    handler: "index.handler",
    runtime: "nodejs24.x",
    architecture: "arm64",
  };
}
