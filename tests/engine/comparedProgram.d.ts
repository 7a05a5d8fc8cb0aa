/** The program that both engines run. */
declare const program: () => Promise<Record<string, unknown>>;
export default program;
