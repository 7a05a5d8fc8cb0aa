import { itNotices } from "../itNotices.js";
import { governanceMutants } from "./governance.js";

itNotices(governanceMutants);
