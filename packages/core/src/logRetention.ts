/** How long a log group keeps its events, and whether it can be deleted before. */
export interface LogRetention {
  /** Days, one of the periods that CloudWatch Logs offers. */
  readonly days: number;
  /** Whether the service refuses to delete the group. */
  readonly deletionProtection: boolean;
}
