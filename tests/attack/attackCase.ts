import type { ControlId } from "@secure-ml/controls";
import type { SampleEnvironment } from "../environmentRun.js";
import type { Verdict } from "./expectAllowed.js";
import type { Principal } from "./principals.js";

/** Condition keys of a request; `null` for one that AWS would send and this request lacks. */
export type RequestContext = Readonly<Record<string, string | readonly string[] | null>>;

/**
 * One row of the attack table. Where a column has several entries, the verdict holds for every combination.
 */
export interface AttackCase {
  /** What happens, as a sentence. */
  readonly name: string;
  /** Controls that the verdict proves. */
  readonly controls: readonly ControlId[];
  /** MITRE ATLAS technique that a refusal resists. */
  readonly atlas?: string;
  readonly principal: Principal | readonly Principal[];
  readonly action: string | readonly string[];
  readonly resource: string | readonly string[];
  /**
   * What the request carries besides what AWS puts into every one.
   * @defaultValue nothing
   */
  readonly context?: RequestContext | ((resource: string) => RequestContext);
  /**
   * The key of the bucket, queue or topic must admit the call too, as when S3 asks it for the caller; what that second request
   * carries besides.
   * @defaultValue absent: only the named action is judged
   */
  readonly throughKey?: RequestContext;
  /**
   * The service of the VPC endpoint that the request goes through, such as `s3`.
   * @defaultValue absent: the request comes from outside the VPC
   */
  readonly through?: string;
  /**
   * As if the resource's owner let in everybody, so that only Denies on our side can refuse, or left it to IAM of the
   * principal's account, so that its own policies decide alone.
   * @defaultValue the emitted policy of the resource decides, and no policy lets nobody in
   */
  readonly openTo?: "everybody" | "account";
  readonly expected: Verdict | Readonly<Record<SampleEnvironment, Verdict>>;
  /** Why something that an attacker would like is allowed. */
  readonly conceded?: {
    readonly reason: string;
    /** The control that will refuse it; absent where AWS leaves no choice. */
    readonly until?: ControlId;
  };
}
